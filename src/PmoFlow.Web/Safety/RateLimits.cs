using Microsoft.AspNetCore.RateLimiting;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Safety;

/// <summary>
/// How often one address, and one network of addresses, may do what needs no account. <c>RateLimits:SubmissionsPerMinute</c>,
/// <c>RateLimits:LinksPerMinute</c> and the same with <c>PerNetwork</c> at their ends change it.
/// </summary>
internal static class RateLimits
{
    public const string Submissions = "submissions";

    public const string Links = "links";

    /// <summary>A network may do as much as so many of its addresses.</summary>
    private const int NetworkShare = 5;

    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var submissions = configuration.GetValue("RateLimits:SubmissionsPerMinute", 120);
        var links = configuration.GetValue("RateLimits:LinksPerMinute", 600);
        var networkSubmissions = configuration.GetValue("RateLimits:SubmissionsPerMinutePerNetwork", submissions * NetworkShare);
        var networkLinks = configuration.GetValue("RateLimits:LinksPerMinutePerNetwork", links * NetworkShare);
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
                {
                    Submissions => PerNetwork(context, Submissions, networkSubmissions),
                    Links => PerNetwork(context, Links, networkLinks),
                    _ => RateLimitPartition.GetNoLimiter(""),
                });
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

    /// <summary>The network of an address: its /24, of IPv6 its /64, which one household or host has for itself.</summary>
    internal static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes[0]}.{bytes[1]}.{bytes[2]}.0/24")
            : Convert.ToHexStringLower(bytes.AsSpan(0, 8)) + "/64";
    }

    private static RateLimitPartition<string> PerNetwork(HttpContext context, string policy, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter($"{policy}|{NetworkOf(context.Connection.RemoteIpAddress)}",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
