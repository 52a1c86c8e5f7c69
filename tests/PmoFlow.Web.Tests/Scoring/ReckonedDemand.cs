using System.Globalization;
using System.Text;
using PmoFlow.EndToEnd.Demand;
using Xunit;

namespace PmoFlow.Web.Tests.Scoring;

/// <summary>An entry of a real list, read by means of the tests' own; money in pounds.</summary>
internal sealed record ReckonedEntry(string Title, decimal? Cost, DateOnly? Begins, DateOnly? Ends, string Rating)
{
    /// <summary>The request that it became: among equals the office's order goes by it.</summary>
    public string Number { get; init; } = "";
}

/// <summary>A criterion: its weight in percent, its points by level where they are not shares of the weight, and its rule.</summary>
internal sealed record ReckonedCriterion(string Label, double Weight, double[] Points, Func<ReckonedEntry, int, int> Level);

/// <summary>A place in the second reckoning.</summary>
internal sealed record ReckonedPlace(ReckonedEntry Entry, double Score, int Rank, decimal CostSoFar, bool IsAbove);

/// <summary>The second reckoning: in floating point and by counting pairs. It shares nothing with the office's but the rule.</summary>
internal static class ReckonedDemand
{
    private static readonly double[] Quarters = [0, 1 / 4.0, 2 / 4.0, 3 / 4.0, 1], Thirds = [0, 1 / 3.0, 2 / 3.0, 1];

    /// <summary>Scale 35, urgency 25, confidence 25, definition 15.</summary>
    public static ReckonedModel Weighted => new("Weighted",
        [new("Scale", 35, Quarters, Scale), new("Urgency", 25, Thirds, Nearness), new("Confidence in delivery", 25, Quarters, Confidence), new("Definition", 15, Thirds, Definition)], null);

    /// <summary>(Value + time criticality + risk reduction) ÷ size.</summary>
    public static ReckonedModel Wsjf => new("WSJF",
        [
            new("Value", 100 / 3.0, [1, 3, 5, 8, 13], Scale), new("Time criticality", 100 / 3.0, [1, 3, 5, 8], Nearness),
            new("Risk reduction", 100 / 3.0, [1, 2, 3, 5, 8], (entry, year) => 4 - Confidence(entry, year)),
        ],
        new("Size", 0, [3, 5, 8, 13], (entry, year) => 3 - Definition(entry, year)));

    /// <summary>The file of a year, and what is in it.</summary>
    public static (string File, IReadOnlyList<ReckonedEntry> Entries) Read(int year)
    {
        var file = Path.Combine(Folder() ?? "", "gmpp", $"gmpp_{year}.csv");
        Assert.SkipUnless(File.Exists(file), "The lists of real demand are not on this machine; set PMOFLOW_SHARED_DATA to the folder that holds gmpp/.");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = File.ReadAllText(file, Encoding.GetEncoding(1252));
        var separator = text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        return (file, [.. Csv.Read(text, separator).Where(row => !string.IsNullOrWhiteSpace(row["project_name"])).Select(row =>
        {
            var (begins, ends) = (Day(row["start_date"]), Day(row["end_date"]));
            return new ReckonedEntry(string.Join(' ', row["project_name"].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
                Millions(row["wlc_baseline_incl_NCG"]), begins, ends, row["colour_rating"].Trim().ToUpperInvariant());
        })]);
    }

    /// <summary>What docs/ranking.md says of a year and a model.</summary>
    public static string Documented(int year, string model)
    {
        var whole = File.ReadAllText(Path.Combine(Root(), "docs", "ranking.md")).ReplaceLineEndings("\n");
        var ofYear = whole[whole.IndexOf($"\n## {year}:", StringComparison.Ordinal)..];
        var ofModel = ofYear[ofYear.IndexOf($"\n### {model}:", StringComparison.Ordinal)..];
        var end = ofModel.IndexOf("\n##", 5, StringComparison.Ordinal);
        return end < 0 ? ofModel : ofModel[..end];
    }

    private static int Scale(ReckonedEntry entry, int year) => ((decimal[])[100, 500, 1_000, 5_000]).Count(bound => entry.Cost >= bound * 1_000_000);

    private static int Nearness(ReckonedEntry entry, int year) => ((int[])[2, 5, 10]).Count(years => entry.Ends?.Year - year <= years);

    private static int Confidence(ReckonedEntry entry, int year) => Array.IndexOf(["RED", "AMBER/RED", "AMBER", "AMBER/GREEN", "GREEN"], entry.Rating) is var level and >= 0 ? level : 1;

    private static int Definition(ReckonedEntry entry, int year) => (entry.Begins is null ? 0 : 1) + (entry.Ends is null ? 0 : 1) + (entry.Cost is null ? 0 : 1);

    /// <summary><c>£12,343.96</c> means millions; a sentence that says why a figure is withheld is no figure.</summary>
    private static decimal? Millions(string text) => decimal.TryParse(text.Replace("£", "", StringComparison.Ordinal).Trim(), NumberStyles.Number, CultureInfo.InvariantCulture, out var millions)
        ? millions * 1_000_000m : null;

    // Two digits of a year are of 1970 to 2069.
    private static DateOnly? Day(string text)
    {
        var parts = text.Trim().Split('.', '-', '/', ' ');
        var isYearFirst = parts[0].Length == 4;
        if (parts.Length < 3 || !int.TryParse(parts[isYearFirst ? 0 : 2], out var year) || !int.TryParse(parts[1], out var month) || !int.TryParse(parts[isYearFirst ? 2 : 0], out var day))
            return null;
        return new(year < 70 ? year + 2000 : year < 100 ? year + 1900 : year, month, day);
    }

    private static string? Folder() => Environment.GetEnvironmentVariable("PMOFLOW_SHARED_DATA")
        ?? (Directory.GetParent(Root()) is { } parent ? Path.Combine(parent.FullName, "shared", "data") : null);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PmoFlow.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
