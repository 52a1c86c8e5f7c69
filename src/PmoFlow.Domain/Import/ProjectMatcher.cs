namespace PmoFlow.Domain.Import;

/// <summary>One row to be matched.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Sighting">What it says.</param>
/// <param name="Sketch">Of its description.</param>
public sealed record RowToMatch(int Row, ProjectSighting Sighting, IReadOnlyList<uint> Sketch);

/// <summary>
/// Finds out which rows of one period are which known projects. Rules go from the strongest to the weakest over all rows, so that a
/// weak resemblance never takes what another row's number or name says; one row gets one project and one project one row. What
/// could be several is none of them, and says so.
/// </summary>
public sealed class ProjectMatcher
{
    private const double ClearlyBetter = 0.05;

    private readonly ProjectIndex index;
    private readonly HashSet<string> unitsInFile;
    private readonly Dictionary<int, ProjectMatch> matched = [];
    private readonly Dictionary<int, string> doubts = [];
    private readonly HashSet<ProjectId> claimed = [];

    private ProjectMatcher(ProjectIndex index, IReadOnlyList<Candidate> rows)
    {
        this.index = index;
        unitsInFile = [.. rows.Select(r => r.Unit)];
    }

    /// <summary>A match for each row, by its number in the file. All rows are of one period; none stands for another's project.</summary>
    public static IReadOnlyDictionary<int, ProjectMatch> Match(IReadOnlyList<RowToMatch> rows, ProjectIndex index)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(index);
        var candidates = rows.Select(Candidate.Of).ToList();
        var matcher = new ProjectMatcher(index, candidates);
        matcher.Apply(candidates, matcher.SeenBefore);
        matcher.Apply(candidates, matcher.SameNumber);
        matcher.Apply(candidates, matcher.SameName);
        matcher.Apply(candidates, matcher.SameNameOutsideBrackets);
        matcher.Apply(candidates, matcher.SameNameInAnotherUnit);
        matcher.Apply(candidates, matcher.AlikeName);
        foreach (var row in candidates.Where(c => !matcher.matched.ContainsKey(c.Row)))
            matcher.matched.Add(row.Row, ProjectMatch.New(matcher.doubts.GetValueOrDefault(row.Row) ?? matcher.Resemblance(row)));
        return matcher.matched;
    }

    // Accepts each pair in which both are each other's clearly best, until there is none left.
    private void Apply(List<Candidate> rows, Func<Candidate, IEnumerable<Pair>> rule)
    {
        var pairs = rows.Where(r => !matched.ContainsKey(r.Row)).SelectMany(rule).ToList();
        var before = -1;
        while (pairs.Count > 0 && pairs.Count != before)
        {
            before = pairs.Count;
            pairs.RemoveAll(p => matched.ContainsKey(p.Row.Row) || claimed.Contains(p.Known.Id));
            var ofRow = pairs.ToLookup(p => p.Row.Row);
            var ofKnown = pairs.ToLookup(p => p.Known.Id);
            foreach (var pair in pairs.Where(p => IsBest(p, ofRow[p.Row.Row]) && IsBest(p, ofKnown[p.Known.Id])).ToList())
            {
                if (claimed.Add(pair.Known.Id))
                    matched.Add(pair.Row.Row, new(pair.Known.Id, pair.Rule, pair.Confidence, pair.Why, pair.Warning));
            }
        }
        foreach (var undecided in pairs.Where(p => !matched.ContainsKey(p.Row.Row) && !claimed.Contains(p.Known.Id)).GroupBy(p => p.Row.Row))
            doubts.TryAdd(undecided.Key, $"It could be {string.Join(" or ", undecided.Take(3).Select(p => Called(p.Known)))}, and other rows could be too; "
                + "it is taken as a new project. Give it that project's number if it is the same.");
    }

    private static bool IsBest(Pair pair, IEnumerable<Pair> rivals) =>
        rivals.All(r => ReferenceEquals(r, pair) || r.Strength <= pair.Strength - ClearlyBetter);

    private IEnumerable<Pair> SeenBefore(Candidate row) => index.Named(row.Name)
        .Where(k => k.Aliases.Exists(a => a.Sighting.Period == row.Sighting.Period && a.Name.Full == row.Name.Full
            && a.Unit == row.Unit && a.Number == row.Number))
        .Select(k => row.Is(k, MatchRule.SeenBefore, MatchConfidence.Certain, $"This row was taken for {k.Id} before."));

    private IEnumerable<Pair> SameNumber(Candidate row)
    {
        if (row.Number.Length == 0)
            return [];
        return index.WithNumber(row.Number).Select(known => row.Is(known, MatchRule.Number, MatchConfidence.Certain, $"Number {row.Sighting.Number} is that of {known.Id}.",
            row.IsRenamed(known) ? $"The number is the same, but the name was \"{known.Latest.Name}\"." : null));
    }

    private IEnumerable<Pair> SameName(Candidate row) => index.Named(row.Name)
        .Where(k => k.Aliases.Exists(a => a.Name.Full == row.Name.Full && a.Unit == row.Unit) && !row.NumberContradicts(k))
        .Select(k => row.Is(k, MatchRule.Name, MatchConfidence.Certain, $"The name is that of {k.Id} in the same unit.", row.Renumbered(k)));

    private IEnumerable<Pair> SameNameOutsideBrackets(Candidate row) => index.NamedOutsideBrackets(row.Name)
        .Where(k => k.Aliases.Exists(a => a.Name.Outside == row.Name.Outside && a.Unit == row.Unit
            && (a.Name.Inside.Length == 0 || row.Name.Inside.Length == 0)) && !row.NumberContradicts(k))
        .Select(k => row.Is(k, MatchRule.NameOutsideBrackets, MatchConfidence.Certain,
            $"The name is that of {k.Id} but for what stands in brackets.", row.Renumbered(k)));

    private IEnumerable<Pair> SameNameInAnotherUnit(Candidate row) => index.Named(row.Name)
        .Where(k => k.Identity.In(row.Sighting.Period) is null && !row.NumberContradicts(k))
        .Where(k => row.SameStart(k) || row.SameTail(k) || row.SketchLikeness(k) >= 0.5
            || (row.Name.Words.Count > 1 && k.Aliases.TrueForAll(a => !unitsInFile.Contains(a.Unit))))
        .Select(k => row.Is(k, MatchRule.NameInAnotherUnit, MatchConfidence.Likely, $"The name is that of {k.Id}, {row.Confirmation(k)}.",
            $"Taken for {Called(k)}, which was in {k.Latest.Unit}."));

    private IEnumerable<Pair> AlikeName(Candidate row) => index.Resembling(row.Unit, row.Name, row.Sighting)
        .Where(k => k.Identity.In(row.Sighting.Period) is null && !row.NumbersDiffer(k) && row.SameStart(k))
        .Where(k => row.Likeness(k) switch
        {
            >= 0.5 => true,
            >= 0.25 => row.SameEnd(k),
            _ => row.SameEnd(k) && row.SketchLikeness(k) >= 0.6,
        })
        .Select(k => row.Is(k, MatchRule.AlikeName, MatchConfidence.Likely, $"The name is like that of {k.Id}, {row.Confirmation(k)}.",
            $"Taken for {Called(k)}."));

    private string? Resemblance(Candidate row)
    {
        var like = index.Resembling(row.Unit, row.Name, row.Sighting)
            .Where(k => !claimed.Contains(k.Id) && (k.Identity.In(row.Sighting.Period) is null))
            .Where(k => row.Likeness(k) >= 0.5 || (row.SameStart(k) && row.SameEnd(k)) || row.SketchLikeness(k) >= 0.6)
            .MaxBy(k => row.Likeness(k) + row.SketchLikeness(k));
        return like is null ? null : $"Resembles {Called(like)}, but {row.WhyNot(like)}; taken as a new project.";
    }

    private static string Called(KnownProject known) => $"\"{known.Latest.Name}\" ({known.Id})";
}

internal sealed record Pair(
    Candidate Row, KnownProject Known, MatchRule Rule, MatchConfidence Confidence, double Strength, string Why, string? Warning);
