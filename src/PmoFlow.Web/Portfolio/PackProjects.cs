using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>
/// The projects that a pack names. All projects of a day are many rows, so they are kept for a minute; the worst of today come with
/// the board and are never older than it is.
/// </summary>
internal sealed class PackProjects(BoardRows rows, ContributionQueries contributions, ProjectQueries projects, Boards boards, TimeProvider clock)
{
    private const int MostKept = 8;
    private const int MostReasons = 2_000;
    private const int MostOfUnit = 1_000;
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<DateOnly, (long At, IReadOnlyList<CountedRow> Rows)> days = [];
    private readonly ConcurrentDictionary<(string Of, long Version, DateTimeOffset? RatedAt), string?> reasons = [];

    /// <summary>Every project under way at the end of a day; today, for null.</summary>
    public async Task<IReadOnlyList<CountedRow>> On(DateOnly? asOf, CancellationToken cancellation)
    {
        var day = asOf ?? boards.Today;
        if (days.TryGetValue(day, out var known) && clock.GetElapsedTime(known.At) < Good)
            return known.Rows;
        var at = clock.GetTimestamp();
        IReadOnlyList<CountedRow> read = day < boards.Today ? await contributions.Of(null, Measure.Projects, day, cancellation) : await Now(cancellation);
        if (days.Count >= MostKept)
            days.Clear();
        days[day] = (at, read);
        return read;
    }

    /// <summary>A project with the reason of its rating and, where it is shown as it is now, its open actions.</summary>
    public async Task<PackProject> Explained(Contribution project, bool isNow, CancellationToken cancellation)
    {
        var id = new ProjectId(Subjects.Number(project.Of));
        var key = (project.Of, project.Version, project.Subject!.RatedAt);
        if (!reasons.TryGetValue(key, out var why))
        {
            if (reasons.Count >= MostReasons)
                reasons.Clear();
            reasons[key] = why = await Why(id, project.Subject, cancellation);
        }
        return new(project, why, isNow ? (await projects.Actions(id, cancellation)).Count(action => action.State == ActionState.Open) : null);
    }

    private async Task<string?> Why(ProjectId id, Subject subject, CancellationToken cancellation)
    {
        var checks = await projects.Health(id, cancellation);
        var check = checks.LastOrDefault(one => one.AnsweredAt is not null && one.AnsweredAt == subject.RatedAt)
            ?? checks.LastOrDefault(one => one is { IsOpen: false, IsVoided: false } && one.Rating == subject.Rating && one.AskedAt <= subject.RatedAt);
        return check?.Trace.FirstOrDefault(reason => !reason.StartsWith("Not ", StringComparison.Ordinal));
    }

    private async Task<List<CountedRow>> Now(CancellationToken cancellation)
    {
        var board = await boards.Now(cancellation);
        var found = new List<CountedRow>();
        foreach (var node in board.Tree.Subtree(null))
            found.AddRange((await rows.Projects(node.Id, MostOfUnit, cancellation)).Select(project => new CountedRow(node, project)));
        return found;
    }
}
