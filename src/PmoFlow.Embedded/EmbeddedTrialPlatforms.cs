using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Files;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Embedded;

/// <summary>The engine on a file in a temporary folder, which is deleted afterwards: nothing of it need survive a power cut.</summary>
internal sealed class EmbeddedTrialPlatforms : ITrialPlatforms
{
    public async Task<ITrialPlatform> Open(OrchestrationCatalog catalog, IServiceProvider services, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-trial-").FullName;
        var options = new EmbeddedPlatformOptions { DataFolder = folder, Synchronous = SynchronousMode.Off, CacheBytes = 8 * 1024 * 1024 };
        return new TrialPlatform(folder, await EmbeddedPlatform.Open(options, catalog, services, time));
    }

    private sealed class TrialPlatform(string folder, EmbeddedPlatform platform) : ITrialPlatform
    {
        public IOrchestrationClient Orchestrations => platform.Client;

        public ITableStore Tables => platform.Tables;

        public IFileStore Files => platform.Files;

        public DateTimeOffset? NextTimer => platform.NextTimer;

        public Task WhenIdle() => platform.WhenIdle();

        public async ValueTask DisposeAsync()
        {
            await platform.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
