using System.Globalization;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Body of <see cref="StatusActivities.MailAboutStatus"/>.</summary>
internal sealed class StatusMails(ProjectLedger projects, ProjectSpeakers speakers, Outbox outbox, Links links, OfficeSettings office)
{
    /// <summary>A link shows what was sent for this long after the report was due.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<Nothing> Send(ActivityContext activity, StatusMail mail)
    {
        var project = await projects.Get(mail.Status.Project, activity.Stopping);
        var row = DeliveryTables.StatusRow(mail.Status.Number);
        var report = await projects.Document(project.Id, DeliveryTables.Status, row, activity.Stopping);
        if (report is not { IsOpen: true })
            return default;
        var addressees = mail.Kind == StatusMailKind.Escalated
            ? await speakers.Leaders(project, activity.Stopping)
            : await speakers.Of(project, activity.Stopping);
        foreach (var person in addressees)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"StatusReport|{report.Number}.{mail.Kind}.{mail.Reminder}|{person.Email}");
            await outbox.Send(project.Id.Value, key, person, async () =>
            {
                var token = await links.Issue(
                    new LinkRecord(LinkKind.StatusReport, project.Id.Value, person.Email, report.Due + Shown) { Check = row }, activity.Stopping);
                return Write(project, report, mail, office.Link($"/status-reports/{token}"));
            }, activity.Stopping);
        }
        return default;
    }

    private Letter Write(ProjectRecord project, StatusReport report, StatusMail mail, Uri page) => new(
        $"[{project.Id}] {Says(mail)} {report.Period}: {project.Name.Shortened(90)}",
        [mail.Kind switch
        {
            StatusMailKind.Asked => "The status report is filled in as far as the office knows. Look it over, answer one question for each part, and send it.",
            StatusMailKind.Late => "The time for the status report has passed. The project is shown as late until it is there.",
            _ => $"The status report of {project.Name} has not come. {project.LeadName ?? "Nobody"} leads the project. Anybody who knows can answer by this link.",
        }])
    {
        Facts = [("Project", project.Name), ("Report of", report.Period), (mail.Kind == StatusMailKind.Asked ? "Send by" : "Was due", office.Moment(report.Due)),
            .. report.Facts.Changes.Take(5).Select(change => ("Since the last one", change))],
        Button = ("Open the status report", page),
        Otherwise = mail.Kind == StatusMailKind.Asked
            ? "If it is not sent by then, the project is shown as late. What the last report said does not stand for this one."
            : "Until it is there, nobody can say how the project is doing; it is not shown as green.",
    };

    private static string Says(StatusMail mail) => mail switch
    {
        { Kind: StatusMailKind.Asked, Reminder: 0 } => "Status report",
        { Kind: StatusMailKind.Asked } => "Reminder: status report",
        { Kind: StatusMailKind.Late } => "Late: status report",
        _ => "Escalated: no status report",
    };
}
