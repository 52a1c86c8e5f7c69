namespace PmoFlow.Domain.Import;

/// <summary>Mail addresses in files.</summary>
public static class MailText
{
    /// <summary>Whether it can be one: one at sign, something before it, a domain with a point after it, no space.</summary>
    public static bool IsAddress(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var dot = text.LastIndexOf('.');
        return at > 0 && at == text.LastIndexOf('@') && dot > at + 1 && dot < text.Length - 1 && text.Length <= 254
            && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or ',' or ';');
    }
}
