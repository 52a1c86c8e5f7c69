using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Azure.Tests.Mail;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Cloud;

/// <summary>Reads what SendGrid was given to send.</summary>
internal sealed partial class SendGridPost(SendGridServer server)
{
    /// <summary>The link of the newest mail to somebody whose subject has these words; a mail may take a moment to arrive.</summary>
    public Task<string> Link(string to, string subject) => Patience.Until($"mail to {to} with {subject}", () => Task.FromResult(
        server.Taken.Reverse().Where(mail => To(mail) == to && Subject(mail).Contains(subject, StringComparison.Ordinal))
            .Select(mail => Address().Match(Text(mail)).Value).FirstOrDefault(link => link.Length > 0)));

    private static string? To(JsonElement mail) => mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString();

    private static string Subject(JsonElement mail) =>
        (mail.GetProperty("personalizations")[0].TryGetProperty("subject", out var own) ? own : mail.GetProperty("subject")).GetString()!;

    private static string Text(JsonElement mail) => mail.GetProperty("content").EnumerateArray()
        .First(part => part.GetProperty("type").GetString() == "text/plain").GetProperty("value").GetString()!;

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
