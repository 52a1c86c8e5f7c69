using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>What is particular to a lifecycle that ships: its values, its order of gates, its rests.</summary>
public sealed class EndsTests
{
    public static TheoryData<string> Shipped => ["standard", "fast-track", "capital"];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task declined_at_screening(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        await office.Screen(id, ScreeningDecision.Decline, "Not now.");

        await office.Ends(id, RequestOutcome.Declined, "declined");
    }

    [Fact]
    public async Task a_gate_that_rests_comes_back_by_itself_and_can_still_approve()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Capital(100_000);
        foreach (var email in (await office.Rounds(id, "board")).SelectMany(round => round.Seats).Select(seat => seat.Email))
            await office.DecideAt(id, "board", email, Decision.Approve);
        for (var week = 0; week < 4; week++)
            await office.Pass(TimeSpan.FromDays(5));
        Assert.Contains((await office.Request(id)).Waiting, wait => wait.Kind == "deferred");

        await office.Pass(TimeSpan.FromDays(28));
        var again = (await office.Rounds(id, "architecture"))[^1];
        Assert.True(again.IsAskedAgain && again.IsOpen);
        await office.DecideAt(id, "architecture", again.Seats[0].Email, Decision.Approve);

        Assert.Equal("delivery", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task small_change_below_its_value_is_qualified_without_a_look()
    {
        await using var office = await TestOffice.Open();
        var cheap = await office.Ask("fast-track", 4_999);
        Assert.Equal("approval", (await office.Request(cheap)).Stage);
        Assert.Equal("screening", (await office.Request(await office.Ask("fast-track", 5_000))).Stage);
        await office.Get<SeatDesk>().Recall(cheap, TestPeople.Analyst, null, "Let me see it.");
        await office.Settle();

        Assert.Equal("screening", Assert.Single((await office.Request(cheap)).Waiting).Kind);
    }

    [Theory]
    [InlineData(200_000, 2)]
    [InlineData(900_000, 3)]
    public async Task gates_of_a_stage_are_asked_at_once_and_by_value(int cost, int gates)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Capital(cost);

        Assert.Equal(gates, (await office.Request(id)).Waiting.Count(wait => wait.Kind == "decision"));
        await office.Approve(id);
        var funding = (await office.Request(id)).Funding!;
        Assert.Equal([("concept", cost / 10m), ("investment", cost * 0.9m)], funding.Select(release => (release.Stage, release.Amount!.Value)));
    }

    [Theory]
    [InlineData(Decision.Approve, 3, "delivery")]
    [InlineData(Decision.Decline, 2, "declined")]
    public async Task gates_in_order_are_asked_one_after_the_other(Decision finance, int asked, string stage)
    {
        await using var office = await TestOffice.Open();
        await office.Publish("capital", ("order: parallel", "order: sequence"));
        var id = await office.Capital();
        var parts = new List<string?>();
        while ((await office.Get<RequestQueries>().Rounds(id)).LastOrDefault(round => round.IsOpen) is { } open)
        {
            Assert.Equal("decision", Assert.Single((await office.Request(id)).Waiting.DistinctBy(wait => wait.Kind)).Kind);
            parts.Add(open.Part);
            foreach (var seat in open.Seats)
                await office.DecideAt(id, open.Part, seat.Email, open.Part == "finance" ? finance : Decision.Approve);
        }

        Assert.Equal(new[] { "architecture", "finance", "board" }.Take(asked), parts);
        Assert.Equal(stage, (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task one_decline_with_a_veto_ends_every_gate_of_the_stage()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Capital();
        var finance = (await office.Rounds(id, "finance"))[^1].Seats[0];
        Assert.True(finance.HasVeto);

        await office.DecideAt(id, "finance", finance.Email, Decision.Decline);

        await office.Ends(id, RequestOutcome.Declined, "declined");
        Assert.All(await office.Rounds(id, "board"), round => Assert.False(round.IsOpen));
    }
}
