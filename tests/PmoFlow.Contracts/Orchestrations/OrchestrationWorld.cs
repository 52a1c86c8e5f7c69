using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Contracts.Orchestrations;

/// <summary>A platform that runs one story, for one test.</summary>
public abstract class OrchestrationWorld : IAsyncDisposable
{
    public abstract IOrchestrationClient Client { get; }

    /// <summary>The time as orchestrations see it.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Moves the clock, or waits where the platform has only the real one.</summary>
    public abstract Task Advance(TimeSpan by);

    /// <summary>Completes when the instance has taken in and done all it can for now.</summary>
    public abstract Task Settled(string instanceId);

    /// <summary>Stops and starts the platform, so that nothing but what is durable is left.</summary>
    public abstract Task Restart();

    public abstract ValueTask DisposeAsync();
}
