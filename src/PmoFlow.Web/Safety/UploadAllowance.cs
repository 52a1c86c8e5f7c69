using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PmoFlow.Web.Safety;

/// <summary>
/// How much one address, and one network of addresses, may have stored in an hour: files are kept before anybody knows whether the form
/// that they belong to is ever sent, and a disk must not be filled by somebody whom nobody knows. <c>RateLimits:UploadMegabytesPerHour</c>
/// and the same with <c>PerNetwork</c> at its end change it.
/// </summary>
internal sealed class UploadAllowance : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private readonly int most;
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public UploadAllowance(IConfiguration configuration)
    {
        most = configuration.GetValue("RateLimits:UploadMegabytesPerHour", 2000);
        // The address first: what it is refused for does not count against its neighbours.
        limiter = PartitionedRateLimiter.CreateChained(
            Limiter(context => context.Connection.RemoteIpAddress?.ToString() ?? "unknown", most),
            Limiter(context => RateLimits.NetworkOf(context.Connection.RemoteIpAddress), configuration.GetValue("RateLimits:UploadMegabytesPerHourPerNetwork", most * 5)));
    }

    /// <summary>
    /// Whether a file of at most that many bytes may come in; it counts as that long, however short it is. Where not, the answer says after
    /// how long to ask again.
    /// </summary>
    public bool Takes(HttpContext context, long bytes)
    {
        using var lease = limiter.AttemptAcquire(context, (int)Math.Clamp((bytes + Megabyte - 1) / Megabyte, 1, most));
        if (!lease.IsAcquired && lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();

    private static PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string> whose, int megabytes) =>
        PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(whose(context), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = megabytes,
            Window = TimeSpan.FromHours(1),
            QueueLimit = 0,
        }));
}
