using System.Text;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>The office's own words for one kind of mail in one language.</summary>
/// <param name="Language">As BCP 47 names it: <c>en</c>, <c>pt-BR</c>.</param>
/// <param name="Kind">Of which mail.</param>
/// <param name="Subject">Its subject; null for the usual one.</param>
/// <param name="Text">What it begins with instead of the usual sentences; null for those.</param>
public sealed record Wording(string Language, WordingKind Kind, string? Subject = null, string? Text = null)
{
    /// <summary>
    /// The text with each <c>{placeholder}</c> replaced by its value; one without a value becomes a dash. What stands in values is
    /// not read again.
    /// </summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(values);
        var (filled, at) = (new StringBuilder(), 0);
        foreach (var (start, name) in Placeholders(text))
        {
            filled.Append(text, at, start - at).Append(values.GetValueOrDefault(name) is { Length: > 0 } value ? value : "–");
            at = start + name.Length + 2;
        }
        return filled.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The placeholders of a text and where each begins; an opening brace that is not closed begins none.</summary>
    public static IEnumerable<(int Start, string Name)> Placeholders(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = text.IndexOf('{', start + 1))
        {
            var end = text.IndexOfAny(['{', '}'], start + 1);
            if (end > 0 && text[end] == '}')
                yield return (start, text[(start + 1)..end]);
        }
    }

    /// <summary>The placeholders that a mail of that kind has a value for.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(WordingKind kind) => kind switch
    {
        WordingKind.Received or WordingKind.AnalystsReminded => Common,
        WordingKind.Asked or WordingKind.AskedAgain => [.. Common, "question"],
        WordingKind.Decision or WordingKind.DecisionReminder => [.. Common, "approver", "gate", "then", "score", "changes"],
        WordingKind.Approved or WordingKind.Completed or WordingKind.Declined or WordingKind.Withdrawn => [.. Common, "reason"],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static readonly string[] Common = ["number", "title", "requester", "cost", "due", "office"];
}

/// <summary>The mails whose words a lifecycle can choose.</summary>
public enum WordingKind
{
    /// <summary>To the requester: we have it.</summary>
    Received,

    /// <summary>To the requester: we need to know more.</summary>
    Asked,

    /// <summary>To the requester: we still need to know more.</summary>
    AskedAgain,

    /// <summary>To the analysts: it has waited longer than the office promises.</summary>
    AnalystsReminded,

    /// <summary>To those with a seat: please decide.</summary>
    Decision,

    /// <summary>To those with a seat who have not decided.</summary>
    DecisionReminder,

    /// <summary>To the requester: a project begins.</summary>
    Approved,

    /// <summary>To the requester: it is delivered.</summary>
    Completed,

    /// <summary>To the requester: it is declined.</summary>
    Declined,

    /// <summary>To the requester: it is withdrawn.</summary>
    Withdrawn,
}
