using PmoFlow.Domain.Import;

namespace PmoFlow.Workflows.Import;

/// <summary>What a file as a whole makes one want to check before it is taken over.</summary>
internal static class ImportNotes
{
    private static readonly Dictionary<char, string> Signs = new() { ['£'] = "GBP", ['€'] = "EUR", ['$'] = "USD", ['¥'] = "JPY" };

    public static IReadOnlyList<string> Of(UploadedFile file, ImportMapping mapping, string currency)
    {
        var notes = new List<string>();
        if (file.Csv.Encoding.Warning is { } encoding)
            notes.Add(encoding);
        if (file.Csv.HeaderRow > 1)
            notes.Add($"The headings are taken from row {file.Csv.HeaderRow}; what stands above is left out.");
        for (var i = 0; i < file.Profiles.Count; i++)
        {
            var (heading, profile) = (file.Csv.Headings[i], file.Profiles[i]);
            if (profile.Dates > 0 && profile.ShareOf(CellKind.Date) > 0.3)
            {
                if (profile is { DayFirst: > 0, MonthFirst: > 0 })
                    notes.Add($"{heading}: {profile.DayFirst} dates have the day first and {profile.MonthFirst} the month first; those that could be either are read with the {(profile.DateOrder == DateOrder.DayFirst ? "day" : "month")} first.");
                else if (profile.AmbiguousDates > 0 && profile.DateOrder == DateOrder.Unknown)
                    notes.Add($"{heading}: no date shows whether day or month comes first; they are read with the day first. Change that in the mapping if it is wrong.");
            }
            if (profile.Formulas > 0)
                notes.Add($"{heading}: {(profile.Formulas == 1 ? "a value begins" : $"{profile.Formulas} values begin")} like a formula. Here that is text, and it is made harmless in every file that PmoFlow writes.");
        }
        var amounts = file.Profiles.Where((_, i) => mapping.Columns[i].Target is ImportTargets.Budget or ImportTargets.YearlyBaseline or ImportTargets.YearlyForecast).ToList();
        foreach (var (sign, code) in Signs.Where(s => s.Value != currency && amounts.Exists(a => a.Shown.Any(v => v.Contains(s.Key, StringComparison.Ordinal)))))
            notes.Add($"Amounts are in {code} ({sign}), the office counts in {currency}: figures are taken as they stand, nothing is converted.");
        return notes;
    }

    /// <summary>What one unit of an amount is worth, where a heading says so: <c>Cost (£m)</c>, <c>Budget in thousands</c>.</summary>
    public static decimal ScaleIn(IEnumerable<string> headings)
    {
        var words = headings.SelectMany(CellText.Words).ToHashSet();
        return words.Overlaps(["m", "mn", "mio", "million", "millions"]) ? 1_000_000
            : words.Overlaps(["k", "thousand", "thousands", "000s"]) ? 1_000
            : 1;
    }
}
