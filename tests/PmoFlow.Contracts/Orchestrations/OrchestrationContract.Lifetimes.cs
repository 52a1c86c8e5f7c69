using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task continue_as_new_keeps_the_id_and_the_events_in_order_and_starts_with_an_empty_status()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, input) =>
        {
            if (input.Length == 0)
            {
                await context.WaitForEvent(new EventReference<string>("Go"));
                context.SetCustomStatus("old");
            }
            if (input.Length == 3)
            {
                await context.WaitForEvent(new EventReference<string>("Finish"));
                return input;
            }
            context.ContinueAsNew(input + await context.WaitForEvent(Told));
            return "ignored";
        }));
        await Start(world, "again");
        await world.Settled("again");
        foreach (var letter in "abc")
            await world.Client.RaiseEvent("again", Told, $"{letter}", Patience);
        await world.Client.RaiseEvent("again", new EventReference<string>("Go"), "", Patience);
        await world.Settled("again");
        Assert.Null((await world.Client.Get("again", Patience))!.CustomStatus);
        await world.Client.RaiseEvent("again", new EventReference<string>("Finish"), "", Patience);
        Assert.Equal("abc", await Output(world, "again"));
    }

    [Fact]
    public async Task events_raised_while_executions_follow_each_other_are_all_taken_once_in_order()
    {
        const int Count = 60;
        var number = new EventReference<int>("Number");
        await using var world = await Open(new Story().Orchestration(Main, async (context, input) =>
        {
            var next = await context.WaitForEvent(number);
            if (next == Count - 1)
                return $"{input},{next}";
            context.ContinueAsNew($"{input},{next}");
            return "";
        }));
        await Start(world, "many");
        await world.Settled("many");
        for (var i = 0; i < Count; i++)
            Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("many", number, i, Patience));
        Assert.Equal("," + string.Join(',', Enumerable.Range(0, Count)), await Output(world, "many"));
    }

    [Fact]
    public async Task pending_tasks_are_dropped_by_continue_as_new()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, input) =>
        {
            if (input == "second")
            {
                await context.CreateTimer(context.UtcNow.Add(Seconds(3)));
                return "only the second timer counts";
            }
            _ = context.CreateTimer(context.UtcNow.Add(Seconds(1)));
            _ = context.WaitForEvent(Told);
            await context.CreateTimer(context.UtcNow);
            context.ContinueAsNew("second");
            return "";
        }));
        await Start(world, "dropped", "first");
        await world.Settled("dropped");
        await world.Advance(Seconds(1.5));
        await world.Settled("dropped");
        Assert.False((await world.Client.Get("dropped", Patience))!.HasEnded);
        await world.Advance(Seconds(2));
        Assert.Equal("only the second timer counts", await Output(world, "dropped"));
    }

    [Fact]
    public async Task a_sub_orchestration_gives_its_result_and_its_failure()
    {
        await using var world = await Open(new Story()
            .Orchestration(Child, (_, input) => input == "bad" ? throw new InvalidOperationException("broken") : Task.FromResult(input + "!"))
            .Orchestration(Main, async (context, _) =>
            {
                var good = await context.CallSubOrchestration(Child, "parent-good", "good");
                try
                {
                    return await context.CallSubOrchestration(Child, "parent-bad", "bad");
                }
                catch (TaskFailedException e)
                {
                    return $"{good} {e.Failure.TaskName} {e.Failure.Message}";
                }
            }));
        await Start(world, "parent");
        Assert.Contains("good! Child", await Output(world, "parent"), StringComparison.Ordinal);
        Assert.Equal(OrchestrationStatus.Completed, (await world.Client.Get("parent-good", Patience))!.Status);
        Assert.Equal(OrchestrationStatus.Failed, (await world.Client.Get("parent-bad", Patience))!.Status);
    }

    [Fact]
    public async Task terminating_a_parent_reaches_its_children_only_when_asked_to()
    {
        await using var world = await Open(new Story()
            .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
            .Orchestration(Main, async (context, child) => await context.CallSubOrchestration(Child, child, "")));
        foreach (var recursive in (bool[])[false, true])
        {
            var (parent, child) = ($"parent-{recursive}", $"child-{recursive}");
            await Start(world, parent, child);
            await world.Settled(parent);
            await world.Settled(child);
            Assert.Equal(SignalOutcome.Accepted, await world.Client.Terminate(parent, "enough", recursive, Patience));
            Assert.Equal(OrchestrationStatus.Terminated, (await world.Client.WaitForEnd(parent, Patience)).Status);
            if (recursive)
                Assert.Equal(OrchestrationStatus.Terminated, (await world.Client.WaitForEnd(child, Patience)).Status);
            else
                Assert.False((await world.Client.Get(child, Patience))!.HasEnded);
        }
    }

    [Fact]
    public async Task a_terminated_child_surfaces_as_a_failure()
    {
        await using var world = await Open(new Story()
            .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
            .Orchestration(Main, async (context, child) =>
            {
                try
                {
                    return await context.CallSubOrchestration(Child, child, "");
                }
                catch (TaskFailedException e)
                {
                    return e.Failure.TaskName;
                }
            }));
        await Start(world, "bereft", "victim");
        await world.Settled("bereft");
        await world.Settled("victim");
        await world.Client.Terminate("victim", "enough", cancellation: Patience);
        Assert.Equal("Child", await Output(world, "bereft"));
    }

    [Fact]
    public async Task a_suspended_instance_queues_everything_until_it_is_resumed()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var text = await context.WaitForEvent(Told);
            await context.CreateTimer(context.UtcNow.Add(Seconds(1)));
            return text + await context.WaitForEvent(Told);
        }));
        await Start(world, "suspended");
        await world.Settled("suspended");
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Suspend("suspended", "holiday", Patience));
        await world.Settled("suspended");
        Assert.Equal(OrchestrationStatus.Suspended, (await world.Client.Get("suspended", Patience))!.Status);
        await world.Client.RaiseEvent("suspended", Told, "a", Patience);
        await world.Client.RaiseEvent("suspended", Told, "b", Patience);
        await world.Settled("suspended");
        Assert.Equal(OrchestrationStatus.Suspended, (await world.Client.Get("suspended", Patience))!.Status);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("suspended", "back", Patience));
        await world.Settled("suspended");
        await world.Client.Suspend("suspended", "again", Patience);
        await world.Settled("suspended");
        await world.Advance(Seconds(1.1));
        await world.Settled("suspended");
        Assert.False((await world.Client.Get("suspended", Patience))!.HasEnded);
        await world.Client.Resume("suspended", "back", Patience);
        Assert.Equal("ab", await Output(world, "suspended"));
    }

    [Fact]
    public async Task an_ended_state_never_changes()
    {
        await using var world = await Open(new Story().Orchestration(Main, (_, input) => Task.FromResult(input)));
        await Start(world, "over", "done");
        var before = await world.Client.WaitForEnd("over", Patience);
        Assert.Equal(SignalOutcome.NotApplicable, await world.Client.Terminate("over", "too late", cancellation: Patience));
        Assert.Equal(SignalOutcome.NotApplicable, await world.Client.Suspend("over", "too late", Patience));
        Assert.Equal(SignalOutcome.NotApplicable, await world.Client.Resume("over", "too late", Patience));
        var after = await world.Client.Get("over", Patience);
        Assert.Equal((before.Status, before.UpdatedAt), (after!.Status, after.UpdatedAt));
    }

    [Fact]
    public async Task what_is_not_there_is_answered_so()
    {
        await using var world = await Open(new Story().Orchestration(Main, (_, input) => Task.FromResult(input)));
        Assert.Null(await world.Client.Get("nobody", Patience));
        Assert.Equal(SignalOutcome.NotFound, await world.Client.Terminate("nobody", "", cancellation: Patience));
        Assert.Equal(SignalOutcome.NotFound, await world.Client.Suspend("nobody", "", Patience));
        Assert.Equal(SignalOutcome.NotFound, await world.Client.Resume("nobody", "", Patience));
        Assert.Equal(SignalOutcome.NotFound, await world.Client.Purge("nobody", Patience));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => world.Client.WaitForEnd("nobody", Patience));
    }

    [Fact]
    public async Task only_an_ended_instance_can_be_purged_and_then_its_id_is_free()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        await Start(world, "purged");
        await world.Settled("purged");
        Assert.Equal(SignalOutcome.NotApplicable, await world.Client.Purge("purged", Patience));
        await world.Client.RaiseEvent("purged", Told, "x", Patience);
        await world.Client.WaitForEnd("purged", Patience);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Purge("purged", Patience));
        Assert.Null(await world.Client.Get("purged", Patience));
        Assert.Equal(StartOutcome.Started, await Start(world, "purged"));
    }

    [Fact]
    public async Task instances_are_listed_in_order_a_page_at_a_time_and_filtered()
    {
        await using var world = await Open(new Story()
            .Orchestration(Child, async (context, _) => await context.WaitForEvent(Told))
            .Orchestration(Main, (_, input) => Task.FromResult(input)));
        for (var i = 0; i < 7; i++)
            await Start(world, $"list-{i}");
        await world.Client.Start(Child, "list-waits", "", Patience);
        await world.Client.Start(Child, "other", "", Patience);
        for (var i = 0; i < 7; i++)
            await world.Client.WaitForEnd($"list-{i}", Patience);
        await world.Settled("list-waits");
        var ids = new List<string>();
        string? cursor = null;
        do
        {
            var page = await world.Client.List(new OrchestrationQuery("list-", Cursor: cursor, PageSize: 3), Patience);
            Assert.True(page.Instances.Count <= 3);
            ids.AddRange(page.Instances.Select(instance => instance.InstanceId));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"list-{i}").Append("list-waits"), ids);
        var running = await world.Client.List(new OrchestrationQuery(Status: OrchestrationStatus.Running), Patience);
        Assert.Equal(["list-waits", "other"], running.Instances.Select(instance => instance.InstanceId));
        Assert.Equal(7, (await world.Client.List(new OrchestrationQuery(Name: "Main"), Patience)).Instances.Count);
    }
}
