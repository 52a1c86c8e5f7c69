using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>People leave while a gate is open, until those who are left cannot bring it to an end.</summary>
public sealed class EmptiedGateTests
{
    private const string Zoe = "zoe.muller@example.org";
    private const string Ingrid = "ingrid.sorensen@example.org";
    private const string Jose = "jose.hernandez@example.org";

    [Fact]
    public async Task gate_that_cannot_be_approved_any_more_after_somebody_left_is_declined()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.DecideAt(id, null, Zoe, Decision.Decline);

        await Leave(office, Jose);

        var round = await office.Round(id);
        Assert.Equal(GateVerdict.Declined, round.Verdict);
        Assert.NotNull(round.ClosedAt);
        await office.Ends(id, RequestOutcome.Declined, "declined");
        Assert.DoesNotContain("in time", (await office.Request(id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task gate_where_nobody_is_left_to_decide_is_escalated_at_once()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        await office.DecideAt(id, null, Zoe, Decision.Approve);

        await Leave(office, Ingrid, Jose);

        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.Equal([false, true], rounds.Select(round => round.IsEscalated));
        Assert.Equal("Nobody is left who could still decide, so it was escalated.", rounds[0].VoidedBecause);
        Assert.True(rounds[1].IsOpen);
    }

    [Fact]
    public async Task gate_that_waits_with_nobody_left_to_decide_says_so_until_somebody_comes()
    {
        await using var office = await TestOffice.Open();
        var from = (await office.Request(await office.Submit())).Lifecycle;
        await office.Publish(from.Name, ("""
                  then: escalate
                  to: executive
                  deadline:
                    due: 3 working days
                    reminders: [2 working days]
                signInAbove
            """.Replace("\r", "", StringComparison.Ordinal), "      then: decline\n    signInAbove"));
        var id = await office.AtGate();
        await office.DecideAt(id, null, Zoe, Decision.Approve);

        await Leave(office, Ingrid, Jose);

        Assert.Equal("An administrator: nobody is left who could decide", Assert.Single((await office.Request(id)).Waiting).Who);
        await office.Get<OfficeDirectory>().Put(new Person("new@example.org", "Nele Neu", new("technology"), [Role.Approver]));
        await office.FollowPeople();
        Assert.Equal("Nele Neu", Assert.Single((await office.Request(id)).Waiting).Who);
        await Leave(office, "new@example.org");
        await office.Pass(TimeSpan.FromDays(10));
        Assert.Equal("Nobody is left who could still decide, so it was declined.", (await office.Request(id)).Reason);
    }

    private static async Task Leave(TestOffice office, params IEnumerable<string> people)
    {
        foreach (var email in people)
            await office.Get<OfficeDirectory>().Remove(email);
        await office.FollowPeople();
    }
}
