using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Mail;

/// <summary>Mail by SMTP: one connection for each mail, so that nothing of one attempt reaches into the next.</summary>
internal sealed class SmtpMailTransport(SmtpOptions options, TimeProvider clock) : IMailTransport, IDisposable
{
    private readonly SemaphoreSlim connections = new(options.MaxConnections);

    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (SmtpMessage.TryCompose(mail, options, clock.GetUtcNow()) is not { } message)
            return new SendOutcome.Rejected($"'{mail.To.Email}' is not a mail address.");
        await connections.WaitAsync(cancellation);
        var progress = new SmtpProgress();
        using var patience = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await Dialogue(message, progress, either.Token);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && SmtpAnswers.ToOutcome(failure, progress) is not null)
        {
            return SmtpAnswers.ToOutcome(failure, progress)!;
        }
        finally
        {
            connections.Release();
        }
    }

    public void Dispose() => connections.Dispose();

    private async Task<SendOutcome> Dialogue(MimeMessage message, SmtpProgress progress, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        await client.ConnectAsync(options.Host, options.Port, Security(), cancellation);
        if (options.User is { } user)
            await client.AuthenticateAsync(user, options.Password ?? "", cancellation);
        progress.Connected = true;
        var answer = await client.SendAsync(message, cancellation, progress);
        await SayGoodbye(client, cancellation);
        return new SendOutcome.Accepted(answer);
    }

    /// <summary>The mail is taken by now: whatever happens to the goodbye must not look like a failed mail.</summary>
    private static async Task SayGoodbye(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or MailKit.ProtocolException)
        {
            return;
        }
    }

    private SecureSocketOptions Security() => options.Tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
