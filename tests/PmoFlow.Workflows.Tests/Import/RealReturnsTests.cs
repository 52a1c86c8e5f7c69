using System.Text;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>Four annual returns of the UK's Government Major Projects Portfolio, as they were published.</summary>
public sealed class RealReturnsTests
{
    [Fact]
    public async Task four_years_are_on_the_dashboard_colour_by_colour_and_a_second_import_changes_nothing()
    {
        var counts = SharedReturns.Years.ToDictionary(year => year, year => CountColours(File.ReadAllBytes(SharedReturns.Path(year))));
        await using var office = await TestOffice.Open();
        foreach (var year in SharedReturns.Years)
        {
            var import = await Import(office, year);
            Assert.Equal(counts[year].Values.Sum(), import.File.Rows);
            Assert.Equal(0, import.Summary.Count(RowAction.NotTaken));
            Assert.Equal(import.File.Rows, (await office.Rows(import)).Count);
        }
        foreach (var year in SharedReturns.Years)
            Assert.Equal(counts[year], await Dashboard(office, year));

        var before = await Projects(office);
        foreach (var year in SharedReturns.Years)
        {
            var again = await Import(office, year);
            Assert.Equal(again.File.Rows, again.Summary.Count(RowAction.Unchanged));
        }
        Assert.Equal(before, await Projects(office));
        foreach (var year in SharedReturns.Years)
            Assert.Equal(counts[year], await Dashboard(office, year));
    }

    [Fact]
    public async Task project_is_known_again_under_another_spelling_another_number_and_another_department()
    {
        var index = new ProjectIndex();
        foreach (var year in SharedReturns.Years)
        {
            var (_, rows, mapping) = await SharedReturns.Read(year);
            var planner = new ProjectPlanner(index);
            foreach (var (row, cells) in rows)
                planner.Add(new(row, ProjectRowReader.Read(mapping, cells)));
            var plans = planner.Plan();
            Assert.Equal(plans.Count, plans.Select(p => p.Project).Distinct().Count());
            // Found by hand: 114, 108 and 89 projects go on from one return to the next; one of the 114 changed both name and department's words for it.
            Assert.Equal(year switch { 2018 => 0, 2019 => 113, 2020 => 108, _ => 89 }, plans.Count(p => p.Action == RowAction.NextRating));
            if (year == 2021)
            {
                foreach (var title in (string[])["HS2 Phase1", "East West Rail Configuration State 1", "Prison Retail"])
                    Assert.Equal(RowAction.NewProject, Assert.Single(plans, p => p.Title == title).Action);
                Assert.Equal(MatchRule.Number, Assert.Single(plans, p => p.Title == "Hera Programme").Rule);
                Assert.Contains("DH_0017", Assert.Single(plans, p => p.Title == "PHE Science Hub").Problems[^1].Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task columns_amounts_and_encoding_of_each_year_are_found_out()
    {
        foreach (var year in SharedReturns.Years)
        {
            var (file, rows, mapping) = await SharedReturns.Read(year);
            Assert.Equal("Windows-1252", file.Encoding.Name);
            Assert.Equal(year == 2021 ? ';' : ',', file.Separator);
            Assert.Equal("wlc_baseline_incl_NCG", mapping.Of(ImportTargets.Budget)!.Heading);
            Assert.Equal(year == 2021 ? "total_baseline" : "yearly_budget", mapping.Of(ImportTargets.YearlyBaseline)!.Heading);
            Assert.Equal("colour_rating", mapping.Of(ImportTargets.Rating)!.Heading);
            var read = rows.Select(r => ProjectRowReader.Read(mapping, r.Cells)).OfType<ReadRow<ProjectRow>.Read>().Select(r => r.Row).ToList();
            Assert.Equal(rows.Count, read.Count);
            // What is a figure in the file is a figure here: everything else is a sentence, and is kept.
            foreach (var (row, cells) in rows.Select((r, i) => (read[i], r.Cells)))
            {
                var cell = cells[mapping.Of(ImportTargets.Budget)!.Index];
                Assert.Equal(cell.Contains('£', StringComparison.Ordinal) && cell.Length < 20, row.Budget is not null);
                Assert.True(row.Budget is not null || row.Fields.ContainsKey("wlc_baseline_incl_NCG"));
            }
        }
    }

    private static async Task<ImportRecord> Import(TestOffice office, int year)
    {
        await using var file = File.OpenRead(SharedReturns.Path(year));
        return await office.Run(await office.Upload(file, $"gmpp_{year}.csv"));
    }

    private static async Task<Dictionary<HealthRating, int>> Dashboard(TestOffice office, int year)
    {
        var dashboard = await office.Get<DashboardQueries>().Portfolio(year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Enum.GetValues<HealthRating>().Select(r => (r, (int)dashboard.Total(Measure.Rated(r)))).Where(c => c.Item2 > 0).ToDictionary(c => c.r, c => c.Item2);
    }

    private static async Task<string> Projects(TestOffice office)
    {
        var text = new StringBuilder();
        var page = await office.Get<ProjectQueries>().List(new(PageSize: 1000));
        Assert.Null(page.Cursor);
        foreach (var project in page.Rows)
        {
            text.Append(project.Id).Append(project.UpdatedAt.Ticks).Append(project.Timeline.Hash);
            foreach (var check in await office.Get<ProjectQueries>().Health(project.Id))
                text.Append(check.Period).Append(check.Rating).Append(check.AskedAt.Ticks);
        }
        return text.ToString();
    }

    // Counts independently of everything that is tested: another decoder, another parser, another way to read a colour.
    private static Dictionary<HealthRating, int> CountColours(byte[] bytes)
    {
        var counts = new Dictionary<HealthRating, int>();
        var (records, cell, record, quoted) = (new List<List<string>>(), new StringBuilder(), new List<string>(), false);
        var text = Encoding.Latin1.GetString(bytes);
        var separator = text.Split('\n')[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        foreach (var c in text)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && (c == separator || c == '\n'))
            {
                record.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == '\n')
                {
                    records.Add(record);
                    record = [];
                }
            }
            else
                cell.Append(c);
        }
        if (record.Count > 0)
            records.Add([.. record, cell.ToString()]);
        var column = records[0].IndexOf("colour_rating");
        foreach (var row in records.Skip(1))
        {
            var rating = row[column].Replace("/", "", StringComparison.Ordinal).ToUpperInvariant() switch
            {
                "GREEN" => HealthRating.Green,
                "AMBERGREEN" => HealthRating.AmberGreen,
                "AMBER" => HealthRating.Amber,
                "AMBERRED" => HealthRating.AmberRed,
                "RED" => HealthRating.Red,
                _ => HealthRating.Unknown,
            };
            counts[rating] = counts.GetValueOrDefault(rating) + 1;
        }
        return counts;
    }
}
