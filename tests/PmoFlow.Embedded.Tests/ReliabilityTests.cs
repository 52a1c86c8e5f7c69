using System.Globalization;
using PmoFlow.Bench.Trials;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>The reliability trials in small numbers; docs/reliability.md says how to run any number, and what came of it.</summary>
public sealed class ReliabilityTests
{
    private const int Seed = 20_260_302;

    [Fact]
    public void every_order_of_steps_crashes_and_clocks_comes_to_the_same_end() => TrialCommand.Simulate(150, Seed);

    [Fact]
    public async Task a_trial_that_is_not_known_is_no_success() => Assert.Equal(2, await TrialCommand.Run("nonsense", runs: 1, Seed));

    [Fact]
    public void the_simulation_finds_out_when_something_durable_vanishes()
    {
        var caught = 0;
        for (var seed = 0; seed < 5; seed++)
            caught += Fails(seed) ? 1 : 0;
        Assert.True(caught > 0, "Rows were stolen and nobody noticed.");

        static bool Fails(int seed)
        {
            try
            {
                Simulation.Run(seed, sabotage: true);
                return false;
            }
            catch (Violation)
            {
                return true;
            }
        }
    }

    [Theory]
    [InlineData("INSERT INTO inbox(instance, seq, execution, body, seal) VALUES ({0}, 5, NULL, x'7b7d', 0)", "messages that nobody takes")]
    [InlineData("INSERT INTO work(instance, execution, task, name, state, attempt, fetches, scheduled, input, seal) VALUES ({0}, 0, 5, 'a', 0, 1, 1, 0, x'22', 0)", "ready and do not run")]
    [InlineData("INSERT INTO work(instance, execution, task, name, state, attempt, fetches, scheduled, input, seal) VALUES ({0}, 0, 5, 'a', 1, 1, 1, 0, x'22', 0)", "retries that nobody wakes")]
    [InlineData("INSERT INTO timers(instance, execution, task, kind, fire_at) VALUES ({0}, 7, 5, 0, 0)", "timers of past executions")]
    public async Task the_checker_finds_what_waits_for_nobody(string sql, string finding)
    {
        var main = new OrchestrationReference<string, string>("Main");
        var story = new Story().Orchestration(main, async (context, _) => await context.WaitForEvent(new EventReference<string>("Told")));
        await using var world = await EmbeddedWorld.Open(story);
        await world.Client.Start(main, "waits", "", TestContext.Current.CancellationToken);
        await world.Platform.WhenIdle();
        Checker.Check(world.Platform, story.Catalog);
        await world.Platform.Engine.Writer.Write(transaction =>
        {
            var number = transaction.Prepare("SELECT instance FROM instances").Scalar();
            transaction.Connection.Execute(string.Format(CultureInfo.InvariantCulture, sql, number));
            return true;
        });
        Assert.Contains(finding, Assert.Throws<Violation>(() => Checker.Check(world.Platform, story.Catalog)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task a_killed_process_keeps_what_it_promised() => KillTrial.Run(5, Seed, longestMilliseconds: 400);

    [Fact]
    public Task a_process_that_ends_around_a_commit_or_within_a_checkpoint_keeps_what_it_promised() => PointsTrial.Run(1, Seed, Library());

    [Fact]
    public Task a_power_failure_keeps_what_was_promised_and_the_check_can_fail() => PowerLossTrial.Run(60, Seed, Library());

    [Fact]
    public Task a_full_or_broken_disk_keeps_what_was_promised() => FaultTrial.Run(6, Seed, Library(), stride: 17);

    [Fact]
    public Task flipped_bytes_are_refused_told_or_harmless() => CorruptionTrial.Run(12, Seed);

    [Fact]
    public Task decisions_raised_again_and_again_are_taken_first_come_first_served() => EventsTrial.Run(1000, Seed);

    private static string Library()
    {
        var library = ChildProcess.DiskLibrary();
        Assert.SkipWhen(library is null, "Needs Linux and a C compiler.");
        return library!;
    }
}
