using Microsoft.Extensions.Logging;

namespace PmoFlow.Functions.Hosting;

/// <summary>
/// Keeps the paths of requests out of the worker's log, which goes to Application Insights: the path of a page that a mailed link opens
/// is its token. <c>host.json</c> does the same for what the host collects by itself.
/// </summary>
internal static class QuietPaths
{
    public static ILoggingBuilder AddQuietPaths(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);
}
