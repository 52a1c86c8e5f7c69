using PmoFlow.Contracts.Orchestrations;

namespace PmoFlow.Embedded.Tests;

public sealed class EmbeddedOrchestrations : OrchestrationContract
{
    protected override async Task<OrchestrationWorld> Open(Story story) => await EmbeddedWorld.Open(story);
}
