using System.Globalization;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Portfolio;

/// <summary>The names of what summaries count, and who contributes what.</summary>
/// <remarks>
/// Whether something is late depends on the day on which it is asked, so late things are not counted as such: each counts under
/// the day on which it is due (<see cref="Due"/>), and <see cref="UnitSummary.Overdue"/> adds up the days that are over. So nothing
/// has to be written when a day passes, and a past day's row still says what was late on it. So it is with milestones: see
/// <see cref="SlipOn"/>.
/// </remarks>
public static class Measure
{
    /// <summary>Active projects.</summary>
    public const string Projects = "projects";

    /// <summary>Budget of the active projects, in the office's currency.</summary>
    public const string Budget = "budget";

    /// <summary>Expected cost of the open requests that are no project yet, in the office's currency.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>Open requests that are no project yet, and say no cost: the pipeline is that much uncertain.</summary>
    public const string PipelineUnknown = "pipeline-unknown";

    /// <summary>Improvement actions to be done.</summary>
    public const string OpenActions = "actions";

    /// <summary>Benefits that projects are to bring.</summary>
    public const string Benefits = "benefits";

    /// <summary>What begins the names of the measures that count by due day.</summary>
    public const string DueDays = "due/";

    /// <summary>Requests, for <see cref="Due"/>.</summary>
    public const string Requests = "requests";

    /// <summary>Health checks, for <see cref="Due"/>.</summary>
    public const string Checks = "checks";

    /// <summary>Status reports, for <see cref="Due"/>: those that did not come.</summary>
    public const string Reports = "reports";

    /// <summary>Actions, for <see cref="Due"/>.</summary>
    public const string Actions = "actions";

    /// <summary>What can be late, each for <see cref="Due"/>.</summary>
    public static readonly IReadOnlyList<string> Kinds = [Requests, Checks, Reports, Actions];

    /// <summary>Everything that is late: asked for by day, not stored.</summary>
    public const string Late = "overdue";

    /// <summary>Projects rated red or amber/red: asked for, not stored.</summary>
    public const string Bad = "bad";

    /// <summary>How much of an amount is late on a day, of all kinds or of one.</summary>
    public static decimal LateOn(IReadOnlyDictionary<string, decimal> amounts, DateOnly day, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        return (kind is null ? Kinds : [kind]).Sum(one => amounts.Where(amount => amount.Key.StartsWith(DuePrefix(one), StringComparison.Ordinal)
            && string.CompareOrdinal(amount.Key, Due(one, day)) < 0).Sum(amount => amount.Value));
    }

    /// <summary>Open requests in the stage of that name.</summary>
    public static string RequestsIn(string stage) => $"requests/{stage}";

    /// <summary>Ended requests with that outcome.</summary>
    public static string Outcome(RequestOutcome outcome) => $"outcomes/{outcome}";

    /// <summary>Projects with that rating: active ones now, or those rated in the period.</summary>
    public static string Rated(HealthRating rating) => $"ratings/{rating}";

    /// <summary>Budget of the active projects with that rating.</summary>
    public static string BudgetOf(HealthRating rating) => $"budget/{rating}";

    /// <summary>Milestones that were agreed for that month.</summary>
    public static string Milestones(Month month) => $"milestones/{month}";

    /// <summary>Days by which the milestones of that month have moved to later days, added up; see <see cref="SlipOn"/> for those that are overdue.</summary>
    public static string Slip(Month month) => SlipPrefix + month;

    /// <summary>What begins the names of <see cref="Slip"/>.</summary>
    public const string SlipPrefix = "slip/";

    /// <summary>Milestones that were agreed for that month, are not reached, and are a day later with each day after that one.</summary>
    public static string Awaited(Month month, DateOnly day) => AwaitedPrefix(month.ToString()) + Text(day);

