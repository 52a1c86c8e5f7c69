using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class GateTests
{
    private const string Zoe = "zoe.muller@example.org";
    private const string Ingrid = "ingrid.sorensen@example.org";
    private const string Jose = "jose.hernandez@example.org";
    private const string Renee = "renee.dubois@example.org";

    [Fact]
    public async Task delegated_seat_is_decided_by_the_other_for_the_first_and_the_old_link_is_void()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var old = office.Token("/approvals/", Zoe);

        Assert.IsType<Outcome<ApprovalView>.Done>(await office.Delegate(old, Renee));
        await office.Settle();

        var shown = await office.See(old);
        Assert.False(shown.CanDecide);
        Assert.Contains("Renée Dubois", shown.WhyNot, StringComparison.Ordinal);
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ApprovalView>.Refused>(
            await office.Get<ApprovalDesk>().Decide(old, shown.PageToken, null, new DecisionWords(Decision.Approve, null))).Refusal);
        Assert.Empty(await office.Get<SeatLists>().For(Zoe));
        await office.Decide(office.Token("/approvals/", Renee), Decision.Approve);
        Assert.Contains(await office.Get<RequestQueries>().Timeline(id), entry => entry.Summary == "Renée Dubois for Zoë Müller approved: Seen.");
    }

    [Fact]
    public async Task nobody_gives_their_seat_to_the_requester_or_to_somebody_who_has_one()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new Person("zoe@example.org", "Zoë Łukasiewicz", new("finance"), [Role.Approver]));
        await office.AtGate();
        var token = office.Token("/approvals/", Zoe);

        foreach (var to in new[] { "zoe@example.org", Ingrid, "amelie.laurent@example.org", "nobody@example.org", "" })
            Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<ApprovalView>.Refused>(await office.Delegate(token, to)).Refusal);
    }

    [Fact]
    public async Task requester_has_no_seat_even_with_the_role()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new Person("zoe@example.org", "Zoë Łukasiewicz", new("finance"), [Role.Approver]));
        var id = await office.AtGate();

        Assert.DoesNotContain((await office.Round(id)).Seats, seat => seat.Email == "zoe@example.org");
    }

    [Fact]
    public async Task seat_of_somebody_who_leaves_is_void_and_the_successor_is_asked()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var old = office.Token("/approvals/", Zoe);
        var directory = office.Get<OfficeDirectory>();

        await directory.Remove(Zoe);
        await directory.Put(new Person("new@example.org", "Nele Neu", new("technology"), [Role.Approver]));
        await office.FollowPeople();

        Assert.Equal([Ingrid, Jose, "new@example.org"], (await office.Round(id)).Seats.Select(seat => seat.Email).Order());
        Assert.False((await office.See(old)).CanDecide);
        await office.Decide(office.Token("/approvals/", "new@example.org"), Decision.Approve);
        await office.Decide(office.Token("/approvals/", Ingrid), Decision.Approve);
        Assert.Equal("delivery", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task who_loses_the_role_keeps_a_decision_that_was_taken_but_no_open_seat()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);
        var directory = office.Get<OfficeDirectory>();

        await directory.Put(new Person(Zoe, "Zoë Müller", new("technology"), [Role.Analyst]));
        await directory.Put(new Person(Jose, "José Hernández", new("operations"), [Role.FunctionLeader]));
        await office.FollowPeople();

        Assert.Equal([Ingrid, Zoe], (await office.Round(id)).Seats.Select(seat => seat.Email).Order());
    }

    [Fact]
    public async Task leaving_alone_never_approves()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);

        await office.Get<OfficeDirectory>().Remove(Ingrid);
        await office.Get<OfficeDirectory>().Remove(Jose);
        await office.FollowPeople();

        Assert.Equal(GateVerdict.Open, (await office.Round(id)).Verdict);
    }

    [Fact]
    public async Task who_is_away_is_spoken_for_by_their_deputy_until_they_are_back()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new PersonSettings(Zoe)
        {
            AwayFrom = new(2026, 11, 20),
            AwayUntil = new(2026, 11, 24),
            Deputy = Renee,
        });
        var id = await office.AtGate();
        Assert.Equal(Zoe, Assert.Single((await office.Round(id)).Seats, seat => seat.Email == Renee).For);

        await office.Pass(TimeSpan.FromDays(2));
        await office.FollowPeople();

        Assert.Contains((await office.Round(id)).Seats, seat => seat.Email == Zoe);
        Assert.DoesNotContain((await office.Round(id)).Seats, seat => seat.Email == Renee);
        Assert.Equal("Zoë Müller is back and decides again.", Assert.Single((await office.Round(id)).Former!).Because);

        await office.Get<OfficeDirectory>().Put(new PersonSettings(Zoe) { AwayFrom = new(2026, 11, 25), AwayUntil = new(2026, 11, 27), Deputy = Renee });
        await office.FollowPeople();

        Assert.Equal("Zoë Müller is away: Renée Dubois decides.", (await office.Round(id)).Former![^1].Because);
        Assert.Contains(await office.Get<RequestQueries>().Timeline(id), entry => entry.Summary.StartsWith("Zoë Müller is away: Renée Dubois decides.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task recalled_request_goes_back_and_no_decision_of_before_counts()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);

        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<SeatDesk>().Recall(id, TestPeople.Analyst, null, "The cost is wrong."));
        await office.Settle();

        Assert.Equal("screening", (await office.Request(id)).Stage);
        Assert.False((await office.See(office.Token("/approvals/", Ingrid))).CanDecide);
        await office.Qualify(id);
        await office.Score(id);
        Assert.All((await office.Round(id)).Seats, seat => Assert.Null(seat.Decision));
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<RequestRecord>.Refused>(
            await office.Get<SeatDesk>().Recall(await office.Submit(), TestPeople.Analyst, null, "Not there.")).Refusal);
    }

    [Fact]
    public async Task changed_request_voids_the_round_and_everybody_is_asked_again_with_what_changed()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);
        var old = office.Token("/approvals/", Ingrid);

        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Revise(id, 480_000));

        Assert.False((await office.See(old)).CanDecide);
        var round = await office.Round(id);
        Assert.Equal(["Expected cost: 120,000 → 480,000"], round.Changes);
        Assert.All(round.Seats, seat => Assert.Null(seat.Decision));
        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Zoe && mail.Text.Contains("Expected cost: 120,000 → 480,000", StringComparison.Ordinal));
        await office.DecideAll(id, Decision.Approve);
        Assert.Equal("delivery", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task conditions_of_an_approval_become_actions_of_the_project()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.Decide(office.Token("/approvals/", Zoe), new DecisionWords(Decision.Approve, null, "Agree with the unions\n\nBuy two spares", "2027-01-15"));
        await office.Decide(office.Token("/approvals/", Ingrid), Decision.Approve);

        var actions = (await office.Get<ActionDesk>().List(new ActionListQuery())).Rows;

        Assert.Equal(["Agree with the unions", "Buy two spares"], actions.Select(action => action.Title).Order());
        Assert.All(actions, action => Assert.Equal(new(2027, 1, 15, 17, 0, 0, TimeSpan.Zero), action.Due));
        var project = (await office.Request(id)).Project!.Value;
        Assert.All(actions, action => Assert.Equal(project, action.Project));
    }

    [Fact]
    public async Task what_is_said_too_late_is_recorded_with_who_and_when()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var token = office.Token("/approvals/", Zoe);
        var page = await office.See(token);
        await office.Decide(token, Decision.Approve);

        var late = await office.Get<ApprovalDesk>().Post(page.Round, page.Seat, new DecisionWords(Decision.Decline, "No!"), TestContext.Current.CancellationToken);

        Assert.IsType<Refusal.TooLate>(late);
        var superseded = Assert.Single(await office.Get<GateLedger>().Superseded(id));
        Assert.Equal((Zoe, Decision.Decline, office.Clock.GetUtcNow()), (superseded.Email, superseded.Decision, superseded.At));
    }

    [Fact]
    public async Task list_of_decisions_has_a_row_per_open_seat()
    {
        await using var office = await TestOffice.Open();
        var (first, second) = (await office.AtGate(), await office.AtGate());
        var seats = office.Get<SeatLists>();
        Assert.Equal(2, (await seats.For(Zoe)).Count);

        await office.DecideAll(second, Decision.Approve);

        Assert.Equal([first], (await seats.For(Zoe)).Select(row => row.Request));
        Assert.Equal([first], (await seats.For(Jose)).Select(row => row.Request));
    }

    [Fact]
    public async Task who_wants_one_mail_a_day_gets_one_with_all_of_it()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new PersonSettings(Zoe) { IsDigest = true });
        var (first, second) = (await office.AtGate(), await office.AtGate());
        Assert.DoesNotContain(office.Mail.Taken, mail => mail.To.Email == Zoe);

        await office.Pass(TimeSpan.FromDays(1));

        var mail = Assert.Single(office.Mail.Taken, mail => mail.To.Email == Zoe);
        Assert.Contains(first.Value, mail.Text, StringComparison.Ordinal);
        Assert.Contains(second.Value, mail.Text, StringComparison.Ordinal);
        await office.Decide(office.Token("/approvals/", Zoe), Decision.Approve);
    }

    [Fact]
    public async Task mails_speak_the_words_of_the_lifecycle_in_the_language_of_the_reader()
    {
        await using var office = await TestOffice.Open();
        await office.Get<OfficeDirectory>().Put(new PersonSettings(Renee) { Language = "de-AT" });
        var id = await office.Capital();

        Assert.Contains(office.Mail.Taken, mail => mail.To.Email == Renee && mail.Subject == $"[{id}] Entscheidung über eine Investition: A new press");
    }
}
