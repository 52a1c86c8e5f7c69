using Azure;
using Azure.Data.Tables;
using DurableTask.AzureStorage;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Functions.Tests;

/// <summary>What a kill between a child's history and its row in the table of instances leaves: a row that cannot be handed out.</summary>
public sealed class NamelessChildTests(AzuriteStorage storage)
{
    private static readonly OrchestrationReference<string, string> Listener = new("Listener");
    private static readonly ActivityReference<string, string> Note = new("Note");
    private static readonly EventReference<string> Told = new("Told");

    [Fact]
    public async Task a_child_whose_row_has_no_name_still_hears()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var story = new Story()
            .Orchestration(Listener, async (context, _) => await context.CallActivity(Note, await context.WaitForEvent(Told)))
            .Activity(Note, word =>
            {
                heard.TrySetResult(word);
                return word;
            });
        var hub = storage.NewTaskHub();
        await new AzureStorageOrchestrationService(hub).CreateAsync();
        await using var world = await DurableTaskWorld.Open(story, () => new AzureStorageOrchestrationService(hub), TimeSpan.FromSeconds(1.5));
        await world.Client.Start(Listener, "child", "", cancellation);
        await world.Settled("child");
        await TakeNameAway(hub.TaskHubName, "child", cancellation);
        await Assert.ThrowsAnyAsync<Grpc.Core.RpcException>(() => world.Client.Get("child", cancellation));

        Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("child", Told, "approved", cancellation));

        Assert.Equal("approved", await heard.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation));
    }

    private async Task TakeNameAway(string hub, string instance, CancellationToken cancellation)
    {
        var instances = new TableClient(storage.ConnectionString, hub + "Instances");
        var row = (await instances.GetEntityAsync<TableEntity>(instance, "", cancellationToken: cancellation)).Value;
        Assert.True(row.Remove("Name"));
        await instances.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellation);
    }
}
