using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
            // The address first: what it is refused for does not count against its neighbours.
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Limiter(context => context.Connection.RemoteIpAddress?.ToString() ?? "unknown", submissions, links),
                Limiter(context => NetworkOf(context.Connection.RemoteIpAddress), networkSubmissions, networkLinks));
            limiter.OnRejected = async (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await ErrorAnswers.Say(rejected.HttpContext, StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            };
        });
    }

    public static TBuilder LimitSubmissions<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(Limited.Submissions);

    /// <summary>Limits what mailed links open, and lets HEAD be answered as GET would be: a checker that asks so first would call a good link broken.</summary>
    public static TBuilder LimitLinks<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            // Not what the API describes: there every method is an operation of its own.
            var isPage = endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } route } && !route.StartsWith("/api/", StringComparison.Ordinal);
            if (isPage && endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods && methods.HttpMethods.Contains(HttpMethods.Get))
                endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head]));
        });
        return builder.WithMetadata(Limited.Links);
    }

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

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> whose, int submissions, int links) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => context.GetEndpoint()?.Metadata.GetMetadata<Limited>() is { } limited
            ? RateLimitPartition.GetFixedWindowLimiter($"{limited}|{whose(context)}", _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = limited == Limited.Submissions ? submissions : links,
                Window = TimeSpan.FromMinutes(1),
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter(""));

    private sealed record Limited(string What)
    {
        public static readonly Limited Submissions = new("submissions");

        public static readonly Limited Links = new("links");
    }
}
