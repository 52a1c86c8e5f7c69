using System.Globalization;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Body of <see cref="HealthReviewActivities.AskForReview"/>.</summary>
internal sealed class HealthReviewMails(ProjectLedger projects, Outbox outbox, Links links, OfficeSettings office)
{
    /// <summary>A link shows what was said for this long after the review was due.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<Nothing> Ask(ActivityContext activity, HealthMail mail)
    {
        var project = await projects.Get(mail.Check.Project, activity.Stopping);
        var row = OfficeTables.HealthRow(mail.Period, mail.Check.Number);
        var check = await projects.Document(project.Id, OfficeTables.HealthChecks, row, activity.Stopping);
        if (check is not { Reviewer: { } email, ReviewDue: { } due } || check.View(Domain.Health.HealthViewKind.Reviewer) is not null)
            return default;
        var key = string.Create(CultureInfo.InvariantCulture, $"HealthReview|{check.Number}.{mail.Reminder}|{email}");
        await outbox.Send(project.Id.Value, key, new MailPerson(check.ReviewerName ?? email, email), async () =>
        {
            var token = await links.Issue(new LinkRecord(LinkKind.HealthReview, project.Id.Value, email, due + Shown) { Check = row }, activity.Stopping);
            return new Letter(
                $"[{project.Id}] {(mail.Reminder == 0 ? "Your independent view" : "Reminder: your independent view")}: {project.Name.Shortened(100)}",
                [mail.Reminder == 0
                    ? "You are asked to look at this project's health beside its lead. What the lead says is shown to you after you have answered."
                    : "Your independent view of this project is still missing."])
            {
                Facts = [("Project", project.Name), ("Led by", project.LeadName ?? "nobody"), ("Period", check.Period),
                    .. check.Because is { } because ? new[] { ("Raised because", because) } : [], ("Answer by", office.Moment(due))],
                Button = ("Say how you see it", office.Link($"/health-reviews/{token}")),
                Otherwise = "If you do not answer by then, your view is shown as unknown.",
            };
        }, activity.Stopping);
        return default;
    }
}
