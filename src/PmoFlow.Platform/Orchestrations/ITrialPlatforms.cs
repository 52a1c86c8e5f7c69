using PmoFlow.Platform.Files;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Platform.Orchestrations;

/// <summary>Opens platforms on which something is only tried: the real engine on tables of its own, gone when it is closed.</summary>
public interface ITrialPlatforms
{
    /// <summary>Opens one and runs it.</summary>
    /// <param name="catalog">What can run on it.</param>
    /// <param name="services">Activities take what they need from a scope of these.</param>
    /// <param name="time">Its clock; time passes when that clock says so.</param>
    Task<ITrialPlatform> Open(OrchestrationCatalog catalog, IServiceProvider services, TimeProvider time);
}

/// <summary>A platform on which something is tried.</summary>
public interface ITrialPlatform : IAsyncDisposable
{
    /// <summary>Starts orchestrations and talks to them.</summary>
    IOrchestrationClient Orchestrations { get; }

    /// <summary>Its tables, empty at first.</summary>
    ITableStore Tables { get; }

    /// <summary>Its files, none at first.</summary>
    IFileStore Files { get; }

    /// <summary>When the nearest timer falls due, UTC; null where none waits. Exact once <see cref="WhenIdle"/> has completed.</summary>
    DateTimeOffset? NextTimer { get; }

    /// <summary>Completes when everything waits for somebody or for a time that has not come.</summary>
    Task WhenIdle();
}
