using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Where answers to mails about decisions go, as the host is configured.</summary>
/// <param name="Domain">Whose mail is handed to the office; null where approvers do not answer by mail.</param>
public sealed record ReplySettings(string? Domain);

/// <summary>
/// The address that an answer to one mail goes to: unguessable, and good for one seat of one round only. Mail servers may write the
/// part before the @ in small letters, so its token is made of those.
/// </summary>
public sealed class ReplyAddresses(Links links, ReplySettings settings)
{
    private const string Prefix = "decide.";

    /// <summary>A new address for that seat; null where approvers do not answer by mail.</summary>
    public async Task<string?> Issue(LinkRecord link, CancellationToken cancellation) =>
        settings.Domain is { Length: > 0 } domain
            ? $"{Prefix}{await links.IssueLetters(link with { Kind = LinkKind.Reply }, cancellation)}@{domain}"
            : null;

    /// <summary>The seat that one of those addresses is for, or null.</summary>
    public async Task<LinkRecord?> Find(IEnumerable<string> addresses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var address in addresses)
        {
            if (address.Split('@') is [var local, var domain] && local.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                && string.Equals(domain, settings.Domain, StringComparison.OrdinalIgnoreCase)
                && await links.FindLetters(local[Prefix.Length..], LinkKind.Reply, cancellation) is { } link)
            {
                return link;
            }
        }
        return null;
    }
}
