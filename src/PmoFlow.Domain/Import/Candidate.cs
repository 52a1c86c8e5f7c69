using System.Globalization;

namespace PmoFlow.Domain.Import;

/// <summary>A row beside the projects that it might be.</summary>
internal sealed record Candidate(int Row, ProjectSighting Sighting, IReadOnlyList<uint> Sketch, ProjectName Name, string Unit, string Number)
{
    public static Candidate Of(RowToMatch row) => new(row.Row, row.Sighting, row.Sketch,
        ProjectName.Of(row.Sighting.Name), ProjectSighting.UnitKey(row.Sighting.Unit), ProjectSighting.NumberKey(row.Sighting.Number));

    public Pair Is(KnownProject known, MatchRule rule, MatchConfidence confidence, string why, string? warning = null) =>
        new(this, known, rule, confidence, Strength(known), why, warning);

    public bool SameStart(KnownProject known) =>
        Sighting.Start is { } start && known.Aliases.Exists(a => a.Sighting.Start == start);

    public bool SameEnd(KnownProject known) =>
        Sighting.End is { } end && known.Aliases.Exists(a => a.Sighting.End == end);

    public double SketchLikeness(KnownProject known) => WordSketch.Likeness(Sketch, known.Identity.Sketch);

    /// <summary>0 where brackets of both hold numbers that differ: "(phase 1)" is not "(phase 2)".</summary>
    public double Likeness(KnownProject known) => known.Aliases.Where(a => a.Unit == Unit)
        .Select(a => InsideDiffers(a.Name) ? 0 : ProjectName.Likeness(a.Name, Name)).DefaultIfEmpty(0).Max();

    /// <summary>It was never called so: other words, or other figures in brackets. A misspelt word does not count.</summary>
    public bool IsRenamed(KnownProject known) => known.Aliases.TrueForAll(a => InsideDiffers(a.Name) || ProjectName.Likeness(a.Name, Name) < 1);

    /// <summary>Both have a number, and no number is shared.</summary>
    public bool NumbersDiffer(KnownProject known) =>
        Number.Length > 0 && known.Aliases.Exists(a => a.Number.Length > 0) && known.Aliases.TrueForAll(a => a.Number != Number);

    /// <summary>The numbers differ in the letters they begin with and in nothing else, as when a department's code changes.</summary>
    public bool SameTail(KnownProject known) =>
        Tail(Number) is { Length: >= 4 } tail && known.Aliases.Exists(a => Tail(a.Number) == tail);

    /// <summary>The numbers say that it is another project, and nothing speaks against that.</summary>
    public bool NumberContradicts(KnownProject known) => NumbersDiffer(known) && !SameTail(known) && !SameStart(known);

    public string? Renumbered(KnownProject known) => NumbersDiffer(known)
        ? $"Taken for {known.Id} by its name; the number was {known.Aliases.Last(a => a.Number.Length > 0).Sighting.Number}."
        : null;

    public string Confirmation(KnownProject known)
    {
        var signs = new List<string>();
        if (SameTail(known))
            signs.Add("the number is the same but for its first letters");
        if (SameStart(known))
            signs.Add(SameEnd(known) ? "start and end are the same" : "the start is the same");
        if (SketchLikeness(known) >= 0.5)
            signs.Add(string.Create(CultureInfo.InvariantCulture, $"the descriptions share about {SketchLikeness(known) * 100:0} % of their words"));
        return signs.Count > 0 ? string.Join(" and ", signs) : "and its unit is not in this file any more";
    }

    public string WhyNot(KnownProject known) =>
        NumbersDiffer(known) ? $"that has number {known.Aliases.Last(a => a.Number.Length > 0).Sighting.Number}"
        : Likeness(known) < 0.5 ? "the name is another"
        : "the start is another";

    private double Strength(KnownProject known) =>
        Likeness(known) + (SameStart(known) ? 0.3 : 0) + (SameEnd(known) ? 0.2 : 0) + (SameTail(known) ? 0.3 : 0)
        + (known.Latest is { } latest && ProjectSighting.UnitKey(latest.Unit) == Unit ? 0.2 : 0) + (0.2 * SketchLikeness(known));

    private bool InsideDiffers(ProjectName other) =>
        other.Inside.Length > 0 && Name.Inside.Length > 0 && other.Inside != Name.Inside
        && other.Inside.Any(char.IsDigit) && Name.Inside.Any(char.IsDigit);

    private static string Tail(string number) => number.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]);
}
