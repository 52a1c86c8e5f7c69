namespace PmoFlow.Domain.Organisation;

/// <summary>
/// What the office takes for a mail address: one mailbox, without a display name, comments or quotes. Narrower than RFC 5322 on
/// purpose: whatever could carry a second recipient or a header into a mail is not an address.
/// </summary>
public static class MailAddress
{
    /// <summary>The longest path that RFC 5321 lets a mail travel by.</summary>
    public const int MaxLength = 254;

    private const int MaxLocalPart = 64;
    private const int MaxLabel = 63;

    /// <summary>Whether that is a mail address, without blanks around it.</summary>
    public static bool IsValid(string? text)
    {
        if (text is not { Length: >= 3 and <= MaxLength } || text.IndexOf('@') is var at && at != text.LastIndexOf('@'))
            return false;
        return at is > 0 and <= MaxLocalPart && IsDotted(text[..at], IsLocalCharacter) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsDomain(string text) =>
        IsDotted(text, c => char.IsLetterOrDigit(c) || c == '-')
        && text.Split('.').All(label => label.Length <= MaxLabel && label[0] != '-' && label[^1] != '-');

    private static bool IsLocalCharacter(char c) => char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal);

    private static bool IsDotted(string text, Func<char, bool> allowed) =>
        text.Split('.').All(part => part.Length > 0 && part.All(allowed));
}
