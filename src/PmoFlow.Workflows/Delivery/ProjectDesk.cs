using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What a project's plan says; null leaves it open.</summary>
public sealed record ProjectPlan(string? LeadEmail, DateOnly? Start, DateOnly? End, decimal? Budget);

/// <summary>What is done with projects.</summary>
public sealed class ProjectDesk(
    ProjectLedger ledger, OfficeDirectory directory, OrchestrationInbox inbox, IOrchestrationClient orchestrations, TimeProvider clock)
{
    /// <summary>Sets lead, dates and budget.</summary>
    public async Task<Outcome<ProjectRecord>> Plan(ProjectId id, Actor actor, ProjectPlan plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(plan);
        var open = await Open(id, cancellation);
        if (open is not Outcome<ProjectRecord>.Done(var project))
            return open;
        var errors = new List<FieldError>();
        var lead = string.IsNullOrWhiteSpace(plan.LeadEmail) ? null : await directory.Find(plan.LeadEmail, cancellation);
        if (lead?.Is(Role.DeliveryLead) == false || (lead is null && !string.IsNullOrWhiteSpace(plan.LeadEmail)))
            errors.Add(new("leadEmail", $"'{plan.LeadEmail}' is not a delivery lead of this office. Choose one from the list."));
        if (plan.End < plan.Start)
            errors.Add(new("end", "The end cannot be before the start."));
        if (plan.Budget < 0)
            errors.Add(new("budget", "The budget cannot be below 0."));
        errors.AddRange(Agreements.Against(project, plan));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var planned = await ledger.Enter(id, Guid.NewGuid().ToString("N"),
            new TimelineDraft("planned", actor.Email, "Changed lead, dates or budget.", Details(lead, plan)),
            before => before with
            {
                Lead = lead?.Email,
                LeadName = lead?.Name,
                Start = plan.Start,
                End = plan.End,
                Budget = plan.Budget,
                Agreed = before.Agreed is { } agreed ? agreed with { End = agreed.End ?? plan.End, Budget = agreed.Budget ?? plan.Budget } : null,
            }, cancellation: cancellation);
        if (lead is not null && lead.Email != project.Lead && lead.Email != actor.Email)
        {
            var named = new LeadNamed(id, lead.Email, actor.Name, planned.Timeline.Sequence);
            await orchestrations.Start(LeadNotice.Reference, named.InstanceId, named, cancellation);
        }
        return planned;
    }

    /// <summary>Closes a project; its orchestration takes that in a moment later.</summary>
    public async Task<Outcome<ProjectRecord>> Close(ProjectId id, Actor actor, string? note, CancellationToken cancellation = default)
    {
        var open = await Open(id, cancellation);
        if (open is not Outcome<ProjectRecord>.Done(var project))
            return open;
        var words = AnswerText.Paragraph(note ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            return new Refusal.Invalid([new FieldError("note", problem ?? "Say how it ended: what was delivered, what was not.")]);
        // A project that came with a file may never have been watched: then nothing would take this in. One that was born from a
        // request is watched by that request's orchestration.
        if (project.Request is null)
        {
            await orchestrations.Start(DeliveryCycle.Reference, DeliveryCycleInput.InstanceId(project),
                new DeliveryCycleInput(project.Id, project.Lifecycle, project.Stage, 1), cancellation);
        }
        await inbox.Post(id.Value, DeliveryCycleInput.InstanceId(project), DeliveryEvents.Closed,
            new Posted<ProjectClosed>(project.Reopened == 0 ? "closed" : FormattableString.Invariant($"closed|{project.Reopened}"), 0, actor, clock.GetUtcNow(), new ProjectClosed(words)), cancellation);
        return project;
    }

    private async Task<Outcome<ProjectRecord>> Open(ProjectId id, CancellationToken cancellation) =>
        await ledger.Find(id, cancellation) switch
        {
            null => new Refusal.NotFound($"There is no project {id}."),
            { State: ProjectState.Closed } => new Refusal.TooLate($"Project {id} is closed."),
            var project => project,
        };

    private static Dictionary<string, string> Details(Person? lead, ProjectPlan plan) => new Dictionary<string, string?>
    {
        ["lead"] = lead?.Name,
        ["start"] = plan.Start?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["end"] = plan.End?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["budget"] = plan.Budget?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }.Where(detail => detail.Value is not null).ToDictionary(detail => detail.Key, detail => detail.Value!);
}
