using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    private static async Task<string> TakeThree(OrchestrationContext context)
    {
        var text = "";
        for (var i = 0; i < 3; i++)
            text += await context.WaitForEvent(Told);
        return text;
    }

    [Fact]
    public async Task events_come_first_in_first_out()
    {
        await using var world = await Open(new Story().Orchestration(Main, (context, _) => TakeThree(context)));
        await Start(world, "fifo");
        foreach (var letter in "abc")
            Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("fifo", Told, $"{letter}", Patience));
        Assert.Equal("abc", await Output(world, "fifo"));
    }

    [Fact]
    public async Task event_names_are_compared_without_case()
    {
        await using var world = await Open(new Story().Orchestration(Main, (context, _) => TakeThree(context)));
        await Start(world, "case");
        await world.Settled("case");
        foreach (var name in (string[])["TOLD", "told", "tOlD"])
            await world.Client.RaiseEvent("case", new EventReference<string>(name), name, Patience);
        Assert.Equal("TOLDtoldtOlD", await Output(world, "case"));
    }

    [Fact]
    public async Task events_of_other_names_wait_for_their_own_wait()
    {
        var other = new EventReference<string>("Other");
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
            await context.WaitForEvent(Told) + await context.WaitForEvent(other)));
        await Start(world, "names");
        await world.Client.RaiseEvent("names", other, "o", Patience);
        await world.Client.RaiseEvent("names", Told, "t", Patience);
        Assert.Equal("to", await Output(world, "names"));
    }

    [Fact]
    public async Task an_event_during_an_activity_is_kept()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var world = await Open(new Story()
            .Activity(Echo, async (_, text) =>
            {
                entered.TrySetResult();
                await release.Task;
                return text;
            })
            .Orchestration(Main, async (context, _) => await context.CallActivity(Echo, "a") + await context.WaitForEvent(Told)));
        await Start(world, "during");
        await entered.Task.WaitAsync(Patience);
        await world.Client.RaiseEvent("during", Told, "b", Patience);
        release.SetResult();
        Assert.Equal("ab", await Output(world, "during"));
    }

    [Fact]
    public async Task a_second_wait_for_the_same_name_is_refused()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var first = context.WaitForEvent(Told);
            try
            {
                await context.WaitForEvent(Told);
                return "two waiters";
            }
            catch (InvalidOperationException)
            {
                return await first;
            }
        }));
        await Start(world, "second");
        await world.Settled("second");
        await world.Client.RaiseEvent("second", Told, "only", Patience);
        Assert.Equal("only", await Output(world, "second"));
    }

    [Fact]
    public async Task an_event_raced_with_timers_is_not_lost_to_a_reminder()
    {
        await using var world = await Open(new Story()
            .Activity(Echo, text => text)
            .Orchestration(Main, async (context, _) =>
            {
                var decided = context.WaitForEvent(Told);
                for (var reminders = 0; ; reminders++)
                {
                    using var cancel = new CancellationTokenSource();
                    var due = context.CreateTimer(context.UtcNow.Add(Seconds(2)), cancel.Token);
                    if (await Task.WhenAny(decided, due) == decided)
                    {
                        cancel.Cancel();
                        return $"{await decided} after {reminders}";
                    }
                    await context.CallActivity(Echo, "remind");
                }
            }));
        await Start(world, "gate");
        await world.Settled("gate");
        await world.Advance(Seconds(2.1));
        await world.Settled("gate");
        await world.Client.RaiseEvent("gate", Told, "yes", Patience);
        Assert.Equal("yes after 1", await Output(world, "gate"));
    }

    [Fact]
    public async Task an_event_over_1_MB_is_refused_before_anything_is_written()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        await Start(world, "big");
        await world.Settled("big");
        await Assert.ThrowsAsync<PayloadTooLargeException>(() =>
            world.Client.RaiseEvent("big", Told, new string('x', IOrchestrationClient.MaxPayloadBytes), Patience));
        await Assert.ThrowsAsync<PayloadTooLargeException>(() =>
            Start(world, "bigger", new string('x', IOrchestrationClient.MaxPayloadBytes)));
        Assert.Null(await world.Client.Get("bigger", Patience));
        await world.Client.RaiseEvent("big", Told, "small", Patience);
        Assert.Equal("small", await Output(world, "big"));
    }

    [Fact]
    public async Task an_orchestration_can_send_events_to_another()
    {
        await using var world = await Open(new Story()
            .Orchestration(Child, (context, _) => TakeThree(context))
            .Orchestration(Main, (context, to) =>
            {
                foreach (var letter in "xyz")
                    context.SendEvent(to, Told, $"{letter}");
                context.SendEvent("nobody", Told, "lost");
                return Task.FromResult("sent");
            }));
        await world.Client.Start(Child, "receiver", "", Patience);
        await world.Settled("receiver");
        await Start(world, "sender", "receiver");
        Assert.Equal("sent", await Output(world, "sender"));
        Assert.Equal("xyz", await Output(world, "receiver"));
    }

    [Fact]
    public async Task raising_to_an_ended_instance_is_answered_so()
    {
        await using var world = await Open(new Story().Orchestration(Main, (_, input) => Task.FromResult(input)));
        await Start(world, "ended");
        await world.Client.WaitForEnd("ended", Patience);
        Assert.Equal(RaiseOutcome.Ended, await world.Client.RaiseEvent("ended", Told, "late", Patience));
    }
}
