using System.Globalization;
using System.Text;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Scoring;
using PmoFlow.Workflows.Tests.Files;
using PmoFlow.Workflows.Tests.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Scoring;

/// <summary>
/// The four lists of the UK's Government Major Projects Portfolio, taken as demand: ranked, with a waterline at half of their money, by two
/// models. The levels follow from published columns by plain rules, because nobody scored these projects: what is tried is the arithmetic
/// and what it says about an order, not the projects. <c>PMOFLOW_RANKING_REPORT</c> names a file for the tables.
/// </summary>
public sealed class RealDemandRankingTests
{
    private static readonly string[] Bands = ["up to £100m", "£100m to £500m", "£500m to £1bn", "£1bn to £5bn", "over £5bn"];
    private static readonly string[] Near = ["ends in more than 10 years, or unknown", "within 10 years", "within 5 years", "within 2 years"];
    private static readonly string[] Trust = ["red", "amber/red, or unknown", "amber", "amber/green", "green"];
    private static readonly string[] Known = ["none of start, end and cost", "one of them", "two of them", "all three"];

    private static readonly ScoringModel Weighted = new(
        [new("scale", "Scale", 35, Bands), new("urgency", "Urgency", 25, Near), new("confidence", "Confidence in delivery", 25, Trust), new("definition", "Definition", 15, Known)]);

    private static readonly ScoringModel Wsjf = new(
    [
        new("value", "Value", 0, Bands) { Points = [1, 3, 5, 8, 13] },
        new("timeCriticality", "Time criticality", 0, Near) { Points = [1, 3, 5, 8] },
        new("riskReduction", "Risk reduction", 0, [.. Trust.Reverse()]) { Points = [1, 2, 3, 5, 8] },
        new("size", "Size", 0, [.. Known.Reverse()]) { Points = [3, 5, 8, 13] },
    ])
    { Kind = ScoringKind.Wsjf };

