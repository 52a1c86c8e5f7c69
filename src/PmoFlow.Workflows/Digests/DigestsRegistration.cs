using Microsoft.Extensions.DependencyInjection;

namespace PmoFlow.Workflows.Digests;

internal static class DigestsRegistration
{
    /// <summary>Registers the weekly mails.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<DigestDesk>().AddSingleton<WeekQueries>().AddSingleton<DigestLetters>().AddSingleton<DigestSteps>();
}
