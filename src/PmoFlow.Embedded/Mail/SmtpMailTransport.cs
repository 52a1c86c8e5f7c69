using System.Collections.Concurrent;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Mail;

/// <summary>
/// Mail by SMTP. A connection on which a mail was taken is handed to a mail that waits for one, and closed where none waits; after
/// any other outcome it is dropped, so that nothing of a failed attempt reaches into the next.
/// </summary>
internal sealed class SmtpMailTransport(SmtpOptions options, TimeProvider clock) : IMailTransport, IDisposable
{
    // Servers end a connection after so many mails, or think the worse of who sends them.
    private const int MailsPerConnection = 100;

    private readonly SemaphoreSlim connections = new(options.MaxConnections);
    private readonly ConcurrentStack<Line> handedOn = [];
    private int waiting;

    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (SmtpMessage.TryCompose(mail, options, clock.GetUtcNow()) is not { } message)
            return new SendOutcome.Rejected($"'{mail.To.Email}' is not a mail address.");
        await Turn(cancellation);
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

    public void Dispose()
    {
        connections.Dispose();
        while (handedOn.TryPop(out var line))
            line.Client.Dispose();
    }

    private async Task Turn(CancellationToken cancellation)
    {
        Interlocked.Increment(ref waiting);
        try
        {
            await connections.WaitAsync(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<SendOutcome> Dialogue(MimeMessage message, SmtpProgress progress, CancellationToken cancellation)
    {
        if (handedOn.TryPop(out var line))
        {
            try
            {
                return await Send(line, message, progress, cancellation);
            }
            catch (Exception closed) when (!progress.ContentSent && !cancellation.IsCancellationRequested
                && closed is MailKit.ProtocolException or IOException or SocketException or MailKit.ServiceNotConnectedException)
            {
                // The server had ended that connection. Nothing of the mail can have been taken: it gets one of its own.
                progress.Connected = false;
            }
        }
        return await Send(new Line(new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds }, 0), message, progress, cancellation);
    }

    private async Task<SendOutcome> Send(Line line, MimeMessage message, SmtpProgress progress, CancellationToken cancellation)
    {
        var kept = false;
        try
        {
            if (line.Mails == 0)
                await Connect(line.Client, cancellation);
            progress.Connected = true;
            var answer = await line.Client.SendAsync(message, cancellation, progress);
            kept = Volatile.Read(ref waiting) > 0 && line.Mails + 1 < MailsPerConnection;
            if (kept)
                handedOn.Push(line with { Mails = line.Mails + 1 });
            else
                await SayGoodbye(line.Client, cancellation);
            return new SendOutcome.Accepted(answer);
        }
        finally
        {
            if (!kept)
                line.Client.Dispose();
        }
    }

    private async Task Connect(SmtpClient client, CancellationToken cancellation)
    {
        await client.ConnectAsync(options.Host, options.Port, Security(), cancellation);
        if (options.User is { } user)
            await client.AuthenticateAsync(user, options.Password ?? "", cancellation);
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

    /// <summary>A connection, and how many mails were taken on it.</summary>
    private sealed record Line(SmtpClient Client, int Mails);
}
