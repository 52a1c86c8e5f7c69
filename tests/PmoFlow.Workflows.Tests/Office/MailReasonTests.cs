using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>What a mail must say for itself: what is next, on which conditions, and why somebody is asked once more.</summary>
public sealed class MailReasonTests
{
    private const string Requester = "zoe@example.org";
    private const string Zoe = "zoe.muller@example.org";
    private const string Ingrid = "ingrid.sorensen@example.org";
    private const string Void = "An earlier decision does not count any more.";

    [Fact]
    public async Task receipt_says_who_looks_at_it_and_by_when()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();

        var due = Assert.Single((await office.Request(id)).Waiting).Due!.Value;
        var mail = Newest(office, Requester);
        Assert.Contains("has arrived, and an analyst will look at it.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"Next: An analyst, by {office.Get<OfficeSettings>().Moment(due)}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task receipt_of_what_passes_by_its_cost_names_the_approvers_and_no_analyst()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask("fast-track", 900);

        var due = Assert.Single((await office.Request(id)).Waiting).Due!.Value;
        var mail = office.Mail.Taken.First(mail => mail.To.Email == Requester);
        Assert.DoesNotContain("analyst", mail.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"Next: The approvers, by {office.Get<OfficeSettings>().Moment(due)}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task approved_mail_names_the_conditions_and_nobody_who_set_them()
    {
        await using var office = await TestOffice.Open();
        await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), new DecisionWords(Decision.Approve, "Good.", "Security review first\nTwo offers at least"));
        await office.Decide(office.Token("/approvals/", Ingrid), Decision.Approve);

        var mail = Newest(office, Requester);
        Assert.Contains("Your request is approved on conditions", mail.Text, StringComparison.Ordinal);
        Assert.Contains("On condition: Security review first", mail.Text, StringComparison.Ordinal);
        Assert.Contains("On condition: Two offers at least", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Müller", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ingrid", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_decides_after_an_escalation_reads_that_others_were_silent()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        Assert.DoesNotContain("in time, so", Newest(office, Zoe).Text, StringComparison.Ordinal);
        while (!(await office.Round(id)).IsEscalated)
            await office.Pass(TimeSpan.FromDays(1));

        var mail = Newest(office, (await office.Round(id)).Seats[0].Email);
        Assert.Contains("Nobody decided in time, so it was escalated. It is yours to decide now.", mail.Text, StringComparison.Ordinal);
        Assert.StartsWith($"[{id}] Your decision: ", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_had_decided_before_a_migration_or_a_recall_reads_that_it_does_not_count()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);
        var before = (await office.Request(id)).Lifecycle;
        await office.Migrate(before, await office.Publish("standard", ("quorum: majority", "quorum: all")), id);
        await office.Settle();

        var mail = Newest(office, Zoe);
        Assert.StartsWith($"[{id}] Your decision, asked anew: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"The office's process was changed. Whoever decides by the new one is asked. {Void}", mail.Text, StringComparison.Ordinal);

        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<SeatDesk>().Recall(id, TestPeople.Analyst, null, "The figures are wrong."));
        await office.Settle();
        await office.Qualify(id);
        await office.Score(id);
        Assert.Contains($"An analyst recalled the request. {Void}", Newest(office, Zoe).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task words_of_a_file_say_once_what_happens_otherwise_and_lack_nothing_that_a_decision_needs()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Capital();
        var board = office.Mail.Taken.Last(mail => mail.Subject.Contains(id.Value, StringComparison.Ordinal) && mail.Category == "Decision" && mail.Text.Contains("You sit at the gate", StringComparison.Ordinal));

        Assert.Equal(2, board.Text.Split("If nobody decides by then:").Length);
        Assert.Contains("What for: The old one stands still.", board.Text, StringComparison.Ordinal);
    }

    private static OutgoingMail Newest(TestOffice office, string email) => office.Mail.Taken.Last(mail => mail.To.Email == email);
}
