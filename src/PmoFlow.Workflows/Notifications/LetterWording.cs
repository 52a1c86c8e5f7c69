using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Notifications;

/// <summary>The office's own words in place of the usual ones, where its lifecycle has some.</summary>
internal static class LetterWording
{
    /// <summary>
    /// The letter in the wording of that language, else of its language without region, else of the first that the file has.
    /// </summary>
    /// <param name="usual">What is said where the file has no words of its own.</param>
    /// <param name="lifecycle">Whose wording.</param>
    /// <param name="kind">Of which mail.</param>
    /// <param name="language">The addressee's; null where nobody knows.</param>
    /// <param name="values">Values of the kind's own placeholders; may take the place of the common ones.</param>
    /// <param name="request">What it is about.</param>
    /// <param name="office">Whose mail.</param>
    public static Letter Worded(
        this Letter usual, Lifecycle lifecycle, WordingKind kind, string? language, IReadOnlyDictionary<string, string> values,
        RequestRecord request, OfficeSettings office)
    {
        var known = (lifecycle.Wordings ?? []).Where(wording => wording.Kind == kind).ToList();
        var wording = known.Find(w => w.Language == language) ?? known.Find(w => w.Language == language?.Split('-')[0]) ?? known.FirstOrDefault();
        if (wording is null)
            return usual;
        var all = new Dictionary<string, string>
        {
            ["number"] = request.Id.Value,
            ["title"] = request.Content.Title,
            ["requester"] = request.Content.Requester.Name,
            ["cost"] = request.Cost is { } cost ? office.Money(cost) : "",
            ["due"] = request.Waiting is [{ Due: { } due }, ..] ? office.Moment(due) : "",
            ["office"] = office.Name,
        };
        foreach (var (name, value) in values)
            all[name] = value;
        return usual with
        {
            Subject = wording.Subject is { } subject ? OneLine(Wording.Fill(subject, all)).Shortened(200) : usual.Subject,
            Paragraphs = wording.Text is { } text ? [.. Wording.Fill(text, all).Split("\n\n").Select(OneLine)] : usual.Paragraphs,
        };
    }

    /// <summary>What people wrote may have several lines; a subject must not.</summary>
    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
