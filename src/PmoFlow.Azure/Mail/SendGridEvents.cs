using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Azure.Mail;

/// <summary>
/// Reads SendGrid's signed event webhook. The signature is ECDSA over P-256 and SHA-256 of the timestamp header followed by the
/// body, byte for byte: verify before anything decodes or re-encodes it.
/// </summary>
public sealed class SendGridEvents : IMailReports
{
    /// <summary>Header that carries the signature, Base64 of DER.</summary>
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";

    /// <summary>Header that carries the time of signing, in seconds of the Unix epoch.</summary>
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private readonly byte[] publicKey;
    private readonly ILogger log;

    /// <summary>
    /// Takes the public key as SendGrid's settings page shows it, Base64 of a SubjectPublicKeyInfo, and a log for what bounced.
    /// </summary>
    /// <exception cref="FormatException">It is not Base64.</exception>
    /// <exception cref="CryptographicException">It is not such a key.</exception>
    public SendGridEvents(string publicKey, ILogger<SendGridEvents>? log = null)
    {
        this.log = (ILogger?)log ?? NullLogger.Instance;
        this.publicKey = Convert.FromBase64String(publicKey);
        using var _ = Key();
    }

    /// <summary>
    /// The deliveries, bounces and drops that a call reports of mails of ours, or null where SendGrid did not sign it or the body
    /// is not what SendGrid sends. An old call is not refused: SendGrid repeats for a day what was not answered, and a report
    /// that is applied twice changes nothing.
    /// </summary>
    public IReadOnlyList<MailDelivery>? Read(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        if (!IsSigned(signature, timestamp, body))
            return null;
        try
        {
            using var json = JsonDocument.Parse(body.ToArray());
            if (json.RootElement.ValueKind != JsonValueKind.Array)
                return null;
            var deliveries = json.RootElement.EnumerateArray().Select(SendGridEventReader.ToDelivery).OfType<MailDelivery>().ToList();
            deliveries.ForEach(log.NotDelivered);
            return deliveries;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<MailDelivery>? Read(Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        return Read(header(SignatureHeader), header(TimestampHeader), body);
    }

    private bool IsSigned(string? signature, string? timestamp, ReadOnlySpan<byte> body)
    {
        var der = new byte[128];
        if (signature is null || timestamp is null || !Convert.TryFromBase64String(signature, der, out var length))
            return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp), .. body];
        using var key = Key();
        return key.VerifyData(signed, der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>One for each call: a key's methods are not promised to be safe for several threads.</summary>
    private ECDsa Key()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
