using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>How a check comes to its rating, and what follows from it.</summary>
internal sealed class HealthRatings(
    ProjectLedger projects, DeliveryQueries deliveries, OfficeDirectory directory, LifecycleLibrary lifecycles, SummaryLedger summaries,
    HealthEscalation escalation, HealthRaiser raiser)
{
    /// <summary>The plan of a check, with what a project of that method is asked in that phase.</summary>
    public HealthCheckPlan PlanOf(HealthCheckInput input, HealthCheckRecord? check = null)
    {
        var plan = ((LifecycleStage.Delivery)lifecycles.Get(input.Lifecycle).Stage(input.Stage)).HealthCheck;
        return check is null ? plan : plan.For(check.Method, check.Phase);
    }

    /// <summary>The project's figures as they stand, and what the rules in force say of them; null where the plan has no such rules.</summary>
    public async Task<(IReadOnlyDictionary<string, decimal> Figures, HealthAssessment Assessment)?> ByRules(
        HealthCheckInput input, CancellationToken cancellation)
    {
        if (PlanOf(input).Metrics is not { } sets || await deliveries.Read(input.Project, cancellation) is not { } delivery)
            return null;
        var units = (await directory.Units(cancellation)).ToDictionary(unit => unit.Id);
        var chain = new List<(UnitId, string)>();
        for (UnitId? at = delivery.Project.Unit; at is { } here && units.TryGetValue(here, out var unit) && chain.Count < 20; at = unit.Parent)
            chain.Add((here, unit.Name));
        var figures = delivery.Metrics;
        return (figures, MetricAssessment.Of(sets, figures, ProjectMetrics.Known, chain, delivery.Today, new FigureLimits(delivery.Old, ProjectMetrics.OfSilence)));
    }

    /// <summary>Changes one check in one batch with its project, which takes over the rating of the newest.</summary>
    public async Task<HealthCheckRecord> Change(
        ProjectId project, string step, string row, Func<HealthCheckRecord, DocumentChange<HealthCheckRecord>> change, CancellationToken cancellation)
    {
        var changed = await projects.Change(project, step, OfficeTables.HealthChecks, row, (_, before) =>
            before is null ? new Refusal.NotFound($"Project {project} has no health check {row}.") : change(before), cancellation);
        return changed is Outcome<HealthCheckRecord>.Done(var check) ? check
            : throw new Platform.Orchestrations.PermanentFailureException(((Outcome<HealthCheckRecord>.Refused)changed).Refusal.Message);
    }

    /// <summary>What a project says once a check is rated.</summary>
    public static ProjectRecord Rated(ProjectRecord project, HealthCheckRecord check, DateTimeOffset now) => project with
    {
        Rating = check.Rating,
        RatedPeriod = check.Period,
        RatedAt = check.AnsweredAt ?? now,
        LastRating = check.Rating != HealthRating.Unknown ? check.Rating : Last(project).Rating,
        LastRatedPeriod = check.Rating != HealthRating.Unknown ? check.Period : Last(project).Period,
        IsSilent = check.IsSilent,
    };

    /// <summary>The last rating of a project that was not unknown, and the period it is of.</summary>
    public static (HealthRating Rating, string? Period) Last(ProjectRecord project) =>
        project.Rating != HealthRating.Unknown ? (project.Rating, project.RatedPeriod) : (project.LastRating, project.LastRatedPeriod);

    /// <summary>Totals, escalation and the look at a recovery follow a rating; safe to repeat.</summary>
    public async Task Follow(HealthCheckInput input, HealthCheckRecord check, CancellationToken cancellation)
    {
        var project = await projects.Get(check.Project, cancellation);
        await summaries.Put(project.Unit, check.Period, Measure.Of(check).Of, Measure.Of(check), cancellation);
        var plan = PlanOf(input);
        if (plan.Ambers is { } ambers)
            await escalation.Follow(project, check, ambers, plan.Recovery.Due, cancellation);
        if (check.Rating == HealthRating.Red && plan.Recovery.Review is { } after)
            await raiser.PlanRecovery(check, after, cancellation);
    }
}
