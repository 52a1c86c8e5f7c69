using System.Globalization;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Body of <see cref="LeadNotice.MailLead"/>.</summary>
internal sealed class LeadMails(ProjectLedger projects, OfficeDirectory directory, Outbox outbox, OfficeSettings office)
{
    public async Task<Nothing> Send(ActivityContext activity, LeadNamed named)
    {
        var project = await projects.Get(named.Project, activity.Stopping);
        if (project.Lead != Person.Normalise(named.Lead))
            return default;
        var unit = (await directory.Units(activity.Stopping)).FirstOrDefault(unit => unit.Id == project.Unit);
        await outbox.Send(project.Id.Value, FormattableString.Invariant($"Lead|{named.Number}"), new MailPerson(project.LeadName ?? named.Lead, named.Lead), () => Task.FromResult(
            new Letter($"[{project.Id}] You lead this project now: {project.Name.Shortened(100)}",
            [
                $"{named.By} made this project yours. From now on it is you who is asked how it is doing.",
                project.Description.Shortened(400),
            ])
            {
                Facts =
                [
                    ("Project", project.Name),
                    .. unit is null ? [] : new[] { ("For", unit.Name) },
                    .. project.Budget is { } budget ? new[] { ("Budget", office.Money(budget)) } : [],
                    .. project.End is { } end ? new[] { ("Until", end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)) } : [],
                ],
                Button = ("Open the project", office.Link($"/projects/{project.Id}")),
                Otherwise = "If it should be somebody else's, name them on the project's page.",
            }), activity.Stopping);
        return default;
    }
}
