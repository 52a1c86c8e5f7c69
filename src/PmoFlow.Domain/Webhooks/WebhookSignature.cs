using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PmoFlow.Domain.Webhooks;

/// <summary>
/// Signatures as Standard Webhooks 1.0 has them: HMAC-SHA256 over id, time of sending and body, in base 64 behind <c>v1,</c>; one for each
/// secret in force, separated by spaces.
/// </summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    /// <summary>A secret nobody can guess.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="secrets">Those in force.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="at">When it is sent; a receiver refuses what is too old.</param>
    /// <param name="body">Byte for byte.</param>
    public static string Header(IEnumerable<string> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.")), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))));
    }

    private static byte[] KeyOf(string secret) =>
        Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}
