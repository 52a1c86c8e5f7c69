using Microsoft.Extensions.DependencyInjection;

namespace PmoFlow.Workflows.Health;

internal static class HealthRegistration
{
    /// <summary>Registers health checks, their reviews and what raises them.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<HealthDesk>().AddSingleton<HealthSteps>().AddSingleton<HealthMails>().AddSingleton<HealthRatings>()
        .AddSingleton<HealthEscalation>().AddSingleton<HealthRaiser>().AddSingleton<HealthReviewDesk>().AddSingleton<HealthReviewSteps>()
        .AddSingleton<HealthReviewMails>();
}
