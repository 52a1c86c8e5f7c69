using PmoFlow.Bench.Trials;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>The reliability trials in small numbers; docs/reliability.md says how to run any number, and what came of it.</summary>
public sealed class ReliabilityTests
{
    private const int Seed = 20_260_302;

    [Fact]
    public void every_order_of_steps_crashes_and_clocks_comes_to_the_same_end() => TrialCommand.Simulate(150, Seed);

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
