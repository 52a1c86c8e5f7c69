using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>What a delivery lead sees.</summary>
/// <param name="Project">As it stands.</param>
/// <param name="Check">The health check that the link was sent for.</param>
/// <param name="Plan">Its questions and rules.</param>
/// <param name="Previous">The last one that was answered, to start from.</param>
public sealed record HealthCheckView(ProjectRecord Project, HealthCheckRecord Check, HealthCheckPlan Plan, HealthCheckRecord? Previous);

/// <summary>Where delivery leads answer health checks, by link.</summary>
public sealed class HealthDesk(
    ITableStore tables, ProjectQueries projects, LifecycleLibrary lifecycles, OfficeDirectory directory, Links links,
    OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>Longest evidence: a link, or where to find it.</summary>
    public const int LongestEvidence = 1_000;

    /// <summary>What a link shows; after the answer it still shows what was answered and how it was rated.</summary>
    public async Task<Outcome<HealthCheckView>> Open(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.HealthCheck, cancellation) is { } link && await View(link, cancellation) is { } view
            ? view
            : new Refusal.NotFound("This link opens no health check. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>Answers it; the rating is there once the orchestration has taken that in, a moment later.</summary>
    public async Task<Outcome<HealthCheckView>> Answer(
        string token, IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, string>? evidence = null, HealthRating? own = null,
        CancellationToken cancellation = default)
    {
        if (await links.Find(token, LinkKind.HealthCheck, cancellation) is not { } link || await View(link, cancellation) is not { } view)
            return await Open(token, cancellation);
        if (!view.Check.IsOpen || clock.GetUtcNow() >= link.Expires)
            return new Refusal.TooLate("This health check is closed. The page shows what it came to.");
        var validated = HealthAnswerRules.Validate(view.Plan, answers);
        if (validated is Outcome<IReadOnlyDictionary<string, string>>.Refused(var refusal))
            return refusal;
        var kept = ((Outcome<IReadOnlyDictionary<string, string>>.Done)validated).Value;
        var lead = await directory.Find(link.Email, cancellation);
        var posted = new Posted<HealthAnswered>(FormattableString.Invariant($"health|{view.Check.Number}"), view.Check.Number,
            new Actor(link.Email, lead?.Name ?? link.Email), clock.GetUtcNow(), new HealthAnswered(kept)
            {
                Evidence = Evidence(view.Plan, evidence),
                Own = own is HealthRating.Unknown ? null : own,
            });
        var (_, isFirst) = await inbox.Post(view.Project.Id.Value, HealthCheckInput.InstanceId(view.Project.Id, view.Check.Number),
            HealthEvents.Answered, posted, cancellation);
        return isFirst ? view : new Refusal.TooLate("This health check has been answered. The page shows what it came to.");
    }

    private async Task<HealthCheckView?> View(LinkRecord link, CancellationToken cancellation)
    {
        var id = new ProjectId(link.Owner);
        if (link.Check is null || await projects.Find(id, cancellation) is not { } project
            || (await tables.Find(OfficeTables.HealthChecks, new(id.Value, link.Check), cancellation))?.Document is not { } check
            || lifecycles.Find(check.Lifecycle ?? project.Lifecycle)?.Stage(project.Stage) is not LifecycleStage.Delivery stage)
        {
            return null;
        }
        var previous = (await projects.Health(id, cancellation)).LastOrDefault(c => c.AnsweredAt is not null && c.AskedAt < check.AskedAt);
        return new(project, check, stage.HealthCheck.For(check.Method, check.Phase), previous);
    }

    private static Dictionary<string, string>? Evidence(HealthCheckPlan plan, IReadOnlyDictionary<string, string>? given)
    {
        var kept = (given ?? new Dictionary<string, string>()).Where(evidence => plan.Questions.Any(q => q.Name == evidence.Key && q.Evidence is not null))
            .Select(evidence => (evidence.Key, Words: AnswerText.Line(evidence.Value, LongestEvidence, out _)))
            .Where(evidence => evidence.Words.Length > 0).ToDictionary(evidence => evidence.Key, evidence => evidence.Words);
        return kept.Count == 0 ? null : kept;
    }
}