    [Fact]
    public async Task four_lists_are_ranked_with_a_waterline_by_two_models_and_the_sensitivity_is_that_of_a_second_reckoning()
    {
        var report = new StringBuilder();
        foreach (var year in SharedReturns.Years)
        {
            var rows = await Read(year);
            var line = new Waterline(Budget: rows.Sum(row => row.Budget ?? 0) / 2);
            Assert.Equal(year switch { 2018 => 133, 2019 => 133, 2020 => 125, _ => 184 }, rows.Count);
            Assert.Equal(Bands.Length, rows.Select(Band).Distinct().Count());
            report.Append(CultureInfo.InvariantCulture, $"## {year}: {rows.Count} projects, {rows.Count(row => row.Budget is null)} without a published cost\n\n");
            Append(report, rows);
            foreach (var (name, model, items) in Both(rows, year))
            {
                var places = Ranking.Of(model, items, line);
                CheckOrder(places, line, rows.Count);
                var sensitivity = Sensitivity.Of(model, items, line);
                Assert.Equal(2 * model.Weights().Count, sensitivity.Count);
                foreach (var row in sensitivity)
                    Assert.Equal(ChangesByHand(model, items, row), row.Changes.Count);
                Append(report, name, model, places, sensitivity);
            }
        }
        if (Environment.GetEnvironmentVariable("PMOFLOW_RANKING_REPORT") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, report.ToString(), TestContext.Current.CancellationToken);
        Assert.EndsWith(report.ToString().Trim(), (await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Root, "docs", "ranking.md"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim(), StringComparison.Ordinal);
    }

    private static void CheckOrder(IReadOnlyList<RankedPlace> places, Waterline line, int count)
    {
        Assert.Equal(count, places.Count);
        Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.First.Score >= pair.Second.Score && (pair.First.IsAbove || !pair.Second.IsAbove)));
        var above = places.Where(place => place.IsAbove).ToList();
        Assert.InRange(above.Sum(place => place.Item.Cost ?? 0), 1, line.Budget!.Value);
        Assert.True(places[above.Count].CostSoFar > line.Budget);
    }

    /// <summary>A second reckoning, in doubles and by sorting pairs, that shares nothing with the first but the formulas' words.</summary>
    private static int ChangesByHand(ScoringModel model, IReadOnlyList<RankedItem> items, SensitivityRow row)
    {
        double Score(RankedItem item, bool moved) => model.Criteria.Where(c => c.Name != "size").Sum(c =>
        {
            var own = (double)model.Weights()[c.Name];
            var weight = !moved ? own : c.Name == row.Criterion.Name ? (double)row.Moved : own * (100 - (double)row.Moved) / (100 - (double)row.Weight);
            return weight * (c.Points is { } points ? (double)points[item.Levels[c.Name]] : item.Levels[c.Name] / (c.Levels.Count - 1.0));
        }) / (model.Kind == ScoringKind.Wsjf ? (double)model.Criteria[^1].Points![item.Levels["size"]] : 1);
        var (before, after) = (items.Select(item => Score(item, false)).ToList(), items.Select(item => Score(item, true)).ToList());
        return Enumerable.Range(0, items.Count).Count(i => before.Count(other => other > before[i] + 1e-6) != after.Count(other => other > after[i] + 1e-6));
    }

    private static IEnumerable<(string Name, ScoringModel Model, List<RankedItem> Items)> Both(IReadOnlyList<ProjectRow> rows, int year)
    {
        yield return ("Weighted", Weighted, Items(rows, row => new() { ["scale"] = Band(row), ["urgency"] = Nearness(row, year), ["confidence"] = Confidence(row), ["definition"] = Definition(row) }));
        yield return ("WSJF", Wsjf, Items(rows, row => new() { ["value"] = Band(row), ["timeCriticality"] = Nearness(row, year), ["riskReduction"] = 4 - Confidence(row), ["size"] = 3 - Definition(row) }));
    }

    private static List<RankedItem> Items(IReadOnlyList<ProjectRow> rows, Func<ProjectRow, Dictionary<string, int>> levels) =>
        [.. rows.Select((row, i) => new RankedItem(FormattableString.Invariant($"{i:D3}"), row.Sighting.Name, levels(row), row.Budget))];

    private static int Band(ProjectRow row) => row.Budget switch { null or < 100_000_000 => 0, < 500_000_000 => 1, < 1_000_000_000 => 2, < 5_000_000_000 => 3, _ => 4 };

    private static int Nearness(ProjectRow row, int year) => row.Sighting.End is { } end ? (end.Year - year) switch { <= 2 => 3, <= 5 => 2, <= 10 => 1, _ => 0 } : 0;

    private static int Confidence(ProjectRow row) => row.Rating switch
    {
        HealthRating.Green => 4,
        HealthRating.AmberGreen => 3,
        HealthRating.Amber => 2,
        HealthRating.Red => 0,
        _ => 1,
    };

    private static int Definition(ProjectRow row) => (row.Sighting.Start is null ? 0 : 1) + (row.Sighting.End is null ? 0 : 1) + (row.Budget is null ? 0 : 1);

    private static async Task<List<ProjectRow>> Read(int year)
    {
        var (_, rows, mapping) = await SharedReturns.Read(year);
        return [.. rows.Select(row => ProjectRowReader.Read(mapping, row.Cells)).OfType<ReadRow<ProjectRow>.Read>()
            // The lists tell costs in millions of pounds.
            .Select(read => read.Row with { Budget = read.Row.Budget * 1_000_000 })];
    }

    private static void Append(StringBuilder report, IReadOnlyList<ProjectRow> rows)
    {
        report.Append("| cost band | projects | money |\n| --- | ---: | ---: |\n");
        foreach (var band in rows.Where(row => row.Budget is not null).GroupBy(Band).OrderBy(band => band.Key))
            report.Append(CultureInfo.InvariantCulture, $"| {Bands[band.Key]} | {band.Count()} | £{band.Sum(row => row.Budget!.Value) / 1_000_000:N0}m |\n");
    }

    private static void Append(StringBuilder report, string name, ScoringModel model, IReadOnlyList<RankedPlace> places, IReadOnlyList<SensitivityRow> sensitivity)
    {
        var above = places.Where(place => place.IsAbove).ToList();
        report.Append(CultureInfo.InvariantCulture, $"\n### {name}: {above.Count} above the waterline for £{above[^1].CostSoFar / 1_000_000:N0}m\n\n| rank | project | score | cost |\n| ---: | --- | ---: | ---: |\n");
        foreach (var place in places.Take(10))
            report.Append(CultureInfo.InvariantCulture, $"| {place.Rank} | {place.Item.Title} | {decimal.Round(place.Score, model.Decimals())} | {(place.Item.Cost is { } cost ? $"£{cost / 1_000_000:N0}m" : "not published")} |\n");
        report.Append("\n| weight moved | ranks that change | cross the line |\n| --- | ---: | ---: |\n");
        foreach (var row in sensitivity)
            report.Append(CultureInfo.InvariantCulture, $"| {row.Criterion.Label} {row.Weight:0.#} → {row.Moved:0.#} | {row.Changes.Count} | {row.Crossings} |\n");
        report.Append('\n');
    }
}