    /// <summary>
    /// Days by which the milestones of a month are later than agreed, as seen on a day: what is not reached by the day on which it is
    /// expected is a day later with each day that passes, and so is what comes after it, once no time is left between.
    /// </summary>
    /// <param name="amounts">Totals, or what one project contributes.</param>
    /// <param name="month">For which they were agreed, as <c>2026-12</c>.</param>
    /// <param name="day">The day from which it is seen.</param>
    public static decimal SlipOn(IReadOnlyDictionary<string, decimal> amounts, string month, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var prefix = AwaitedPrefix(month);
        var overdue = amounts.Where(amount => amount.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(amount => (Day: DateOnly.ParseExact(amount.Key.AsSpan(prefix.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture), Count: amount.Value))
            .Where(awaited => awaited.Day < day);
        return amounts.GetValueOrDefault(SlipPrefix + month) + overdue.Sum(awaited => awaited.Count * (day.DayNumber - awaited.Day.DayNumber));
    }

    private static string AwaitedPrefix(string month) => $"awaited/{month}/";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Benefits that stand there.</summary>
    public static string BenefitsIn(BenefitState state) => $"benefits/{state}";

    /// <summary>The change that benefits were planned to bring, in what their figures count.</summary>
    public static string BenefitPlanned(string counts) => $"benefit-planned/{counts}";

    /// <summary>The part of the planned change whose benefits are measured.</summary>
    public static string BenefitMeasured(string counts) => $"benefit-measured/{counts}";

    /// <summary>The change that measured benefits have brought.</summary>
    public static string BenefitRealised(string counts) => $"benefit-realised/{counts}";

    /// <summary>What is to be done by the end of that day.</summary>
    public static string Due(string kind, DateOnly day) => DuePrefix(kind) + Text(day);

    /// <summary>What is to be done by any day.</summary>
    public static string DuePrefix(string kind) => $"{DueDays}{kind}/";

    /// <summary>What a request adds to what is so now.</summary>
    /// <param name="request">As it stands.</param>
    /// <param name="dayOf">The office's day of an instant.</param>
    public static Contribution Of(RequestRecord request, Func<DateTimeOffset, DateOnly> dayOf)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(dayOf);
        var open = request.Outcome == RequestOutcome.Open;
        var amounts = new Dictionary<string, decimal> { [open ? RequestsIn(request.Stage) : Outcome(request.Outcome)] = 1 };
        var wait = open && request.Waiting is [{ } first, ..] ? first : null;
        if (open && request.Project is null)
        {
            amounts[request.Cost is null ? PipelineUnknown : Pipeline] = request.Cost ?? 1;
            if (wait?.Due is { } due)
                amounts[Due(Requests, dayOf(due))] = 1;
        }
        return Named($"request/{request.Id}", amounts, request.Timeline.Sequence, request.UpdatedAt) with
        {
            SaidAt = request.SaidAt ?? request.SubmittedAt,
            Subject = new(request.Content.Title, wait?.Who, request.StageTitle, request.Project is null ? wait?.Due : null) { Amount = request.Cost },
        };
    }

    /// <summary>What a project adds to what is so now; nothing once it is closed.</summary>
    /// <param name="project">As it stands.</param>
    /// <param name="dayOf">The office's day of an instant.</param>
    public static Contribution Of(ProjectRecord project, Func<DateTimeOffset, DateOnly> dayOf)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(dayOf);
        var of = $"project/{project.Id}";
        if (project.State == ProjectState.Closed)
            return Named(of, [], project.Timeline.Sequence, project.UpdatedAt);
        var amounts = new Dictionary<string, decimal> { [Projects] = 1, [Rated(project.Rating)] = 1 };
        if (project.Budget is { } budget and not 0)
            amounts[Budget] = amounts[BudgetOf(project.Rating)] = budget;
        foreach (var slip in project.Slips)
        {
            amounts[Milestones(slip.Month)] = slip.Milestones;
            amounts[Slip(slip.Month)] = slip.Days;
            foreach (var day in slip.Open)
                amounts[Awaited(slip.Month, day)] = amounts.GetValueOrDefault(Awaited(slip.Month, day)) + 1;
        }
        var check = project.Waiting.FirstOrDefault(wait => wait.Kind == "health-check");
        if (check?.Due is { } due)
            amounts[Due(Checks, dayOf(due))] = 1;
        if (project.ReportLateSince is { } since)
            amounts[Due(Reports, dayOf(since))] = 1;
        return Named(of, amounts, project.Timeline.Sequence, project.UpdatedAt) with
        {
            SaidAt = project.SaidAt ?? project.ReportedAt ?? project.CreatedAt,
            Subject = new(project.Name, project.LeadName ?? project.Lead, project.Rating.Label(), check?.Due)
            {
                Rating = project.Rating,
                RatedAt = project.RatedAt,
                IsSilent = project.IsSilent,
                LastRated = project is { IsSilent: true, LastRating: not HealthRating.Unknown } ? $"{project.LastRating.Label()} for {project.LastRatedPeriod}" : null,
                Amount = project.Budget,
                Next = project.NextMilestone,
            },
        };
    }

