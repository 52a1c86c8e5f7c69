using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MimeKit;
using MimeKit.Cryptography;
using PmoFlow.Workflows.Approvals;

namespace PmoFlow.Web.Approvals;

/// <summary>Reads a mail from the form of an inbound webhook: <c>email</c> holds it whole, else <c>headers</c>, <c>text</c> and <c>envelope</c> do.</summary>
internal static class InboundMime
{
    /// <param name="form">The webhook's fields.</param>
    /// <param name="receiver">
    /// The authserv-id of the office's own receiver, whose word counts; <c>inbound-parse</c> where that is the webhook's own field
    /// <c>dkim</c>; null where nobody's does.
    /// </param>
    /// <returns>The mail, or null where it cannot be read.</returns>
    public static InboundMail? Read(IReadOnlyDictionary<string, string> form, string? receiver)
    {
        if (Message(form) is not { } message)
            return null;
        var from = message.From.Mailboxes.ToList() is [var only] && message.From.Count == 1 ? only.Address : null;
        var text = message.TextBody ?? form.GetValueOrDefault("text");
        var id = message.MessageId ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{from}|{message.Date:O}|{text}")));
        return new InboundMail(id, from, [.. Recipients(message, form)], text, IsAutomatic(message, form), from is not null && IsAuthentic(message, form, from, receiver));
    }

    private static MimeMessage? Message(IReadOnlyDictionary<string, string> form)
    {
        var raw = form.GetValueOrDefault("email") ?? (form.GetValueOrDefault("headers") is { } headers ? $"{headers.TrimEnd()}\r\n\r\n" : null);
        if (raw is null)
            return null;
        try
        {
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(raw));
            var message = MimeMessage.Load(bytes);
            // Only the headers are given: what they say of the body's parts is not there.
            if (!form.ContainsKey("email"))
                message.Body = new TextPart("plain") { Text = form.GetValueOrDefault("text") ?? "" };
            return message;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The envelope knows best; the headers are what is left where there is none.</summary>
    private static IEnumerable<string> Recipients(MimeMessage message, IReadOnlyDictionary<string, string> form)
    {
        var named = message.GetRecipients(onlyUnique: true).Select(mailbox => mailbox.Address);
        if (form.GetValueOrDefault("envelope") is not { } envelope)
            return named;
        try
        {
            using var json = JsonDocument.Parse(envelope);
            return [.. json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Array
                ? to.EnumerateArray().Where(address => address.ValueKind == JsonValueKind.String).Select(address => address.GetString()!) : [], .. named];
        }
        catch (JsonException)
        {
            return named;
        }
    }

    /// <summary>As RFC 3834 and those who came before it mark what a program wrote.</summary>
    private static bool IsAutomatic(MimeMessage message, IReadOnlyDictionary<string, string> form) =>
        message.Headers["Auto-Submitted"] is { } submitted && !submitted.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || message.Headers["Precedence"]?.Trim().ToUpperInvariant() is "BULK" or "JUNK" or "LIST" or "AUTO_REPLY"
        || message.Headers["X-Autoreply"] is not null || message.Headers["X-Autorespond"] is not null
        || message.Headers["X-Auto-Response-Suppress"]?.Contains("All", StringComparison.OrdinalIgnoreCase) == true
        || message.Headers["List-Id"] is not null || message.Headers["Return-Path"]?.Trim() == "<>"
        || message.Body is MultipartReport || message.Body?.ContentType.IsMimeType("multipart", "report") == true
        || form.GetValueOrDefault("envelope")?.Contains("\"from\":\"\"", StringComparison.Ordinal) == true;

    /// <summary>
    /// Whether the domain of the From header, and no other, vouches for the mail: DMARC passed, or a DKIM signature of that domain
    /// or of one above it. Only the topmost result counts, and only where the office's receiver wrote it: anybody can write others
    /// into a mail.
    /// </summary>
    private static bool IsAuthentic(MimeMessage message, IReadOnlyDictionary<string, string> form, string from, string? receiver)
    {
        var domain = from[(from.LastIndexOf('@') + 1)..];
        if (receiver == "inbound-parse")
            return DkimField(form.GetValueOrDefault("dkim")).Any(signature => signature.Passed && IsAligned(signature.Domain, domain));
        if (string.IsNullOrEmpty(receiver) || message.Headers.FirstOrDefault(h => h.Id == HeaderId.AuthenticationResults) is not { } header
            || !AuthenticationResults.TryParse(header.RawValue, out var results)
            || !string.Equals(results.AuthenticationServiceIdentifier, receiver, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        return results.Results.Any(result => result.Result == "pass" && result.Method switch
        {
            "dmarc" => Property(result, "from") is { } of && string.Equals(of, domain, StringComparison.OrdinalIgnoreCase),
            "dkim" => (Property(result, "d") ?? Property(result, "i")?.Split('@')[^1]) is { } signer && IsAligned(signer, domain),
            _ => false,
        });
    }

    private static string? Property(AuthenticationMethodResult result, string name) =>
        result.Properties.FirstOrDefault(p => p.PropertyType == "header" && p.Property == name)?.Value;

    /// <summary><c>{@example.org : pass, @relay.example : fail}</c>.</summary>
    private static IEnumerable<(string Domain, bool Passed)> DkimField(string? field) =>
        (field ?? "").Trim('{', '}', ' ').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .Select(part => (part[0].TrimStart('@'), part[1] == "pass"));

    private static bool IsAligned(string signer, string domain) => signer.Contains('.', StringComparison.Ordinal)
        && (string.Equals(signer, domain, StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith("." + signer, StringComparison.OrdinalIgnoreCase));
}
