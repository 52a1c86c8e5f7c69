using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Code that does not match its history stops, says where and why, and goes on after the fix.</summary>
public sealed class DefectTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly ActivityReference<string, string> Echo = new("Echo");
    private static readonly ActivityReference<string, string> Other = new("Other");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Story Code(Func<OrchestrationContext, Task<string>> body) => new Story()
        .Activity(Echo, text => text)
        .Activity(Other, text => text)
        .Orchestration(Main, (context, _) => body(context));

    private static async Task<string> Good(OrchestrationContext context) =>
        await context.CallActivity(Echo, "a") + await context.WaitForEvent(Told);

    public static TheoryData<string> Changes => ["another name", "another input", "one more", "one less", "another kind"];

    private static Func<OrchestrationContext, Task<string>> Changed(string how) => how switch
    {
        "another name" => async context => await context.CallActivity(Other, "a") + await context.WaitForEvent(Told),
        "another input" => async context => await context.CallActivity(Echo, "b") + await context.WaitForEvent(Told),
        "one more" => async context =>
        {
            _ = context.CallActivity(Other, "extra");
            return await Good(context);
        },
        "one less" => async context => await context.WaitForEvent(Told),
        "another kind" => async context =>
        {
            await context.CreateTimer(context.UtcNow.AddDays(1));
            return await context.WaitForEvent(Told);
        },
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task code_that_decides_otherwise_is_quarantined_and_goes_on_after_the_fix(string change)
    {
        await using var world = await EmbeddedWorld.Open(Code(Good));
        await world.Client.Start(Main, "changed", "", Cancel);
        await world.Platform.WhenIdle();

        await Deploy(world, Code(Changed(change)));
        await world.Client.RaiseEvent("changed", Told, "b", Cancel);
        await world.Platform.WhenIdle();
        var stopped = await world.Client.Get("changed", Cancel);
        Assert.Equal(OrchestrationStatus.Quarantined, stopped!.Status);
        Assert.Contains("execution 0, episode", stopped.Failure!.Message, StringComparison.Ordinal);

        await Deploy(world, Code(Good));
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("changed", "fixed", Cancel));
        Assert.Equal("ab", (await world.Client.WaitForEnd("changed", Cancel)).Output.ToString());
    }

    [Fact]
    public async Task awaiting_a_foreign_task_is_quarantined()
    {
        var foreign = new TaskCompletionSource<string>();
        await using var world = await EmbeddedWorld.Open(Code(_ => foreign.Task));
        await world.Client.Start(Main, "foreign", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("foreign", Cancel))!.Status);
    }

    [Fact]
    public async Task awaiting_a_foreign_task_beside_an_own_one_is_quarantined_when_it_comes_back()
    {
        var foreign = new TaskCompletionSource<string>();
        await using var world = await EmbeddedWorld.Open(Code(async context =>
        {
            var own = context.WaitForEvent(Told);
            return await await Task.WhenAny(own, Borrowed());
            async Task<string> Borrowed() => await foreign.Task;
        }));
        await world.Client.Start(Main, "foreign", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Running, (await world.Client.Get("foreign", Cancel))!.Status);
        await Task.Run(() => foreign.SetResult("x"), Cancel);
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("foreign", Cancel))!.Status);
    }

    [Fact]
    public async Task a_timer_cancelled_from_elsewhere_is_quarantined()
    {
        using var elsewhere = new CancellationTokenSource();
        await using var world = await EmbeddedWorld.Open(Code(async context =>
        {
            await context.CreateTimer(context.UtcNow.AddHours(1), elsewhere.Token);
            return "";
        }));
        await world.Client.Start(Main, "elsewhere", "", Cancel);
        await world.Platform.WhenIdle();
        await Task.Run(elsewhere.Cancel, Cancel);
        await world.Platform.WhenIdle();
        var stopped = (await world.Client.Get("elsewhere", Cancel))!;
        Assert.Equal(OrchestrationStatus.Quarantined, stopped.Status);
    }

    [Fact]
    public async Task a_quarantined_instance_can_be_terminated_and_keeps_its_events_until_then()
    {
        await using var world = await EmbeddedWorld.Open(Code(Good));
        await world.Client.Start(Main, "stuck", "", Cancel);
        await world.Platform.WhenIdle();
        await Deploy(world, Code(Changed("another input")));
        Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("stuck", Told, "b", Cancel));
        await world.Platform.WhenIdle();
        Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("stuck", Told, "c", Cancel));
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Terminate("stuck", "given up", cancellation: Cancel));
        var end = await world.Client.WaitForEnd("stuck", Cancel);
        Assert.Equal((OrchestrationStatus.Terminated, "given up"), (end.Status, end.Output.ToString()));
    }

    [Fact]
    public async Task a_start_without_the_code_of_a_live_instance_is_refused_with_a_list()
    {
        await using var world = await EmbeddedWorld.Open(Code(Good));
        await world.Client.Start(Main, "orphan", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Platform.DisposeAsync();
        world.Story = new Story();
        var refused = await Assert.ThrowsAsync<UnknownOrchestrationsException>(world.Reopen);
        Assert.Contains("orphan", Assert.Single(refused.Missing), StringComparison.Ordinal);
        world.Story = Code(Good);
        await world.Reopen();
    }

    [Fact]
    public async Task a_policy_changed_in_mid_wait_does_not_change_what_was_decided()
    {
        var patient = new ActivityReference<string, string>("Echo") { Retry = new RetryPolicy(2, TimeSpan.FromHours(1)) };
        var runs = 0;
        Story Retrying(ActivityReference<string, string> reference) => new Story()
            .Activity<string, string>(reference, (string _) => throw new InvalidOperationException($"{++runs}"))
            .Orchestration(Main, async (context, _) => await context.CallActivity(reference, ""));
        await using var world = await EmbeddedWorld.Open(Retrying(patient));
        await world.Client.Start(Main, "policy", "", Cancel);
        await world.Platform.WhenIdle();
        await Deploy(world, Retrying(patient with { Retry = RetryPolicy.Never }));
        await world.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OrchestrationStatus.Failed, (await world.Client.WaitForEnd("policy", Cancel)).Status);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task a_predicate_that_throws_is_quarantined_and_goes_on_after_the_fix()
    {
        ActivityReference<string, string> Retried(Func<TaskFailure, bool> when) =>
            new("Echo") { Retry = new RetryPolicy(3, TimeSpan.FromMinutes(1)) { RetryWhen = when } };
        Story Failing(ActivityReference<string, string> reference) => new Story()
            .Activity(reference, (context, text) => context.Attempt == 1 ? throw new InvalidOperationException("no") : Task.FromResult(text))
            .Orchestration(Main, async (context, _) => await context.CallActivity(reference, "done"));
        await using var world = await EmbeddedWorld.Open(Failing(Retried(_ => throw new InvalidOperationException("the predicate"))));
        await world.Client.Start(Main, "predicate", "", Cancel);
        await world.Platform.WhenIdle();
        var stopped = await world.Client.Get("predicate", Cancel);
        Assert.Equal(OrchestrationStatus.Quarantined, stopped!.Status);
        Assert.Contains("the predicate", stopped.Failure!.Message, StringComparison.Ordinal);

        await Deploy(world, Failing(Retried(_ => true)));
        await world.Client.Resume("predicate", "fixed", Cancel);
        await world.Platform.WhenIdle();
        await world.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("done", (await world.Client.WaitForEnd("predicate", Cancel)).Output.ToString());
    }

    private static async Task Deploy(EmbeddedWorld world, Story story)
    {
        world.Story = story;
        await world.Restart();
    }
}
