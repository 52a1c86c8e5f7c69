using DurableTask.AzureStorage;
using PmoFlow.Contracts.Orchestrations;

namespace PmoFlow.Functions.Tests;

/// <summary>The contract on Microsoft.DurableTask with Azure Storage under it, as Durable Functions has it, in Azurite.</summary>
public sealed class AzureStorageOrchestrations(AzuriteStorage storage) : OrchestrationContract
{
    private static readonly Dictionary<string, string> Limits = new()
    {
        [nameof(terminating_a_parent_reaches_its_children_only_when_asked_to)] = Limit.Recursion,
        [nameof(what_an_earlier_execution_left_running_takes_nothing_from_the_next_when_it_ends)] = Limit.Executions,
    };

    protected override TimeSpan Second => TimeSpan.FromSeconds(8);

    protected override async Task<OrchestrationWorld> Open(Story story)
    {
        Limit.Heed(Limits);
        var settings = storage.NewTaskHub();
        await new AzureStorageOrchestrationService(settings).CreateAsync();
        return await DurableTaskWorld.Open(story, () => new AzureStorageOrchestrationService(settings), quiet: TimeSpan.FromSeconds(1.5));
    }
}
