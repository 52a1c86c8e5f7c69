namespace PmoFlow.Domain.Import;

/// <summary>Proposes what each column of a file is, from its heading and from what its values look like.</summary>
public static class MappingProposal
{
    private const double Enough = 0.35;

    // A column of remarks on something is not that something.
    private static readonly HashSet<string> Remarks = ["comment", "comments", "commentary", "narrative", "note", "notes", "remark", "remarks", "explanation", "reason", "rationale"];

    private static readonly HashSet<string> Yearly = ["yearly", "annual", "year", "fy"];

    /// <summary>The best assignment in which no column and no target is used twice; the rest is kept as fields.</summary>
    /// <param name="headings">Of the file.</param>
    /// <param name="profiles">Of the columns, in the same order.</param>
    /// <param name="targets">What columns can be.</param>
    public static ImportMapping Propose(
        IReadOnlyList<string> headings, IReadOnlyList<ColumnProfile> profiles, IReadOnlyList<ImportTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(headings);
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(targets);
        var scored = from column in Enumerable.Range(0, headings.Count)
                     from target in targets
                     let score = Score(headings[column], profiles[column], target)
                     where score >= Enough
                     orderby score descending, column
                     select (column, target.Name);
        var chosen = new Dictionary<int, string>();
        foreach (var (column, target) in scored)
        {
            if (!chosen.ContainsKey(column) && !chosen.ContainsValue(target))
                chosen.Add(column, target);
        }
        return new([.. headings.Select((heading, i) => new ColumnMapping(i, heading, chosen.GetValueOrDefault(i))
        {
            DateOrder = profiles[i].DateOrder,
            DecimalMark = profiles[i].DecimalMark,
        })]);
    }

    private static double Score(string heading, ColumnProfile profile, ImportTarget target)
    {
        var words = CellText.Words(Parted(heading));
        var name = target.Headings.Select((h, rank) => Fit(words, h) - (rank * 0.005)).DefaultIfEmpty(0).Max();
        if (words.Any(Remarks.Contains) && target.Kind != CellKind.LongText)
            return 0;
        if (target.Kind == CellKind.Amount && target.Name == ImportTargets.Budget && words.Any(Yearly.Contains))
            return 0;
        if (profile.Filled == 0)
            return name;
        var share = profile.ShareOf(target.Kind);
        return target.Kind switch
        {
            CellKind.Rating => share >= 0.5 ? Math.Max(name + 0.05, share >= 0.8 && profile.Filled > 3 ? 0.4 : 0) : 0,
            CellKind.Email => share >= 0.5 ? Math.Max(name + 0.05, 0.4) : 0,
            CellKind.Date or CellKind.Amount or CellKind.Period => share >= 0.3 ? name : 0,
            // A column of mail addresses is one of those, whatever its heading calls them: "Project lead" is the lead's address.
            CellKind.Text when profile.ShareOf(CellKind.Email) >= 0.5 => 0,
            CellKind.Text => share >= 0.5 ? name : name * 0.5,
            _ => name,
        };
    }

    // 1 where the heading is those words; less where it has others beside them; 0 where one of them is missing.
    private static double Fit(IReadOnlyList<string> heading, string words)
    {
        var wanted = words.Split(' ');
        if (!wanted.All(heading.Contains))
            return 0;
        return 0.45 + (0.5 * wanted.Length / Math.Max(heading.Count, wanted.Length)) + (wanted.Length > 1 ? 0.05 : 0);
    }

    // camelCase and snake_case are words, too.
    private static string Parted(string heading) =>
        string.Concat(heading.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(heading[i - 1]) ? $" {c}" : c == '_' ? " " : c.ToString()));
}
