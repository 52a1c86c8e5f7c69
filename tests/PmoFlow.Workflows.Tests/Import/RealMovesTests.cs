using System.Globalization;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>How the ratings of a real portfolio moved, held to a count that shares nothing with the program but which rows are one project.</summary>
public sealed class RealMovesTests
{
    [Fact]
    public async Task moves_between_colours_and_departments_are_those_of_an_independent_count()
    {
        var files = SharedReturns.Years.ToDictionary(year => year, year => Rows(File.ReadAllBytes(SharedReturns.Path(year))));
        await using var office = await TestOffice.Open();
        foreach (var year in SharedReturns.Years)
        {
            await using var file = File.OpenRead(SharedReturns.Path(year));
            await office.Run(await office.Upload(file, $"gmpp_{year}.csv"));
        }
        var called = await Called(office);
        var (history, dashboards) = (office.Get<RatingHistory>(), office.Get<DashboardQueries>());
        var moved = 0;
        foreach (var (before, after) in SharedReturns.Years.Zip(SharedReturns.Years.Skip(1)))
        {
            var expected = called.Values.Where(names => names.ContainsKey(before) && names.ContainsKey(after))
                .CountBy(names => (Colour(files[before], names[before]), Colour(files[after], names[after]))).ToDictionary();
            var moves = await history.Moves(Text(before), Text(after));
            Assert.Equal(expected.Values.Sum(), moves.Moves.Count);
            foreach (var was in Enum.GetValues<HealthRating>())
            {
                foreach (var became in Enum.GetValues<HealthRating>())
                    Assert.Equal(expected.GetValueOrDefault((was, became)), moves.Count(was, became));
            }
            Assert.Equal(files[before].Count, moves.Moves.Count + moves.Left.Count);
            Assert.Equal(files[after].Count, moves.Moves.Count + moves.Came.Count);
            moved += moves.Better + moves.Worse;
        }
        Assert.True(moved > 100, $"only {moved} moves");
        foreach (var year in SharedReturns.Years)
        {
            var expected = files[year].CountBy(row => (Letters(row.Department), row.Rating)).ToDictionary();
            var units = await dashboards.Units(Text(year));
            var counted = units.SelectMany(unit => Enum.GetValues<HealthRating>().Select(rating =>
                ((Letters(unit.Unit.Name), rating), (int)unit.Summary.Total(Measure.Rated(rating))))).Where(count => count.Item2 > 0);
            Assert.Equal(expected.OrderBy(e => e.Key.ToString()), counted.ToDictionary(c => c.Item1, c => c.Item2).OrderBy(e => e.Key.ToString()));
        }
    }

    [Fact]
    public async Task project_of_several_years_has_one_trend()
    {
        await using var office = await TestOffice.Open();
        foreach (var year in SharedReturns.Years)
        {
            await using var file = File.OpenRead(SharedReturns.Path(year));
            await office.Run(await office.Upload(file, $"gmpp_{year}.csv"));
        }
        var periods = SharedReturns.Years.Select(Text).ToList();
        var through = (await office.Get<RatingHistory>().Of("2018")).Select(rating => rating.Project).ToHashSet();
        var trends = await office.Get<RatingHistory>().Trends(through, periods);
        var all = trends.Count(trend => trend.Ratings.Count == 4);
        Assert.Equal(through.Count, trends.Count);
        Assert.InRange(all, 40, 80);
        Assert.Equal(trends.Select(trend => trend.Name), trends.Select(trend => trend.Name).Order(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>What each project was called in each year's file.</summary>
    private static async Task<Dictionary<ProjectId, Dictionary<int, string>>> Called(TestOffice office)
    {
        var called = new Dictionary<ProjectId, Dictionary<int, string>>();
        foreach (var project in (await office.Get<ProjectQueries>().List(new(PageSize: 1000))).Rows)
        {
            called[project.Id] = (await office.Get<ProjectQueries>().Timeline(project.Id)).Where(entry => entry.Details?.ContainsKey("period") == true)
                .ToDictionary(entry => int.Parse(entry.Details!["period"], CultureInfo.InvariantCulture), entry => entry.Details!["name"]);
        }
        return called;
    }

    private static HealthRating Colour(List<(string Name, string Department, HealthRating Rating)> rows, string name) =>
        Assert.Single(rows, row => Letters(row.Name) == Letters(name)).Rating;

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static string Letters(string text) => new([.. text.Where(c => char.IsAsciiLetterOrDigit(c)).Select(char.ToUpperInvariant)]);

    private static List<(string Name, string Department, HealthRating Rating)> Rows(byte[] bytes)
    {
        var (records, record, cell, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        var text = Encoding.Latin1.GetString(bytes);
        var separator = text[..text.IndexOf('\n', StringComparison.Ordinal)].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        foreach (var c in text + "\n")
        {
            if (c == '"')
                quoted = !quoted;
            else if (quoted || (c != separator && c != '\n'))
                cell.Append(c);
            else
            {
                record.Add(cell.ToString().Trim());
                cell.Clear();
                if (c != '\n')
                    continue;
                if (record.Count > 3)
                    records.Add(record);
                record = [];
            }
        }
        var (name, department, colour) = (records[0].IndexOf("project_name"), records[0].IndexOf("department"), records[0].IndexOf("colour_rating"));
        return [.. records.Skip(1).Select(row => (row[name], row[department], Letters(row[colour]) switch
        {
            "GREEN" => HealthRating.Green,
            "AMBERGREEN" => HealthRating.AmberGreen,
            "AMBER" => HealthRating.Amber,
            "AMBERRED" => HealthRating.AmberRed,
            "RED" => HealthRating.Red,
            _ => HealthRating.Unknown,
        }))];
    }
}
