using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PmoFlow.Web.Development;

/// <summary>How long answers of one address took, from the first middleware to the last byte written, in milliseconds.</summary>
/// <param name="Route">The address, with its variable parts as names.</param>
/// <param name="Count">How many answers.</param>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
/// <param name="Max">The longest.</param>
internal sealed record PageTime(string Route, int Count, double P50, double P95, double Max);

/// <summary>Measures every answer where developers look; in production that is the reverse proxy's business.</summary>
internal sealed class PageTimes
{
    private ConcurrentDictionary<string, ConcurrentBag<double>> times = [];

    public void Use(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var began = Stopwatch.GetTimestamp();
        await next(context);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
            times.GetOrAdd($"{context.Request.Method} {route}", _ => []).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    });

    /// <summary>What was measured since the last time this was asked.</summary>
    public IReadOnlyList<PageTime> Take() =>
        [.. Interlocked.Exchange(ref times, []).OrderBy(route => route.Key, StringComparer.Ordinal).Select(route =>
        {
            var sorted = route.Value.Order().ToArray();
            return new PageTime(route.Key, sorted.Length, At(sorted, 0.5), At(sorted, 0.95), sorted[^1]);
        })];

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
