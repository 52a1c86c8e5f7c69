using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Actions;

/// <summary>Who is told of an action, and what a mail that cannot be sent holds up.</summary>
public sealed class ActionMailTests
{
    private const string Executive = "renee.dubois@example.org";
    private const string OtherExecutive = "istvan.szabo@example.org";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task action_that_has_worked_is_over_though_nobody_can_be_told_for_days()
    {
        await using var office = await TestOffice.Open();
        var action = await Worked(office);
        office.Mail.Answer = mail => IsOfWorked(mail.Subject) ? new SendOutcome.Deferred("421 come back later") : new SendOutcome.Accepted();
        await office.PassDays(14);
        Assert.True((await office.Get<ActionDesk>().Find(action, Cancel))!.Worked);

        for (var attempt = 0; attempt < UndeliveredMails.PatientAttempts; attempt++)
            await office.Pass(TimeSpan.FromMinutes(15));
        await office.PassDays(3);
        Assert.Equal(OrchestrationStatus.Completed, (await office.Get<IOrchestrationClient>().Get(action.Value, Cancel))!.Status);
        Assert.Contains(await office.Get<UndeliveredMails>().List(Cancel), mail => mail.About == action.Value && IsOfWorked(mail.Subject));
    }

    [Fact]
    public async Task measurement_and_mail_that_are_done_again_after_a_crash_tell_once()
    {
        var (broken, steps) = (new ConcurrentDictionary<string, bool>(), new[] { ActionActivities.MeasureAction.Name, ActionActivities.MailAboutAction.Name });
        await using var office = await TestOffice.Open(around: activity => !steps.Contains(activity.Name) ? activity : activity with
        {
            Run = async (services, context, input) =>
            {
                var output = await activity.Run(services, context, input);
                return broken.TryAdd(context.IdempotencyKey, true) ? throw new IOException("The line broke after the effect.") : output;
            },
        });
        var action = await Worked(office);
        await office.PassDays(14);
        for (var link = 0; link < 4; link++)
            await office.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(OrchestrationStatus.Completed, (await office.Get<IOrchestrationClient>().Get(action.Value, Cancel))!.Status);
        Assert.Single((await office.Get<ActionDesk>().Find(action, Cancel))!.Effects);
        Assert.Single(office.Mail.Taken, mail => IsOfWorked(mail.Subject));
        Assert.True(broken.Count >= 3);
    }

    [Fact]
    public async Task action_of_nobody_where_nobody_leads_is_told_the_executives_once_it_is_overdue_and_not_before()
    {
        await using var office = await TestOffice.Open();
        var project = await ActionEffectTests.Started(office);
        await NobodyLeads(office);
        var action = await Open(office, project, owner: null);
        await office.PassDays(30);

        var mails = Of(office, action);
        Assert.Equal([OtherExecutive, Executive], mails.Select(mail => mail.To.Email).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Contains("Escalated: ", mail.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task executive_who_owns_an_action_is_not_told_of_themselves()
    {
        await using var office = await TestOffice.Open();
        var project = await ActionEffectTests.Started(office);
        await NobodyLeads(office);
        var action = await Open(office, project, Executive);
        await office.PassDays(8);

        Assert.Equal(OtherExecutive, Assert.Single(Of(office, action), mail => mail.Subject.Contains("Escalated: ", StringComparison.Ordinal)).To.Email);
        var overdue = Assert.Single(Of(office, action), mail => mail.Subject.Contains("Overdue: ", StringComparison.Ordinal));
        Assert.Contains("have been told, or the executives where nobody else leads it", overdue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_leads_the_unit_is_told_of_the_action_of_another_who_leads_it_too_and_not_of_their_own()
    {
        await using var office = await TestOffice.Open();
        var project = await ActionEffectTests.Started(office);
        var leader = Assert.Single(await office.Get<OfficeDirectory>().WithRoleFor(project.Unit, Role.FunctionLeader, Cancel));
        await office.Get<OfficeDirectory>().Put(new Person("second@example.org", "Second Leader", project.Unit, [Role.FunctionLeader]), Cancel);
        // As a file or a form may bring it.
        var action = await Open(office, project, leader.Email.ToUpperInvariant());
        await office.PassDays(8);

        Assert.Equal("second@example.org", Assert.Single(Of(office, action), mail => mail.Subject.Contains("Escalated: ", StringComparison.Ordinal)).To.Email);
        Assert.Equal(leader.Email, action.Owner);
    }

    /// <summary>An action that was said to be done, and whose figure is as predicted by now: it is measured within two weeks.</summary>
    private static async Task<ActionId> Worked(TestOffice office)
    {
        var action = await ActionEffectTests.Predicted(office);
        await office.Get<ActionDesk>().Close(action.Id, TestPeople.Analyst, ActionState.Done, "The second shift was stopped.", Cancel);
        await office.Pass(TimeSpan.FromDays(1));
        await ActionEffectTests.Spend(office, action.Project, 100);
        return action.Id;
    }

    private static bool IsOfWorked(string subject) => subject.Contains("It worked: ", StringComparison.Ordinal);

    private static IReadOnlyList<OutgoingMail> Of(TestOffice office, ActionRecord action) =>
        [.. office.Mail.Taken.Where(mail => mail.Subject.Contains($"[{action.Id}]", StringComparison.Ordinal))];

    private static async Task<ActionRecord> Open(TestOffice office, Domain.Delivery.ProjectRecord project, string? owner)
    {
        var action = await office.Get<ActionOpenings>().Open(project, "X1", new ActionDraft("Decide about the supplier", owner, owner, "Nobody else can.",
            office.Clock.GetUtcNow().AddDays(7), ActionSource.Gate, TestPeople.Analyst.Email), Cancel);
        await office.Settle();
        return action;
    }

    private static async Task NobodyLeads(TestOffice office)
    {
        foreach (var leader in await office.Get<OfficeDirectory>().WithRole(Role.FunctionLeader, Cancel))
            await office.Get<OfficeDirectory>().Remove(leader.Email, Cancel);
    }
}
