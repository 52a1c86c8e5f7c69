using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Mail;

/// <summary>What each failure of an SMTP dialogue says about the mail.</summary>
internal static class SmtpAnswers
{
    /// <summary>An outcome, or null where the exception is a bug and not an answer.</summary>
    /// <param name="failure">What ended the dialogue.</param>
    /// <param name="progress">How far it had come.</param>
    public static SendOutcome? ToOutcome(Exception failure, SmtpProgress progress) => failure switch
    {
        // RFC 5321 §4.2.1: 4yz is "not now", 5yz is "not ever as it is".
        SmtpCommandException answer when (int)answer.StatusCode >= 500 => new SendOutcome.Rejected(Words(answer)),
        SmtpCommandException answer => new SendOutcome.Deferred(Words(answer)),
        // MailKit puts the reply in front of the message: 454 is a directory that is down, 535 a wrong password.
        AuthenticationException refused when refused.Message.StartsWith('4') => new SendOutcome.Deferred(refused.Message),
        AuthenticationException refused => new SendOutcome.Rejected($"The server refused the credentials: {refused.Message}"),
        // MailKit's reading of 530: the server wants somebody to sign in.
        ServiceNotAuthenticatedException anonymous => new SendOutcome.Rejected($"The server wants credentials: {anonymous.Message}"),
        // Trust and offers of the server are repaired by its operator or by ours; the mail is as good as before.
        SslHandshakeException tls => new SendOutcome.Deferred($"No trusted TLS with the server: {tls.Message}"),
        NotSupportedException missing when progress.Connected => new SendOutcome.Rejected(missing.Message),
        NotSupportedException missing => new SendOutcome.Deferred(missing.Message),
        ProtocolException or IOException or SocketException or TimeoutException or OperationCanceledException
            or ServiceNotConnectedException => progress.ContentSent
                ? new SendOutcome.Unknown($"The mail was sent, but no answer came: {failure.Message}")
                : new SendOutcome.Deferred($"The server could not be talked to: {failure.Message}"),
        _ => null,
    };

    private static string Words(SmtpCommandException answer) => $"{(int)answer.StatusCode} {answer.Message}";
}
