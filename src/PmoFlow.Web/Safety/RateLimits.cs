using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Safety;

/// <summary>
/// How often one address may do what needs no account. <c>RateLimits:SubmissionsPerMinute</c> and
/// <c>RateLimits:LinksPerMinute</c> change it.
/// </summary>
internal static class RateLimits
{
    public const string Submissions = "submissions";

    public const string Links = "links";

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var submissions = configuration.GetValue("RateLimits:SubmissionsPerMinute", 120);
        var links = configuration.GetValue("RateLimits:LinksPerMinute", 600);
        services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy(Submissions, context => PerAddress(context, submissions));
            limiter.AddPolicy(Links, context => PerAddress(context, links));
            limiter.OnRejected = async (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await ErrorAnswers.Say(rejected.HttpContext, StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    public static TBuilder LimitSubmissions<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireRateLimiting(Submissions);

    public static TBuilder LimitLinks<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.RequireRateLimiting(Links);

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
