using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using PmoFlow.Domain.Webhooks;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Which receivers are allowed, and how patient the office is with them.</summary>
/// <param name="PrivateNetworks">Whether plain HTTP and addresses of private networks are allowed: for development.</param>
public sealed record WebhookSettings(bool PrivateNetworks)
{
    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);
}

/// <summary>
/// Posts one event once. Redirections are not followed, and each connection goes to an address that was checked after its name was
/// resolved, so that a receiver cannot lead the office into its own network. Of an answer only the status is read.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private readonly HttpClient client;
    private readonly WebhookSettings settings;
    private readonly TimeProvider clock;

    /// <summary>Keeps connections for a while.</summary>
    public WebhookSender(WebhookSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (this.settings, this.clock) = (settings, clock);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    internal async Task<WebhookAnswer> Post(WebhookSubscription subscription, string id, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        using var message = new HttpRequestMessage(HttpMethod.Post, subscription.Address) { Content = new ReadOnlyMemoryContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents+json") { CharSet = "utf-8" };
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("PmoFlow", "1"));
        message.Headers.Add("webhook-id", id);
        message.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        message.Headers.Add("webhook-signature", WebhookSignature.Header(subscription.SigningAt(now), id, now, body.Span));
        var began = TimeProvider.System.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new((int)answer.StatusCode, TimeProvider.System.GetElapsedTime(began), answer.IsSuccessStatusCode ? null : Problem(answer.StatusCode))
            {
                RetryAfter = answer.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date - now) : null,
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(null, TimeProvider.System.GetElapsedTime(began), FormattableString.Invariant($"No answer within {settings.Patience.TotalSeconds:0.#} seconds."));
        }
        catch (HttpRequestException failed)
        {
            return new(null, TimeProvider.System.GetElapsedTime(began), Problem(failed));
        }
    }

    private static string Problem(HttpStatusCode status) => (int)status is >= 300 and < 400
        ? $"It answered {(int)status}: redirections are not followed."
        : $"It answered {(int)status}.";

    private static string Problem(HttpRequestException failed) => failed.InnerException is RefusedAddressException refused
        ? refused.Message
        : failed.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "Its name has no address.",
            HttpRequestError.SecureConnectionError => "Its certificate is not trusted.",
            HttpRequestError.ConnectionError => "It cannot be reached.",
            _ => "The connection broke.",
        };

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        if (!settings.PrivateNetworks && addresses.FirstOrDefault(address => !PublicAddresses.Contains(address)) is { } inside)
            throw new RefusedAddressException(inside);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // To what was checked, and not to the name, which may resolve to something else by now.
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>What a receiver answered.</summary>
internal sealed record WebhookAnswer(int? Status, TimeSpan Took, string? Problem)
{
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It wants no more.</summary>
    public bool IsGone => Status == (int)HttpStatusCode.Gone;
}

/// <summary>A name that leads into a network that is nobody's business outside.</summary>
internal sealed class RefusedAddressException(IPAddress address)
    : Exception($"Its name leads to {address}, which is no public address.");
