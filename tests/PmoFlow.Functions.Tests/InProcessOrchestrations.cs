using Microsoft.DurableTask.Testing.Sidecar;
using PmoFlow.Contracts.Orchestrations;

namespace PmoFlow.Functions.Tests;

/// <summary>The contract on Microsoft.DurableTask with its in-memory back end.</summary>
public sealed class InProcessOrchestrations : OrchestrationContract
{
    private static readonly Dictionary<string, string> Limits = new()
    {
        [nameof(instances_are_listed_in_order_a_page_at_a_time_and_filtered)] = "The in-memory back end lists in no order.",
        [nameof(a_restart_between_any_two_steps_changes_nothing)] = "The in-memory back end loses what a stopped worker had fetched.",
        [nameof(terminating_a_parent_reaches_its_children_only_when_asked_to)] = Limit.Recursion,
        [nameof(what_an_earlier_execution_left_running_takes_nothing_from_the_next_when_it_ends)] = Limit.Executions,
    };

    protected override TimeSpan Second => TimeSpan.FromSeconds(2);

    protected override async Task<OrchestrationWorld> Open(Story story)
    {
        Limit.Heed(Limits);
        // The instances outlive a restart because they are in the back end, not in the worker.
        var service = new InMemoryOrchestrationService();
        return await DurableTaskWorld.Open(story, () => service, quiet: TimeSpan.FromMilliseconds(300));
    }
}
