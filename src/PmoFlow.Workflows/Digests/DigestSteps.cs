using System.Globalization;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Digests;

/// <summary>Bodies of the activities of <see cref="WeeklyDigest"/>.</summary>
internal sealed class DigestSteps(
    DigestDesk subscriptions, WeekQueries weeks, DigestLetters letters, OfficeDirectory directory, Outbox outbox, OfficeSettings office, TimeProvider clock)
{
    private const int DaysOfFirst = 7;

    public async Task<DigestPlan> Plan(ActivityContext activity, WeeklyDigestInput digest)
    {
        if ((await subscriptions.Find(digest.Email, digest.Unit, activity.Stopping))?.Instance != digest.Instance)
            return new(true, default, default, default);
        var at = office.Calendar.NextOpening(clock.GetUtcNow(), office.DigestDay);
        // Days that are over: what changes after the mail was sent is in the next one.
        var until = office.Calendar.DayOf(at).AddDays(-1);
        return new(false, at, digest.ToldUntil ?? until.AddDays(-DaysOfFirst), until);
    }

    public async Task<Nothing> Send(ActivityContext activity, WeeklyIssue issue)
    {
        var subscription = await subscriptions.Find(issue.Email, issue.Unit, activity.Stopping);
        if (subscription?.Instance != issue.Instance)
            return default;
        // Who has left, or may not see dashboards any more, must not go on hearing of them.
        if (await directory.Find(issue.Email, activity.Stopping) is not { } person || !Access.Allows(person, Permission.SeeDashboards))
        {
            await subscriptions.Unsubscribe(issue.Email, issue.Unit, activity.Stopping);
            return default;
        }
        var week = await weeks.Between(issue.Unit, issue.From, issue.Until, activity.Stopping);
        var day = issue.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await outbox.Send($"weekly:{(issue.Unit ?? Board.Enterprise).Value}:{issue.Email}", $"WeeklyDigest|{day}", new MailPerson(person.Name, person.Email),
            async () => week is null ? DigestLetters.Last(issue) : letters.Write(week, await subscriptions.UnsubscribeLink(subscription, activity.Stopping)),
            activity.Stopping);
        if (week is null)
            await subscriptions.Unsubscribe(issue.Email, issue.Unit, activity.Stopping);
        else
            await subscriptions.Sent(issue, activity.Stopping);
        return default;
    }
}
