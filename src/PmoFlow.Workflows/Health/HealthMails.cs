using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Bodies of <see cref="HealthActivities.AskForHealth"/>.</summary>
internal sealed class HealthMails(ITableStore tables, ProjectLedger projects, ProjectSpeakers speakers, Outbox outbox, Links links, OfficeSettings office)
{
    /// <summary>A link shows what was answered for this long after the check was due.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<Nothing> Ask(ActivityContext activity, HealthMail mail)
    {
        var project = await projects.Get(mail.Check.Project, activity.Stopping);
        var row = OfficeTables.HealthRow(mail.Period, mail.Check.Number);
        var check = (await tables.Find(OfficeTables.HealthChecks, new(project.Id.Value, row), activity.Stopping))?.Document;
        if (check is not { IsOpen: true })
            return default;
        foreach (var person in await speakers.Of(project, activity.Stopping))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"HealthCheck|{check.Number}.{mail.Reminder}|{person.Email}");
            await outbox.Send(project.Id.Value, key, person, async () =>
            {
                var token = await links.Issue(
                    new LinkRecord(LinkKind.HealthCheck, project.Id.Value, person.Email, check.Due + Shown) { Check = row }, activity.Stopping);
                return new Letter(
                    $"[{project.Id}] {(mail.Reminder == 0 ? "How is it going" : "Reminder: how is it going")}: {project.Name.Shortened(100)}",
                    [mail.Reminder != 0 ? "The health check of your project is still open."
                        : !HealthAlarms.IsRaised(check.Number) ? "It is time for the health check of your project. A few questions, two minutes."
                        : "A health check of your project was raised. A few questions, two minutes."])
                {
                    Facts = [("Project", project.Name),
                        .. check.Because is { } because ? new[] { ("Why now", because) } : [],
                        .. project.RatedPeriod is { } rated ? new[] { ("Last rating", $"{project.Rating.Label()} ({rated})") } : [],
                        ("Answer by", office.Moment(check.Due))],
                    Button = ("Answer the health check", office.Link($"/health-checks/{token}")),
                    Otherwise = "If nobody answers by then, the project's health is shown as unknown, not as green.",
                };
            }, activity.Stopping);
        }
        return default;
    }
}
