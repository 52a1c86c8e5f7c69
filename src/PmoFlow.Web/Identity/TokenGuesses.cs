using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace PmoFlow.Web.Identity;

/// <summary>
/// How often one address may show a token that opens nothing: <c>RateLimits:TokenGuessesPerMinute</c>, 30 where it is not set. Tokens
/// that are good do not count.
/// </summary>
internal sealed class TokenGuesses(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> wrong = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = configuration.GetValue("RateLimits:TokenGuessesPerMinute", 30),
            Window = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    /// <summary>Whether that address has guessed as often as it may.</summary>
    public bool IsOver(HttpContext context) => wrong.GetStatistics(Address(context)) is { CurrentAvailablePermits: 0 };

    /// <summary>Counts one that opened nothing.</summary>
    public void Count(HttpContext context)
    {
        using var lease = wrong.AttemptAcquire(Address(context));
    }

    public void Dispose() => wrong.Dispose();

    private static string Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
}
