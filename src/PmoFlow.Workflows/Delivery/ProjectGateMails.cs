using System.Globalization;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Body of <see cref="ProjectGateActivities.MailAboutProjectGate"/>.</summary>
internal sealed class ProjectGateMails(ProjectLedger projects, Outbox outbox, Links links, OfficeSettings office)
{
    /// <summary>A link shows what was decided for this long after it was due.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<Nothing> Send(ActivityContext activity, ProjectGateMail mail)
    {
        var project = await projects.Get(mail.Gate.Project, activity.Stopping);
        var row = DeliveryTables.GateRow(mail.Gate.Number);
        if (await projects.Document(project.Id, DeliveryTables.Gates, row, activity.Stopping) is not { } gate)
            return default;
        foreach (var (name, email) in Addressees(mail, gate, project))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"ProjectGate|{gate.Number}.{mail.Kind}.{mail.IsEscalated}.{mail.Reminder}|{email}");
            await outbox.Send(project.Id.Value, key, new MailPerson(name, email), async () => mail.Kind == ProjectGateMailKind.Ended
                ? Ended(project, gate)
                : Asked(project, gate, await Change(gate, activity.Stopping), mail, await links.Issue(
                    new LinkRecord(LinkKind.ProjectGate, project.Id.Value, email, gate.Due!.Value + Shown) { Check = row }, activity.Stopping)), activity.Stopping);
        }
        return default;
    }

    private static IEnumerable<(string Name, string Email)> Addressees(ProjectGateMail mail, ProjectGate gate, ProjectRecord project)
    {
        if (mail.Kind == ProjectGateMailKind.Asked)
            return gate.IsOpen && gate.IsEscalated == mail.IsEscalated ? gate.Seats.Where(seat => seat.Decision is null).Select(seat => (seat.Name, seat.Email)) : [];
        IEnumerable<(string, string)> both = [(gate.AskedByName, gate.AskedBy), .. project.Lead is { } lead ? new[] { (project.LeadName ?? lead, lead) } : []];
        return both.DistinctBy(person => person.Item2);
    }

    private async Task<ProjectChange?> Change(ProjectGate gate, CancellationToken cancellation) => gate.Kind != ProjectGateKind.Change ? null
        : await projects.Document(gate.Project, DeliveryTables.Changes, DeliveryTables.ChangeRow(int.Parse(gate.Subject, CultureInfo.InvariantCulture)), cancellation);

    // Who has thirty seconds reads of a change what it is and why in the mail itself.
    private Letter Asked(ProjectRecord project, ProjectGate gate, ProjectChange? change, ProjectGateMail mail, string token) => new(
        $"[{project.Id}] {(mail.Reminder == 0 ? "Your decision" : "Reminder: your decision")}: {gate.Title.Shortened(100)}",
        [$"{gate.AskedByName} asks for your decision about the project {project.Name}.", gate.Title])
    {
        Facts = [("Project", project.Name), ("Led by", project.LeadName ?? "nobody"),
            .. change is null ? [] : new[] { ("Why", change.Because.Shortened(400)) },
            .. (change?.Facts ?? []).Select(fact => (fact.What, $"{fact.Before} → {fact.After}")), ("Decide by", office.Moment(gate.Due!.Value))],
        Button = ("See it and decide", office.Link($"/project-decisions/{token}")),
        Otherwise = $"If it is not decided by then: {gate.Then}",
    };

    private Letter Ended(ProjectRecord project, ProjectGate gate) => new(
        $"[{project.Id}] {gate.Verdict switch
        {
            Domain.Approvals.GateVerdict.Approved => "Approved",
            Domain.Approvals.GateVerdict.Declined => "Declined",
            _ => "Not needed any more",
        }}: {gate.Title.Shortened(100)}",
        [gate.Because ?? ""])
    {
        Facts = [("Project", project.Name), .. gate.Seats.Where(seat => !string.IsNullOrWhiteSpace(seat.Comment)).Select(seat => (seat.Who, seat.Comment!))],
        Button = ("Open the project", office.Link($"/projects/{project.Id}/{gate.Kind switch
        {
            ProjectGateKind.Change => "changes",
            ProjectGateKind.Acceptance => "closure",
            _ => "phases",
        }}")),
    };
}
