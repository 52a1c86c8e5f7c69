using Microsoft.Extensions.Logging;
using PmoFlow.Platform.Mail;
using SendGrid;

namespace PmoFlow.Azure.Mail;

/// <summary>Mail by SendGrid's v3 API. Its SDK's own retries stay off: they would send twice without saying so.</summary>
internal sealed class SendGridMailTransport : IMailTransport, IDisposable
{
    private readonly SendGridOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly HttpClient http;
    private readonly SendGridClient client;

    public SendGridMailTransport(SendGridOptions options, TimeProvider clock, ILogger<SendGridMailTransport> log)
    {
        this.options = options;
        this.clock = clock;
        this.log = log;
        // Connections are given up after a while, because a name's addresses change.
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = options.Timeout / 2,
        };
        http = new HttpClient(handler, disposeHandler: true) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        client = new SendGridClient(http, new SendGridClientOptions
        {
            ApiKey = options.ApiKey,
            Host = options.Endpoint.ToString().TrimEnd('/'),
            HttpErrorAsException = false,
        });
    }

    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        using var patience = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var answer = await client.SendEmailAsync(SendGridMessages.Compose(mail, options), either.Token);
            var outcome = await SendGridAnswers.ToOutcome(answer, clock.GetUtcNow(), either.Token);
            if (outcome is SendOutcome.Rejected rejected)
                log.Rejected(mail.Key, rejected.Reason);
            return outcome;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested
            && SendGridAnswers.ToOutcome(failure, patience.IsCancellationRequested) is { } silence)
        {
            return silence;
        }
    }

    public void Dispose() => http.Dispose();
}
