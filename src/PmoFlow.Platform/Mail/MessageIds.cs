using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PmoFlow.Platform.Mail;

/// <summary>
/// Message ids (RFC 5322 §3.6.4, without the angle brackets) made from keys, so that every attempt at a mail carries the same one
/// and a receiving server can tell a repeat.
/// </summary>
public static class MessageIds
{
    private static readonly SearchValues<char> AtomText =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+.");

    /// <summary>The id of the mail with that key.</summary>
    public static string OfMail(string key, string domain) => $"mail.{LocalPart(key)}@{domain}";

    /// <summary>The id that all mails of a thread refer to. No mail has it: mail programs group by what mails refer to.</summary>
    public static string OfThread(string thread, string domain) => $"thread.{LocalPart(thread)}@{domain}";

    private static string LocalPart(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var isDotAtom = text.Length <= 100 && !text.AsSpan().ContainsAnyExcept(AtomText)
            && text[0] != '.' && text[^1] != '.' && !text.Contains("..", StringComparison.Ordinal);
        return isDotAtom ? text : "sha256." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
