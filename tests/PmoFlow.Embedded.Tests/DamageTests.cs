using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>What is damaged of one instance stops that instance, says so where a person looks, and no other.</summary>
public sealed class DamageTests
{
    private const int Corrupt = 11;

    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly ActivityReference<string, string> Echo = new("Echo") { Retry = new RetryPolicy(3, TimeSpan.FromMinutes(1)) };
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Story Waiting() => new Story()
        .Activity(Echo, (context, text) => context.Attempt == 1 ? throw new InvalidOperationException("not yet") : Task.FromResult(text))
        .Orchestration(Main, async (context, input) => input == "work"
            ? await context.CallActivity(Echo, "done") : await context.WaitForEvent(Told) + await context.WaitForEvent(Told));

    [Theory]
    [InlineData("history")]
    [InlineData("inputs")]
    public async Task an_instance_with_a_damaged_body_is_quarantined_and_says_so(string table)
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        foreach (var id in (string[])["damaged", "sound"])
        {
            await world.Client.Start(Main, id, "", Cancel);
            await world.Client.RaiseEvent(id, Told, "a", Cancel);
        }
        await world.Platform.WhenIdle();
        await world.Platform.DisposeAsync();
        Execute(world, $"UPDATE {table} SET seal=seal+1 WHERE instance=(SELECT instance FROM instances WHERE id='damaged')");
        await world.Reopen();
        foreach (var id in (string[])["damaged", "sound"])
            await world.Client.RaiseEvent(id, Told, "b", Cancel);
        await world.Platform.WhenIdle();

