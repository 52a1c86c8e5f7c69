using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Domain.Tests.Import;

public sealed class ProjectMatchingTests
{
    private static readonly DateOnly Start = new(2015, 4, 1);
    private static readonly DateOnly End = new(2025, 3, 31);

    [Theory]
    [InlineData("HARBOUR Renewal Project", MatchRule.Name)]
    [InlineData("The harbour-renewal programme", MatchRule.Name)]
    [InlineData("Harbour Renewal (HRP)", MatchRule.NameOutsideBrackets)]
    [InlineData("Harbor Renewal", MatchRule.AlikeName)]
    [InlineData("Renewal of the harbour and its cranes", MatchRule.AlikeName)]
    [InlineData("Canal", MatchRule.None)]
    public void project_is_known_again_under_another_spelling(string name, MatchRule rule)
    {
        var match = Match([Row("2024", "Harbour Renewal Programme", start: Start)], Row("2025", name, start: Start)).Single();
        Assert.Equal(rule, match.Rule);
        Assert.Equal(rule == MatchRule.AlikeName, match.Confidence == MatchConfidence.Likely);
    }

    [Fact]
    public void number_decides_whatever_the_name_says()
    {
        var match = Match([Row("2024", "Atlas", number: "X_01-7")], Row("2025", "Hera", number: "x-01-7")).Single();
        Assert.Equal(MatchRule.Number, match.Rule);
        Assert.Contains("Atlas", match.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dogwood renewal", true)]
    [InlineData("Project Dogwood 4 and 5", true)]
    [InlineData("DOGWOOD 4", false)]
    [InlineData("Project Dogwod 4", false)]
    [InlineData("Project Dogwood 4 (north)", false)]
    public void changed_name_under_the_same_number_is_a_warning(string name, bool warned)
    {
        var plan = Plan(Known(Row("2024", "Project Dogwood 4", number: "N-004")), Row("2025", name, number: "N-004")).Single();
        Assert.Equal((RowAction.NextRating, MatchRule.Number), (plan.Action, plan.Rule!.Value));
        Assert.Equal(warned ? ["The number is the same, but the name was \"Project Dogwood 4\"."] : Array.Empty<string>(), plan.Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void another_number_makes_another_project_of_the_same_name_unless_only_its_letters_changed()
    {
        Assert.Equal(MatchRule.None, Match([Row("2024", "IT refresh", number: "A-1")], Row("2025", "IT refresh", number: "A-2")).Single().Rule);
        Assert.Equal(MatchRule.Name, Match([Row("2024", "IT refresh", number: "DH-0017-Q1")], Row("2025", "IT refresh", number: "DOH-0017-Q1")).Single().Rule);
    }

    [Fact]
    public void phase_two_is_not_phase_one()
    {
        Assert.Equal(MatchRule.None, Match([Row("2024", "Schools phase 1", start: Start)], Row("2025", "Schools phase 2", start: Start)).Single().Rule);
        Assert.Equal(MatchRule.None, Match([Row("2024", "Schools (phase 1)", start: Start)], Row("2025", "Schools (phase 2)", start: Start)).Single().Rule);
    }

    [Fact]
    public void like_name_without_a_second_sign_is_a_new_project_with_a_warning()
    {
        var match = Match([Row("2024", "Commercial capability", start: Start)], Row("2025", "Commercial capability expansion", start: Start.AddYears(2))).Single();
        Assert.Null(match.Project);
        Assert.Contains("Resembles", match.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void what_could_be_two_projects_is_neither_and_says_so()
    {
        var match = Match([Row("2024", "Harbour (north)", start: Start), Row("2024", "Harbour (south)", start: Start)], Row("2025", "Harbour", start: Start)).Single();
        Assert.Null(match.Project);
        Assert.Contains("could be", match.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void two_rows_never_share_a_project()
    {
        var matches = Match([Row("2024", "Harbour", start: Start)], Row("2025", "Harbour (north)", start: Start), Row("2025", "Harbour (south)", start: Start));
        Assert.All(matches, m => Assert.Null(m.Project));
        matches = Match([Row("2024", "Harbour", start: Start)], Row("2025", "Harbour cranes", start: Start), Row("2025", "Harbour", start: Start));
        Assert.Equal([MatchRule.None, MatchRule.Name], matches.Select(m => m.Rule));
    }

    [Fact]
    public void renamed_department_keeps_its_projects_and_another_departments_namesake_is_another_project()
    {
        Assert.Equal(MatchRule.NameInAnotherUnit, Match([Row("2024", "New embassy", unit: "FCO")], Row("2025", "New embassy", unit: "FCDO")).Single().Rule);
        var matches = Match([Row("2024", "IT transformation", unit: "Justice", start: Start)],
            Row("2025", "IT transformation", unit: "Health", start: Start.AddYears(3)), Row("2025", "Courts", unit: "Justice"));
        Assert.All(matches, m => Assert.Null(m.Project));
    }

    [Fact]
    public void row_that_was_taken_before_finds_the_same_project_again_after_later_years_renamed_it()
    {
        var index = new ProjectIndex();
        ProjectSighting[] years = [Row("2023", "Airport capacity", start: Start, end: End), Row("2024", "Airport capacity expansion", start: Start, end: End), Row("2025", "Runway expansion", start: Start, end: End)];
        foreach (var year in years)
            Assert.Single(Plan(index, year));
        var planned = Plan(index, years[0]).Single();
        Assert.Equal((RowAction.Unchanged, MatchRule.SeenBefore), (planned.Action, planned.Rule!.Value));
        Assert.Equal(1, index.Count);
    }

    [Fact]
    public void second_row_of_one_project_in_one_period_is_listed_with_the_first()
    {
        var plans = Plan(new ProjectIndex(), Row("2025", "Harbour", number: "7"), Row("2025", "Harbour works", number: "7"), Row("2025", "Canal"), Row("2025", "CANAL project"), Row("2024", "Canal"));
        Assert.Equal([RowAction.NewProject, RowAction.NotTaken, RowAction.NextRating, RowAction.NotTaken, RowAction.NewProject], plans.Select(p => p.Action));
        Assert.Equal("Row 1 has the same project number, 7 for 2025.", plans[1].Why);
        Assert.Equal(plans[2].Project, plans[4].Project);
    }

    [Fact]
    public void planning_the_same_rows_anywhere_gives_the_same_project_numbers() =>
        Assert.Equal(Plan(new ProjectIndex(), Row("2025", "Harbour")).Single().Project, Plan(new ProjectIndex(), Row("2025", "Harbour")).Single().Project);

    [Fact]
    public void descriptions_are_compared_by_the_words_they_share()
    {
        const string words = "to build a new harbour with four cranes and a railway line for the goods that leave it";
        var sketch = WordSketch.Of(words);
        Assert.Equal(1, WordSketch.Likeness(sketch, WordSketch.Of(words.ToUpperInvariant() + "!")));
        Assert.InRange(WordSketch.Likeness(sketch, WordSketch.Of(words + " by the year of the regatta")), 0.5, 0.95);
        Assert.InRange(WordSketch.Likeness(sketch, WordSketch.Of("every school gets heating that burns nothing at all in winter")), 0, 0.2);
        Assert.Empty(WordSketch.Of("too short"));
    }

    private static ProjectSighting Row(string period, string name, string number = "", string unit = "Ports", DateOnly? start = null, DateOnly? end = null) =>
        new(period, name, number, unit, start, end) { Hash = $"{period}{name}" };

    private static List<ProjectMatch> Match(ProjectSighting[] known, params ProjectSighting[] rows)
    {
        var index = new ProjectIndex();
        foreach (var (sighting, i) in known.Select((k, i) => (k, i)))
            index.Add(new(new($"P-{i}"), [sighting], []));
        var matches = ProjectMatcher.Match([.. rows.Select((r, i) => new RowToMatch(i, r, []))], index);
        return [.. rows.Select((_, i) => matches[i])];
    }

    private static ProjectIndex Known(ProjectSighting sighting)
    {
        var index = new ProjectIndex();
        index.Add(new(new("P-0"), [sighting], []));
        return index;
    }

    private static List<RowPlan> Plan(ProjectIndex index, params ProjectSighting[] rows)
    {
        var planner = new ProjectPlanner(index);
        foreach (var (sighting, i) in rows.Select((r, i) => (r, i)))
            planner.Add(new(i + 1, new ReadRow<ProjectRow>.Read(new(sighting, PmoFlow.Domain.Health.HealthRating.Unknown, [], []))));
        return [.. planner.Plan()];
    }
}
