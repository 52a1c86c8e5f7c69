using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PmoFlow.Embedded.Operations;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded;

/// <summary>Puts an application on the embedded platform.</summary>
public static class EmbeddedPlatformRegistration
{
    /// <summary>
    /// Registers tables, files and the orchestration client, open from their first use, and a hosted service under which
    /// orchestrations run. The application registers its <see cref="OrchestrationCatalog"/> and, where it is not the system's, its
    /// <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedPlatform(this IServiceCollection services, Action<EmbeddedPlatformOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ =>
        {
            var options = new EmbeddedPlatformOptions();
            configure?.Invoke(options);
            return options;
        });
        services.AddSingleton(provider => EmbeddedPlatform.OpenFile(
            provider.GetRequiredService<EmbeddedPlatformOptions>(), provider.GetRequiredService<OrchestrationCatalog>(), provider,
            provider.GetRequiredService<TimeProvider>(), provider.GetService<ILogger<EmbeddedPlatform>>()));
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Tables);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Files);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Client);
        services.AddSingleton(provider => provider.GetRequiredService<EmbeddedPlatform>().Operations);
        services.AddSingleton<IOrchestrationOperations>(provider =>
        {
            var platform = provider.GetRequiredService<EmbeddedPlatform>();
            return new EmbeddedOperations(platform.Engine, platform.Operations);
        });
        services.AddHostedService<RunningEngine>();
        return services.AddTrialPlatforms();
    }

    /// <summary>Registers platforms on which something is only tried, also for an application that itself stands on another.</summary>
    public static IServiceCollection AddTrialPlatforms(this IServiceCollection services) =>
        services.AddSingleton<ITrialPlatforms, EmbeddedTrialPlatforms>();

    private sealed class RunningEngine(EmbeddedPlatform platform) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.Run(platform.Start, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => platform.DisposeAsync().AsTask();
    }
}