    /// <summary>What a health check adds to its period.</summary>
    public static Contribution Of(HealthCheckRecord check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new($"project/{check.Project}", new Dictionary<string, decimal> { [Rated(check.Rating)] = 1 });
    }

    /// <summary>What an action adds to what is so now; nothing once it is done.</summary>
    /// <param name="action">As it stands.</param>
    /// <param name="dayOf">The office's day of an instant.</param>
    public static Contribution Of(ActionRecord action, Func<DateTimeOffset, DateOnly> dayOf)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentNullException.ThrowIfNull(dayOf);
        var (of, closed) = ($"action/{action.Id}", action.State != ActionState.Open);
        var amounts = closed ? [] : new Dictionary<string, decimal> { [OpenActions] = 1, [Due(Actions, dayOf(action.Due))] = 1 };
        // One that was closed may be opened again: of its states between two moves only the time tells which is the later.
        var at = new[] { action.OpenedAt, action.ClosedAt, action.ReopenedAt }.Max()!.Value;
        return Named(of, amounts, action.Moves, at) with
        {
            Subject = closed ? null : new(action.Title, action.OwnerName, action.ProjectName, action.Due),
        };
    }

    /// <summary>What a benefit adds to what is so now. Where nobody has answered the last review it is unknown, whatever was said before.</summary>
    public static Contribution Of(Benefit benefit)
    {
        ArgumentNullException.ThrowIfNull(benefit);
        var counts = (benefit.Counts ?? "").Trim();
        var planned = Math.Abs(benefit.Target - benefit.Before);
        var amounts = new Dictionary<string, decimal> { [Benefits] = 1, [BenefitsIn(benefit.State)] = 1, [BenefitPlanned(counts)] = planned };
        if (benefit is { State: BenefitState.Reached or BenefitState.Short, Latest.Value: { } value })
        {
            amounts[BenefitMeasured(counts)] = planned;
            amounts[BenefitRealised(counts)] = (value - benefit.Before) * Math.Sign(benefit.Target - benefit.Before);
        }
        return new($"benefit/{benefit.Project}:{benefit.Number}", amounts)
        {
            // A benefit only goes forward: it is written anew, its reviews are set, one is asked for, is late, is given or missed.
            Version = benefit.Revision + Math.Min(benefit.Reviews.Count, 1) + benefit.Readings.Sum(reading => 1 + (int)reading.State),
            At = benefit.Readings.Count == 0 ? null : benefit.Readings.Max(reading => reading.At ?? reading.AskedAt),
            Subject = new(benefit.Title, benefit.OwnerName, benefit.ProjectName, null),
        };
    }

    private static Contribution Named(string of, Dictionary<string, decimal> amounts, long version, DateTimeOffset at) =>
        new(of, amounts) { Version = version, At = at };
}
