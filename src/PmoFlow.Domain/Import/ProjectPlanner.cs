using System.Security.Cryptography;
using System.Text;

namespace PmoFlow.Domain.Import;

/// <summary>One row of a file, read or refused.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Outcome">What came of reading it.</param>
public sealed record NumberedRow(int Row, ReadRow<ProjectRow> Outcome);

/// <summary>What a planner needs to know of a row; far less than the row, so that a whole file fits in memory.</summary>
internal sealed record PlannedRow(int Row, ProjectSighting Sighting, IReadOnlyList<uint> Sketch, IReadOnlyList<RowProblem> Problems);

/// <summary>
/// Decides for each row of a project file what happens with it. Periods are planned one after the other, oldest first, so that a
/// file with many periods is several ratings of one project; within a period a project has one row.
/// </summary>
public sealed class ProjectPlanner(ProjectIndex index)
{
    private readonly List<PlannedRow> rows = [];
    private readonly SortedDictionary<int, RowPlan> plans = [];

    /// <summary>Takes in a row.</summary>
    public void Add(NumberedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Outcome is ReadRow<ProjectRow>.Read(var read))
            rows.Add(new(row.Row, read.Sighting, WordSketch.Of(read.Description), read.Problems));
        else if (row.Outcome is ReadRow<ProjectRow>.NotTaken(var problem))
            plans.Add(row.Row, new(row.Row, RowAction.NotTaken, "", problem.Message, [problem]));
    }

    /// <summary>The plan of every row, in the order of the file. The index knows the planned projects afterwards.</summary>
    public IReadOnlyCollection<RowPlan> Plan()
    {
        foreach (var period in rows.GroupBy(r => r.Sighting.Period).OrderBy(g => PeriodText.Order(g.Key), StringComparer.Ordinal))
            PlanPeriod(WithoutDuplicates(period));
        return plans.Values;
    }

    private void PlanPeriod(List<PlannedRow> period)
    {
        var matches = ProjectMatcher.Match([.. period.Select(r => new RowToMatch(r.Row, r.Sighting, r.Sketch))], index);
        foreach (var row in period)
        {
            var match = matches[row.Row];
            var known = match.Project is { } id ? index.Find(id)! : new ProjectIdentity(NewId(row.Sighting), [], []);
            var action = match.Project is null ? RowAction.NewProject
                : known.In(row.Sighting.Period) is not { } before ? RowAction.NextRating
                : before.Hash == row.Sighting.Hash ? RowAction.Unchanged
                : RowAction.Correction;
            IReadOnlyList<RowProblem> problems = match.Warning is { } warning
                ? [.. row.Problems, new(null, warning, match.Rule == MatchRule.Number ? "Check that; another project needs a number of its own." : "Check that; a project number in the file settles it.")]
                : row.Problems;
            plans.Add(row.Row, new(row.Row, action, row.Sighting.Name, match.Why, problems)
            {
                Project = known.Project,
                Period = row.Sighting.Period,
                Rule = match.Rule,
            });
            index.Add(known.Seen(row.Sighting, row.Sketch));
        }
    }

    private List<PlannedRow> WithoutDuplicates(IEnumerable<PlannedRow> period)
    {
        var kept = new List<PlannedRow>();
        var byNumber = new Dictionary<string, int>();
        var byName = new Dictionary<(string, string), (int Row, string Number)>();
        foreach (var row in period)
        {
            var number = ProjectSighting.NumberKey(row.Sighting.Number);
            var name = (ProjectName.Of(row.Sighting.Name).Full, ProjectSighting.UnitKey(row.Sighting.Unit));
            if (number.Length > 0 && byNumber.TryGetValue(number, out var first))
                Refuse(row, first, $"has the same project number, {row.Sighting.Number}");
            else if (byName.TryGetValue(name, out var same) && (same.Number.Length == 0 || number.Length == 0 || same.Number == number))
                Refuse(row, same.Row, "has the same name in the same unit");
            else
            {
                kept.Add(row);
                byName.TryAdd(name, (row.Row, number));
                if (number.Length > 0)
                    byNumber.Add(number, row.Row);
            }
        }
        return kept;
    }

    private void Refuse(PlannedRow row, int first, string why) =>
        plans.Add(row.Row, new(row.Row, RowAction.NotTaken, row.Sighting.Name, $"Row {first} {why} for {row.Sighting.Period}.",
            [new(null, $"Row {first} {why} for {row.Sighting.Period}.", "Remove one of the two, or give them different project numbers.")]));

    // Made from what identifies it, so that planning the same file twice gives the same numbers.
    private ProjectId NewId(ProjectSighting row)
    {
        for (var again = 0; ; again++)
        {
            var key = $"{ProjectSighting.NumberKey(row.Number)}|{ProjectName.Of(row.Name).Full}|{ProjectSighting.UnitKey(row.Unit)}|{again}";
            var id = new ProjectId("P-" + Letters(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
            if (index.Find(id) is null)
                return id;
        }
    }

    // Crockford's alphabet: no letter that can be taken for a digit.
    private static string Letters(byte[] hash) =>
        string.Concat(hash.Take(8).Select(b => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[b & 31]));
}
