using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Tests.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Every end of every lifecycle that ships, on a clock that the test moves.</summary>
public sealed class EndsTests
{
    public static TheoryData<string> Shipped => ["standard", "fast-track", "capital"];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task approved_request_is_delivered_and_closed(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        await office.Approve(id);

        await office.Get<ProjectDesk>().Close((await office.Request(id)).Project!.Value, TestPeople.Analyst, "All delivered.");

        await office.Ends(id, RequestOutcome.Completed, "delivered");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task declined_at_its_gate(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        await office.DecideAll(id, Decision.Decline);

        await office.Ends(id, RequestOutcome.Declined, "declined");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task declined_at_screening(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        await office.Screen(id, ScreeningDecision.Decline, "Not now.");

        await office.Ends(id, RequestOutcome.Declined, "declined");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task withdrawn_while_people_decide(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        var seat = (await office.Round(id)).Seats[0];
        await office.Get<TrackingDesk>().Withdraw(office.Token("/requests/track/", "zoe@example.org"), "We bought something else.");

        await office.Ends(id, RequestOutcome.Withdrawn, "withdrawn");
        Assert.False((await office.See(office.Token("/approvals/", seat.Email))).CanDecide);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task expired_where_everybody_stays_silent_and_never_approved(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        for (var week = 0; week < 20; week++)
            await office.Pass(TimeSpan.FromDays(7));

        await office.Ends(id, RequestOutcome.Declined, "declined");
        Assert.DoesNotContain(await office.Get<RequestQueries>().Rounds(id), round => round.Verdict == GateVerdict.Approved);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task information_never_given(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many?");
        for (var week = 0; week < 5; week++)
            await office.Pass(TimeSpan.FromDays(7));

        await office.Ends(id, RequestOutcome.Declined, "information-expired");
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task revised_in_the_middle_of_a_round_and_approved_as_it_is_then(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        var first = await office.Round(id);
        await office.Revise(id, "Title: A → B");

        var second = await office.Round(id);
        Assert.True(second.Visit > first.Visit && second.Revision > first.Revision);
        await office.Approve(id);
        Assert.NotNull((await office.Request(id)).Project);
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<RequestQueries>().Timeline(id)));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task delegated_and_approved_by_the_other(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        var (round, seat) = (await office.Round(id), (await office.Round(id)).Seats[0]);
        var view = await office.See(office.Token("/approvals/", seat.Email));
        var deputy = (await office.Get<SeatDesk>().Deputies(view))[0];

        Assert.IsType<Outcome<ApprovalView>.Done>(await office.Delegate(office.Token("/approvals/", seat.Email), deputy.Email));
        await office.Settle();
        Assert.Equal(seat.Email, Assert.Single((await office.Round(id)).Seats, s => s.Email == deputy.Email).For);
        await office.Approve(id);

        Assert.NotNull((await office.Request(id)).Project);
        Assert.Contains((await office.Get<RequestQueries>().Rounds(id)).Where(r => r.Visit == round.Visit),
            r => r.Former?.Any(former => former.Email == seat.Email) == true);
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task recalled_and_approved_when_it_comes_back(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        await office.Get<SeatDesk>().Recall(id, TestPeople.Analyst, null, "The figures are wrong.");
        await office.Settle();
        Assert.DoesNotContain((await office.Request(id)).Waiting, wait => wait.Kind == "decision");

        await office.Approve(id);
        Assert.NotNull((await office.Request(id)).Project);
    }

    [Theory]
    [InlineData("standard", "quorum: majority")]
    [InlineData("fast-track", "quorum: any")]
    [InlineData("capital", "quorum: any")]
    public async Task migrated_at_a_gate_whose_rules_differ_asks_anew_and_ends_on_the_new_version(string lifecycle, string quorum)
    {
        await using var office = await TestOffice.Open();
        var id = await office.AskAtGate(lifecycle);
        var (request, first) = (await office.Request(id), (await office.Get<RequestQueries>().Rounds(id)).Last());
        var to = await office.Publish(lifecycle, (quorum, "quorum: all"));
        Assert.Equal(MigrationWay.AsksAgain, Assert.Single(await office.Preview(request.Lifecycle, to)).Step.Way);

        var record = await office.Migrate(request.Lifecycle, to, id);

        Assert.Equal((1, 0), (record.Moved, record.Stayed));
        var rounds = await office.Get<RequestQueries>().Rounds(id);
        Assert.False(rounds.Single(round => round.Visit == first.Visit && round.Part == first.Part).IsOpen);
        Assert.Equal(Quorum.All, rounds.Last(round => round.Part == first.Part).Quorum);
        await office.Approve(id);
        await office.Get<ProjectDesk>().Close((await office.Request(id)).Project!.Value, Publishing.Administrator, "In use.");
        await office.Ends(id, RequestOutcome.Completed, "delivered");
        Assert.Equal(to, (await office.Request(id)).Lifecycle);
        Assert.Contains(await office.Get<RequestQueries>().Timeline(id), entry => entry is { Kind: "migrated", Actor: "admin@example.org" });
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("capital")]
    public async Task deferred_comes_back_by_itself_and_is_approved(string lifecycle)
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask(lifecycle);
        await office.Say(id, new(ScreeningDecision.Defer, "Next quarter.") { Until = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddDays(60) });
        await office.Pass(TimeSpan.FromDays(59));
        Assert.Equal("deferral", Assert.Single((await office.Request(id)).Waiting).Kind);
        await office.Pass(TimeSpan.FromDays(2));
        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);

        await office.Approve(id);
        Assert.NotNull((await office.Request(id)).Project);
    }

    [Fact]
    public async Task fast_track_says_in_its_file_that_nothing_is_deferred()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Ask("fast-track");

        var refused = await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null, new Screened(ScreeningDecision.Defer, "Later.") { Until = new DateOnly(2027, 1, 1) });

        var why = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<RequestRecord>.Refused>(refused).Refusal);
        Assert.Equal("decision", Assert.Single(why.Errors).Field);
        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);
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