        Assert.Equal("ab", (await world.Client.WaitForEnd("sound", Cancel)).Output.ToString());
        var state = (await world.Client.Get("damaged", Cancel))!;
        Assert.Equal(OrchestrationStatus.Quarantined, state.Status);
        Assert.Contains("damaged", state.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains(world.Platform.Operations.WhyWaiting("damaged")!, wait => wait.Kind == WaitKind.Quarantined);
        Assert.NotNull(world.Platform.Operations.History("damaged"));
        Assert.Equal(2, (await world.Client.List(new OrchestrationQuery(), Cancel)).Instances.Count);
        // Once, and not again and again.
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("damaged", "", Cancel));
        await world.Platform.WhenIdle();
        Assert.Equal(OrchestrationStatus.Quarantined, (await world.Client.Get("damaged", Cancel))!.Status);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Terminate("damaged", "given up", cancellation: Cancel));
    }

    [Fact]
    public async Task an_instance_with_a_damaged_message_is_quarantined_alone_at_the_start()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        foreach (var id in (string[])["damaged", "sound"])
        {
            await world.Client.Start(Main, id, "", Cancel);
            await world.Client.Suspend(id, "", Cancel);
            await world.Client.RaiseEvent(id, Told, "a", Cancel);
            await world.Client.RaiseEvent(id, Told, "b", Cancel);
        }
        await world.Platform.WhenIdle();
        await world.Platform.DisposeAsync();
        Execute(world, """
            UPDATE instances SET suspended=0;
            UPDATE inbox SET seal=seal+1 WHERE instance=(SELECT instance FROM instances WHERE id='damaged')
            """);
        await world.Reopen();
        Assert.Equal("ab", (await world.Client.WaitForEnd("sound", Cancel)).Output.ToString());
        var state = (await world.Client.Get("damaged", Cancel))!;
        Assert.Equal(OrchestrationStatus.Quarantined, state.Status);
        Assert.Contains("message", state.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains(world.Platform.Operations.WhyWaiting("damaged")!, wait => wait.Kind == WaitKind.Quarantined);
    }

    [Theory]
    [InlineData("UPDATE inputs SET seal=seal+1", "input")]
    [InlineData("UPDATE instances SET end_seal=end_seal+1", "output")]
    public async Task what_is_damaged_of_one_instance_hides_neither_it_nor_the_others(string damage, string what)
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        foreach (var id in (string[])["damaged", "sound"])
        {
            await world.Client.Start(Main, id, "", Cancel);
            await world.Client.RaiseEvent(id, Told, "a", Cancel);
            await world.Client.RaiseEvent(id, Told, "b", Cancel);
            await world.Client.WaitForEnd(id, Cancel);
        }
        await world.Platform.DisposeAsync();
        Execute(world, $"{damage} WHERE instance=(SELECT instance FROM instances WHERE id='damaged')");
        await world.Reopen();

        var listed = (await world.Client.List(new OrchestrationQuery(), Cancel)).Instances;
        Assert.Equal([("damaged", what), ("sound", null)], listed.Select(state => (state.InstanceId, state.Damage)));
        var state = (await world.Client.Get("damaged", Cancel))!;
        Assert.Equal((OrchestrationStatus.Completed, what == "input", what == "output"), (state.Status, state.Input is null, state.Output is null));
        Assert.Null((await world.Client.Get("sound", Cancel))!.Damage);
        await Assert.ThrowsAsync<StorageException>(() => world.Client.WaitForEnd("damaged", Cancel));
        // Without what it began with it cannot begin again; it can still be purged.
        Assert.Equal(what == "input" ? SignalOutcome.Damaged : SignalOutcome.Accepted, await world.Platform.Operations.Restart("damaged"));
        await world.Platform.WhenIdle();
        await world.Client.Terminate("damaged", "", cancellation: Cancel);
        Assert.Equal(SignalOutcome.Accepted, await world.Client.Purge("damaged", Cancel));
    }

    [Fact]
    public async Task a_damaged_history_says_where_it_ends_and_why_it_does_not_go_on()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "damaged", "", Cancel);
        await world.Client.RaiseEvent("damaged", Told, "a", Cancel);
        await world.Platform.WhenIdle();
        await world.Platform.DisposeAsync();
        Execute(world, "UPDATE history SET seal=seal+1 WHERE episode=(SELECT max(episode) FROM history)");
        await world.Reopen();

        var history = world.Platform.Operations.History("damaged")!;
        Assert.Equal("Main started", history[0].What);
        Assert.Contains("damaged", history[^1].What, StringComparison.Ordinal);
        Assert.Contains(world.Platform.Operations.WhyWaiting("damaged")!, wait => wait.Kind == WaitKind.Damaged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task an_instance_that_is_resumed_with_a_damaged_message_is_quarantined_and_says_so(bool afterQuarantine)
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "damaged", "", Cancel);
        await world.Platform.WhenIdle();
        await world.Client.Suspend("damaged", "", Cancel);
        await world.Client.RaiseEvent("damaged", Told, "a", Cancel);
        await world.Client.RaiseEvent("damaged", Told, "b", Cancel);
        await world.Platform.DisposeAsync();
        Execute(world, "UPDATE inbox SET seal=seal+1 WHERE seq=(SELECT max(seq) FROM inbox)");
        if (afterQuarantine)
            Execute(world, "UPDATE instances SET suspended=0");
        await world.Reopen();

        Assert.Equal(SignalOutcome.Accepted, await world.Client.Resume("damaged", "", Cancel));
        await world.Platform.WhenIdle();
        var state = (await world.Client.Get("damaged", Cancel))!;
        Assert.Equal(OrchestrationStatus.Quarantined, state.Status);
        Assert.Contains("A message that waits for it is damaged", state.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(SignalOutcome.Accepted, await world.Platform.Operations.Restart("damaged"));
        await world.Client.RaiseEvent("damaged", Told, "c", Cancel);
        await world.Client.RaiseEvent("damaged", Told, "d", Cancel);
        Assert.Equal("cd", (await world.Client.WaitForEnd("damaged", Cancel)).Output.ToString());
    }

    [Fact]
    public async Task work_whose_input_is_damaged_is_parked()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "parked", "work", Cancel);
        await world.Platform.WhenIdle();
        await world.Platform.DisposeAsync();
        Execute(world, "UPDATE work SET seal=seal+1");
        await world.Reopen();
        await world.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("damaged", Assert.Single(world.Platform.Operations.Parked()).Reason.Message, StringComparison.Ordinal);

        // Nor does a reason that cannot be read hide the work.
        Execute(world, "UPDATE work SET failure=x'7B22'");
        Assert.Equal(("Echo", "PmoFlow.Damaged"), (Assert.Single(world.Platform.Operations.Parked()).Activity, world.Platform.Operations.Parked()[0].Reason.ErrorType));
        Assert.Contains(world.Platform.Operations.WhyWaiting("parked")!, wait => wait.Kind == WaitKind.ParkedWork);
    }

    [Fact]
    public async Task damage_that_is_met_at_the_start_is_told_with_the_way_back()
    {
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Platform.DisposeAsync();
        var refused = await Assert.ThrowsAsync<DamagedDatabaseException>(() => world.Reopen(writer =>
            writer.HaltAt = _ => throw new StorageException(Corrupt, "A page is torn.")));
        Assert.Contains("newest backup", refused.Message, StringComparison.Ordinal);
    }

    private static void Execute(EmbeddedWorld world, string sql)
    {
        using var file = Connection.Open(Path.Combine(world.Folder, Database.FileName), readOnly: false);
        file.Execute(sql);
    }
}
