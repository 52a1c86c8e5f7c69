using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Whose turn it is with the project of a trial's request: its lead, by the links that were mailed.</summary>
internal sealed class TrialLeads(TrialWorld world, Lifecycle lifecycle)
{
    /// <summary>Everything that waits for the lead now.</summary>
    public async Task<IReadOnlyList<TrialDeed>> Turns(ProjectId id, CancellationToken cancellation)
    {
        if (await world.Get<ProjectQueries>().Find(id, cancellation) is not { State: ProjectState.Active } project)
            return [];
        var deeds = new List<TrialDeed> { new("close", TrialRole.Close, async _ => Refused(await world.Get<ProjectDesk>().Close(id, Lead(project), "It is in use."))) };
        foreach (var wait in project.Waiting.Where(wait => wait.Kind == "health-check"))
            deeds.Add(new(string.Create(CultureInfo.InvariantCulture, $"health|{wait.Since:O}"), TrialRole.Health, act => Health(project, act)));
        foreach (var report in (await world.Get<DeliveryQueries>().Read(id, cancellation))!.Reports.Where(report => report.IsOpen))
            deeds.Add(new(string.Create(CultureInfo.InvariantCulture, $"status|{report.Number}"), TrialRole.Status, _ => Status(project, report)));
        return deeds;
    }

    private async Task<Refusal?> Health(ProjectRecord project, TrialAct act)
    {
        var plan = ((LifecycleStage.Delivery)lifecycle.Stage(project.Stage)).HealthCheck;
        return world.Token("/health-checks/", project.Id.Value) is { } token
            ? Refused(await world.Get<HealthDesk>().Answer(token, HealthAnswers.Of(plan, good: act != TrialAct.AnswerBadly)))
            : new Refusal.TooLate("Nobody was mailed a link to the health check.");
    }

    private async Task<Refusal?> Status(ProjectRecord project, StatusReport report)
    {
        var answers = report.Facts.Sections.ToDictionary(section => section.Name, _ => "As planned.");
        return world.Token("/status-reports/", project.Id.Value) is { } token
            ? Refused(await world.Get<StatusDesk>().Submit(token, HealthRating.Green, answers))
            : new Refusal.TooLate("Nobody was mailed a link to the status report.");
    }

    private static Actor Lead(ProjectRecord project) => new(project.Lead ?? "lead@example.org", project.LeadName ?? "The project's lead");

    private static Refusal? Refused<T>(Outcome<T> outcome) => (outcome as Outcome<T>.Refused)?.Refusal;
}
