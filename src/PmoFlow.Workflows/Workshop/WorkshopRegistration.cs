using Microsoft.Extensions.DependencyInjection;

namespace PmoFlow.Workflows.Workshop;

internal static class WorkshopRegistration
{
    /// <summary>Where administrators work on lifecycles. Trials need an <see cref="Platform.Orchestrations.ITrialPlatforms"/>.</summary>
    public static IServiceCollection AddWorkshop(this IServiceCollection services) => services
        .AddSingleton<RunningRequests>().AddSingleton<WorkshopDesk>()
        .AddSingleton<WorkshopStarts>().AddSingleton<TrialDesk>().AddSingleton<TrialSteps>().AddSingleton<MigrationDesk>().AddSingleton<MigrationSteps>();
}
