using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Workflows.Approvals;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>A press of the wrong button is not the last word while the gate is open.</summary>
public sealed class ChangedDecisionTests
{
    private const string Zoe = "zoe.muller@example.org";
    private const string Jose = "jose.hernandez@example.org";

    [Fact]
    public async Task changed_decision_counts_in_place_of_the_first_and_both_are_kept()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var token = office.Token("/approvals/", Zoe);
        await office.Decide(token, new DecisionWords(Decision.Decline, "A slip."));
        var first = office.Clock.GetUtcNow();
        office.Clock.Advance(TimeSpan.FromHours(1));

        await office.Decide(token, new DecisionWords(Decision.Approve, null));

        var round = await office.Round(id);
        var seat = round.Seats.Single(seat => seat.Email == Zoe);
        Assert.Equal((Decision.Approve, null, first.AddHours(1)), (seat.Decision, seat.Comment, seat.DecidedAt));
        var before = Assert.Single(await office.Get<GateLedger>().Superseded(id));
        Assert.Equal((Zoe, Decision.Decline, first, "They changed it to approved."), (before.Email, before.Decision, before.At, before.Because));
        await office.Decide(office.Token("/approvals/", Jose), Decision.Approve);
        Assert.Equal(GateVerdict.Approved, (await office.Round(id)).Verdict);
    }

    [Fact]
    public async Task page_of_before_and_a_second_change_of_the_same_word_change_nothing()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var (token, desk) = (office.Token("/approvals/", Zoe), office.Get<ApprovalDesk>());
        var undecided = (await office.See(token)).PageToken;
        await office.Decide(token, Decision.Approve);
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        var decided = (await office.See(token)).PageToken;

        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ApprovalView>.Refused>(
            await desk.Decide(token, undecided, null, new DecisionWords(Decision.Decline, "No."))).Refusal);
        var twice = await InTurn(Decision.Decline, Decision.Approve);
        await office.Settle();

        Assert.Single(twice.OfType<Outcome<ApprovalView>.Done>());
        Assert.IsType<Refusal.TooLate>(Assert.Single(twice.OfType<Outcome<ApprovalView>.Refused>()).Refusal);
        Assert.Equal(2, (await office.Get<GateLedger>().Superseded(id)).Count);
        Assert.Equal(Decision.Decline, (await office.Round(id)).Seats.Single(seat => seat.Email == Zoe).Decision);

        async Task<Outcome<ApprovalView>[]> InTurn(params Decision[] said)
        {
            var answers = new List<Outcome<ApprovalView>>();
            foreach (var decision in said)
                answers.Add(await desk.Decide(token, decided, null, new DecisionWords(decision, "Seen.")));
            return [.. answers];
        }
    }

    [Fact]
    public async Task decision_cannot_be_changed_once_the_gate_is_decided()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var token = office.Token("/approvals/", Zoe);
        await office.Decide(token, Decision.Approve);
        var page = await office.See(token);
        Assert.True(page.CanChange);
        await office.Decide(office.Token("/approvals/", Jose), Decision.Approve);

        Assert.False((await office.See(token)).CanChange);
        Assert.IsType<Refusal.TooLate>(Assert.IsType<Outcome<ApprovalView>.Refused>(
            await office.Get<ApprovalDesk>().Decide(token, page.PageToken, null, new DecisionWords(Decision.Decline, "No!"))).Refusal);
        // Said by somebody whose page was read before, and counted after the gate was decided.
        await office.Get<ApprovalDesk>().Post(page.Round, page.Seat,
            new DecisionWords(Decision.Decline, "No!") { Changes = page.Seat.DecidedAt }, TestContext.Current.CancellationToken);
        await office.Settle();

        Assert.Equal(GateVerdict.Approved, (await office.Get<GateLedger>().All(id))[^1].Verdict);
    }
}
