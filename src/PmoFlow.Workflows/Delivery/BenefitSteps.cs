using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Bodies of <see cref="BenefitActivities"/>.</summary>
internal sealed class BenefitSteps(
    ProjectLedger projects, BenefitLedger benefits, ControlQueries control, ProjectSpeakers speakers, OfficeDirectory directory, OrchestrationInbox inbox,
    Outbox outbox, Links links, OfficeSettings office, UnitCalendars calendars, TimeProvider clock)
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    public async Task<NextBenefitReview> Plan(ActivityContext activity, BenefitReviewInput input) =>
        new(await benefits.Find(input.Project, input.Number, activity.Stopping) is { } benefit && benefit.Reviews.Count >= input.Review ? benefit.Reviews[input.Review - 1] : null);

    public async Task<BenefitAsked> Open(ActivityContext activity, BenefitReviewInput input)
    {
        var project = await projects.Get(input.Project, activity.Stopping);
        var plan = control.StageOf(project)?.Closure?.Benefits
            ?? throw new PermanentFailureException($"The process of project {input.Project} looks at no benefits any more.");
        var (now, calendar) = (clock.GetUtcNow(), await calendars.Of(project.Unit, activity.Stopping));
        var opened = await benefits.Change(input.Project, activity.IdempotencyKey, input.Number, (_, before) =>
        {
            var reading = before!.Readings.FirstOrDefault(one => one.Review == input.Review)
                ?? new BenefitReading(input.Review, now, plan.Answer.Due.After(now, calendar), BenefitReadingState.Asked);
            return new DocumentChange<Benefit>(before.With(reading), new TimelineDraft("benefit-asked", TimelineEntry.Office, $"Asked {before.OwnerName} what {before.Quoted} {before.Title} has come to."));
        }, activity.Stopping);
        var benefit = ((Outcome<Benefit>.Done)opened).Value;
        var asked = benefit.Readings.First(one => one.Review == input.Review);
        var (escalate, last) = (plan.Escalate.After(asked.Due, calendar), plan.Answer.Due.After(plan.Escalate.After(asked.Due, calendar), calendar));
        var next = benefit.Reviews.Count > input.Review ? benefit.Reviews[input.Review] : last;
        return new(asked.Due, [.. plan.Answer.Reminders.Select(reminder => reminder.After(asked.AskedAt, calendar))], escalate, next < last ? next : last);
    }

    public async Task<Nothing> MarkLate(ActivityContext activity, BenefitReviewInput input)
    {
        await benefits.Change(input.Project, activity.IdempotencyKey, input.Number, (_, before) => new DocumentChange<Benefit>(
            before!.With(Of(before, input) with { State = BenefitReadingState.Late }), new TimelineDraft("benefit-late", TimelineEntry.Office, $"{before.OwnerName} has not said what {before.Quoted} has come to.")), activity.Stopping);
        return default;
    }

    public async Task<Nothing> Close(ActivityContext activity, BenefitClosing closing)
    {
        var (input, posted) = (closing.Review, closing.Answered);
        await benefits.Change(input.Project, activity.IdempotencyKey, input.Number, (_, before) =>
        {
            var reading = Of(before!, input);
            var after = before!.With(posted is null ? reading with { State = BenefitReadingState.Missed } : reading with
            {
                State = BenefitReadingState.Given,
                Value = posted.What.Value,
                Note = posted.What.Note,
                By = posted.Actor.Email,
                At = posted.At,
            });
            return new DocumentChange<Benefit>(after, posted is null
                ? new TimelineDraft("benefit-missed", TimelineEntry.Office, $"Nobody said what {before.Quoted} {before.Title} has come to: unknown.")
                : new TimelineDraft("benefit-read", posted.Actor.Email, string.Create(CultureInfo.InvariantCulture, $"{before.Quoted} {before.Title}: {posted.What.Value:0.##} of {before.Target:0.##}, {after.Realised ?? 0:0.#} % of what was planned.")));
        }, activity.Stopping);
        if (posted is not null)
            await inbox.Settle(input.Project.Value, posted.Key, InboxState.Consumed, activity.Stopping);
        return default;
    }

    public async Task<Nothing> Mail(ActivityContext activity, BenefitMail mail)
    {
        var (project, input) = (await projects.Get(mail.Review.Project, activity.Stopping), mail.Review);
        if (await benefits.Find(input.Project, input.Number, activity.Stopping) is not { } benefit || Of(benefit, input).State is BenefitReadingState.Given or BenefitReadingState.Missed)
            return default;
        var isThere = await directory.Find(benefit.Owner, activity.Stopping) is not null;
        IReadOnlyList<MailPerson> addressees = mail.Kind == BenefitMailKind.Asked && isThere ? [new(benefit.OwnerName, benefit.Owner)] : await speakers.Leaders(project, activity.Stopping);
        foreach (var person in addressees)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"Benefit|{input.Number}.{input.Review}.{mail.Kind}.{mail.Reminder}|{person.Email}");
            await outbox.Send(project.Id.Value, key, person, async () => Letter(project, benefit, mail, Of(benefit, input).Due, await links.Issue(
                new LinkRecord(LinkKind.BenefitReview, project.Id.Value, person.Email, Of(benefit, input).Due + Shown)
                {
                    Check = DeliveryTables.BenefitRow(benefit.Number),
                    Number = input.Review,
                }, activity.Stopping)), activity.Stopping);
        }
        return default;
    }

    private Letter Letter(ProjectRecord project, Benefit benefit, BenefitMail mail, DateTimeOffset due, string token) => new(
        $"[{project.Id}] {(mail.Kind == BenefitMailKind.Escalated ? "Escalated: what has it come to?" : mail.Reminder == 0 ? "What has it come to?" : "Reminder: what has it come to?")} {benefit.Title.Shortened(80)}",
        [mail.Kind == BenefitMailKind.Escalated
            ? $"{benefit.OwnerName} has not said what this benefit of {project.Name} has come to. Anybody who knows can answer by this link."
            : $"The project {project.Name} is over. You answer for one of its benefits: say what it has come to."])
    {
        Facts = [("Benefit", benefit.Title), ("Measured as", benefit.Measure), ("Before", Figure(benefit.Before, benefit)), ("Planned", Figure(benefit.Target, benefit)), ("Answer by", office.Moment(due))],
        Button = ("Say what it has come to", office.Link($"/benefit-reviews/{token}")),
        Otherwise = "If nobody answers, the benefit is shown as unknown.",
    };

    private static string Figure(decimal value, Benefit benefit) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##} {benefit.Counts}").TrimEnd();

    private static BenefitReading Of(Benefit benefit, BenefitReviewInput input) => benefit.Readings.First(one => one.Review == input.Review);
}
