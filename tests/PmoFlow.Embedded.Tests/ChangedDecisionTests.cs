using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Every kind of decision is held to its history, its payload's hash included; what the changed code asks for never happens.</summary>
public sealed class ChangedDecisionTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly OrchestrationReference<string, string> Child = new("Child");
    private static readonly OrchestrationReference<string, string> OtherChild = new("OtherChild");
    private static readonly ActivityReference<string, string> Echo = new("Echo");
    private static readonly EventReference<string> Told = new("Told");
    private static readonly EventReference<string> Sent = new("Sent");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What one version of the code decides.</summary>
    public sealed record Code(
        string Activity = "a", string Send = "s", string To = "nobody", string ChildName = "Child", string ChildId = "child", string ChildInput = "c",
        int Days = 9, bool TimerFirst = false, bool ReadsNumbers = false, bool Again = false)
    {
        public async Task<string> Run(OrchestrationContext context, string input)
        {
            if (input == "second")
                return input;
            context.SendEvent(To, Sent, Send);
            if (TimerFirst)
                _ = context.CreateTimer(context.UtcNow.AddDays(Days));
            _ = context.CallSubOrchestration(ChildName == "Child" ? Child : OtherChild, ChildId, ChildInput);
            if (!TimerFirst)
                _ = context.CreateTimer(context.UtcNow.AddDays(Days));
            await context.CallActivity(Echo, Activity);
            var told = ReadsNumbers ? $"{await context.WaitForEvent(new EventReference<int>("Told"))}" : await context.WaitForEvent(Told);
            if (Again)
                context.ContinueAsNew("second");
            return told + await context.WaitForEvent(Told);
        }
    }

    public static TheoryData<string, Code> Changes => new()
    {
        { "the code now decides Send { Task = 0", new Code(Send: "other") },
        { "the code now decides Send { Task = 0", new Code(To: "somebody") },
        { "the code now decides Child { Task = 1", new Code(ChildName: "OtherChild") },
        { "the code now decides Child { Task = 1", new Code(ChildId: "other-child") },
        { "the code now decides Child { Task = 1", new Code(ChildInput: "other") },
        { "the code now decides Timer { Task = 2", new Code(Days: 10) },
        { "the code now decides Timer { Task = 1", new Code(TimerFirst: true) },
        { "the code now decides Activity { Task = 3", new Code(Activity: "other") },
        { "cannot be read as System.Int32", new Code(ReadsNumbers: true) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task a_changed_decision_is_named_has_no_effect_and_the_instance_goes_on_after_the_fix(string what, Code changed)
    {
        var ran = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var world = await EmbeddedWorld.Open(Story(new Code(), ran));
        await world.Client.Start(Main, "changed", "", Cancel);
        await world.Client.RaiseEvent("changed", Told, "x", Cancel);
        await world.Platform.WhenIdle();

        world.Story = Story(changed, ran);
        await world.Restart();
        await world.Client.RaiseEvent("changed", Told, "y", Cancel);
        await world.Platform.WhenIdle();
        var stopped = (await world.Client.Get("changed", Cancel))!;
        Assert.Equal(OrchestrationStatus.Quarantined, stopped.Status);
        Assert.Contains(what, stopped.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], ran);
        Assert.Null(await world.Client.Get("other-child", Cancel));

        // Released before the fix it is stopped again, and has lost nothing.
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("changed", "too early", Cancel));
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("changed", Cancel))!.Status);

        world.Story = Story(new Code(), ran);
        await world.Restart();
        await world.Client.Resume("changed", "fixed", Cancel);
        Assert.Equal("xy", (await world.Client.WaitForEnd("changed", Cancel)).Output.ToString());
        Assert.Equal(["a"], ran);
    }

    private static Story Story(Code code, System.Collections.Concurrent.ConcurrentQueue<string> ran) => new Story()
        .Activity(Echo, text =>
        {
            ran.Enqueue(text);
            return text;
        })
        .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
        .Orchestration(OtherChild, async (context, _) => await context.WaitForEvent(Told))
        .Orchestration(Main, code.Run);
}
