using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A project's plan, money and risks as they stand, with what follows from them today.</summary>
/// <param name="Project">Which.</param>
/// <param name="Today">The office's day for which it was reckoned.</param>
/// <param name="Money">By month, and since when.</param>
/// <param name="Plan">The milestones.</param>
/// <param name="Raid">Risks, issues, assumptions, decisions, by number.</param>
/// <param name="Forecasts">All that were made, oldest month first.</param>
/// <param name="Reports">Status reports, oldest first.</param>
public sealed record ProjectDelivery(
    ProjectRecord Project,
    DateOnly Today,
    MoneyRecord? Money,
    MilestonePlan Plan,
    IReadOnlyList<RaidItem> Raid,
    IReadOnlyList<Forecast> Forecasts,
    IReadOnlyList<StatusReport> Reports)
{
    /// <summary>The money without what nobody can know yet; null where there is none.</summary>
    public ProjectMoney? Known => Money?.Money.KnownIn(Month.Of(Today));

    /// <summary>Months that have not begun, of which it is said all the same what was spent or done.</summary>
    public IReadOnlyList<Month> Unknowable => Money?.Money.Unknowable(Month.Of(Today)) ?? [];

    /// <summary>What the money says up to this month.</summary>
    public MoneyReading Reading => Known is { } known ? MoneyReading.At(known, Month.Of(Today)) : new(null, null, null, ["No budget is planned by month."]);

    /// <summary>What all of it says in figures that rules can read.</summary>
    public IReadOnlyDictionary<string, decimal> Metrics => ProjectMetrics.Of(Reading, Plan, Raid, Reports.Count == 0 ? null
        : Reports.Reverse().TakeWhile(report => report.State != StatusState.Submitted).Count(report => report.State is StatusState.Late or StatusState.Missed), Today, OverdueActions);

    /// <summary>Which of those are too old to say that things are well, each with the words for it.</summary>
    public IReadOnlyDictionary<string, string> Old => ProjectMetrics.Old(Reading, Today);

    /// <summary>Improvement actions that are overdue.</summary>
    public int OverdueActions { get; init; }

    /// <summary>Its improvement actions, those due first on top.</summary>
    public IReadOnlyList<ActionRecord> Actions { get; init; } = [];

    /// <summary>Its health checks, oldest period first.</summary>
    public IReadOnlyList<HealthCheckRecord> Checks { get; init; } = [];

    /// <summary>The first day that times are counted from.</summary>
    public DateOnly Start => Project.Start ?? Plan.Milestones.Min(milestone => milestone.Baseline ?? milestone.Plan)
        ?? DateOnly.FromDateTime(Project.CreatedAt.UtcDateTime);

    /// <summary>When it is complete, by simulation; null where milestones have no ranges.</summary>
    public CompletionSimulation? Completion() => Plan.Network(Start, Today) is Outcome<MilestoneNetwork>.Done(var network)
        ? CompletionSimulation.Run(network, ProjectForecasts.SeedOf(Project.Id))
        : null;

    /// <summary>Each forecast of what has happened by now, beside it.</summary>
    public IReadOnlyList<ScoredForecast> Scored => ForecastAccuracy.Score(Forecasts, FinalCost, Finished);

    // The first: what was done stays done. Day and cost are both of this one.
    private MonthOfMoney? Done => Known?.Months.FirstOrDefault(month => month.IsAllDone);

    // Only with the cost of the month in which all was done: until that is known, what is spent is not what it all cost.
    private decimal? FinalCost => Done is { Actual: not null } && Reading.Value is { } value ? value.Ac.Value : null;

    // Money knows the month in which all was done; the milestones know the day, where all of them are reached and the last one not before that.
    // What is done was done by today, though its month still runs.
    private DateOnly? Finished => Done?.Month is not { } done ? null
        : Plan.Milestones.All(milestone => milestone.Actual is not null) && Plan.Milestones.Max(milestone => milestone.Actual) is { } last && last >= done.FirstDay ? last
        : done.LastDay < Today ? done.LastDay : Today;
}

/// <summary>Reads <see cref="ProjectDelivery"/>.</summary>
public sealed class DeliveryQueries(ITableStore tables, ProjectLedger ledger, OfficeSettings office, TimeProvider clock)
{
    /// <summary>A project with all of it, or null where there is none.</summary>
    public async Task<ProjectDelivery?> Read(ProjectId id, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } project)
            return null;
        var actions = await tables.Scan(OfficeTables.ActionRows, ActionLedger.ProjectPartition(id), cancellation: cancellation)
            .Select(row => row.Document).ToListAsync(cancellation);
        return new(project, office.Calendar.DayOf(clock.GetUtcNow()),
            await ledger.Document(id, DeliveryTables.Money, DeliveryTables.MoneyRow, cancellation),
            await Plan(id, cancellation),
            await ledger.Documents(id, DeliveryTables.Raid, "raid|", cancellation),
            await ledger.Documents(id, DeliveryTables.Forecasts, "forecast|", cancellation), await Reports(id, cancellation))
        {
            Checks = await ledger.Documents(id, OfficeTables.HealthChecks, "health|", cancellation),
            Actions = actions,
            OverdueActions = actions.Count(action => action.State == ActionState.Open && action.Due < clock.GetUtcNow()),
        };
    }

    /// <summary>A project's status reports, oldest first.</summary>
    public Task<IReadOnlyList<StatusReport>> Reports(ProjectId id, CancellationToken cancellation = default) =>
        ledger.Documents(id, DeliveryTables.Status, "status|", cancellation);

    /// <summary>A project's milestones.</summary>
    public async Task<MilestonePlan> Plan(ProjectId id, CancellationToken cancellation = default) =>
        await ledger.Document(id, DeliveryTables.Milestones, DeliveryTables.MilestonesRow, cancellation) ?? MilestonePlan.Empty;
}
