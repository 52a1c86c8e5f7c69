using System.Text.RegularExpressions;

namespace PmoFlow.Domain.Approvals;

/// <summary>Reads a decision from the answer to a mail: its first word, and what follows as the comment.</summary>
public static partial class ReplyText
{
    private static readonly string[] Yes = ["approve", "approved"];
    private static readonly string[] No = ["decline", "declined", "reject", "rejected"];

    /// <summary>
    /// The decision and its comment; null where the answer does not begin with one of the words. What is quoted below, and the
    /// signature, are not read: nobody decides by what the office itself wrote.
    /// </summary>
    public static (Decision Decision, string? Comment)? Read(string? text)
    {
        var own = new List<string>();
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()))
        {
            if (line is "--" or "-- " || line.StartsWith('>') || Quoting().IsMatch(line))
                break;
            if (line.Length > 0 || own.Count > 0)
                own.Add(line.Trim());
        }
        var words = string.Join("\n", own).Trim();
        var first = FirstWord().Match(words);
        var said = first.Groups["word"].Value;
        // "No problem" and "Yes, but" begin like a decision and are none: these two count alone on their line only.
        var isAlone = first.Length == words.Length || words[first.Length] == '\n';
        // "Approved by whom?" and "Approve only if" go on: what ends there, or is set apart, is a decision.
        var isSetApart = isAlone || first.Length > said.Length || Dash().IsMatch(words[first.Length..]);
        Decision? decision = (isSetApart && Is(said, Yes)) || (isAlone && Is(said, ["yes"])) ? Decision.Approve
            : (isSetApart && Is(said, No)) || (isAlone && Is(said, ["no"])) ? Decision.Decline : null;
        if (decision is null)
            return null;
        var comment = words[first.Length..].Trim();
        return (decision.Value, comment.Length == 0 ? null : comment);
    }

    private static bool Is(string said, string[] words) => words.Contains(said, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<word>\p{L}+)(?=\z|[\s.,:;!\-–])[.,:;!\-–]*", RegexOptions.CultureInvariant)]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"\A +[\-–] ", RegexOptions.CultureInvariant)]
    private static partial Regex Dash();

    // How mail programs introduce what they quote.
    [GeneratedRegex(@"\A(-{2,} ?(Original Message|Forwarded message|Ursprüngliche Nachricht)|_{10,}|(From|Von|De): .*@|On .+ wrote:|Am .+ schrieb.*:|Le .+ a écrit ?:)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Quoting();
}
