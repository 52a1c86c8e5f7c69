using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Workshop;

/// <summary>
/// A process is changed and published while many requests are under way, and half of them are moved. <c>PMOFLOW_MIGRATED=1000</c>
/// takes as many as the office is measured by; the usual run takes fewer.
/// </summary>
public sealed class ManyRequestsTests
{
    private static readonly int Requests = int.Parse(Environment.GetEnvironmentVariable("PMOFLOW_MIGRATED") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public async Task each_ends_on_its_version_and_half_of_them_are_moved_as_their_preview_said()
    {
        await using var office = await TestOffice.Open();
        var ids = await Begin(office);
        var (from, before) = (office.Get<LifecycleLibrary>().Current("standard")!.Id, await Records(office, ids));
        var to = await office.Publish("standard", ("quorum: majority", "quorum: all"), ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        var preview = (await office.Preview(from, to)).ToDictionary(item => item.Request);
        Assert.Equal(ids.Count, preview.Count);
        var half = ids.Where((_, number) => number % 2 == 0).ToHashSet();

        var record = await office.Migrate(from, to, half);

        Assert.Equal((half.Count, 0), (record.Moved, record.Stayed));
        foreach (var (id, now) in await Records(office, ids))
        {
            if (half.Contains(id))
                await AsPreviewed(office, preview[id], before[id], now, to);
            else
                Assert.Equal(before[id].Timeline.Hash, now.Timeline.Hash);
        }
        await LiveOn(office, ids);
        foreach (var (id, ended) in await Records(office, ids))
        {
            Assert.Equal((half.Contains(id) ? to : from, RequestOutcome.Completed), (ended.Lifecycle, ended.Outcome));
            var timeline = await office.Get<RequestQueries>().Timeline(id);
            Assert.Equal(half.Contains(id) ? 1 : 0, timeline.Count(entry => entry.Kind == "migrated"));
            Assert.Null(TimelineEntry.FirstBreak(timeline));
            if (before[id].Project is null)
                Assert.Equal(half.Contains(id) ? Quorum.All : Quorum.Majority, (await office.Get<RequestQueries>().Rounds(id))[^1].Quorum);
        }
    }

    private static async Task AsPreviewed(TestOffice office, MigrationItem item, RequestRecord before, RequestRecord now, LifecycleVersion to)
    {
        Assert.Equal((to, before.Stage), (now.Lifecycle, now.Stage));
        switch (item.Step.Way)
        {
            case MigrationWay.WaitsOn:
                Assert.Equal((before.Visit, before.Waiting[0].Since, item.DueAfter), (now.Visit, now.Waiting[0].Since, now.Waiting[0].Due));
                break;
            case MigrationWay.AsksAgain:
                var rounds = await office.Get<RequestQueries>().Rounds(now.Id);
                Assert.Equal([false, true], rounds.Select(round => round.IsOpen));
                Assert.All(rounds[^1].Seats, seat => Assert.Null(seat.Decision));
                break;
            case MigrationWay.DeliversOn:
                Assert.Equal(to, (await office.Project(now.Project!.Value)).Lifecycle);
                break;
            default:
                Assert.Fail($"{item.Step}");
                break;
        }
    }

    /// <summary>A fifth each: screened, asked something, scored, with one decision taken, delivered.</summary>
    private static async Task<List<RequestId>> Begin(TestOffice office)
    {
        var ids = new List<RequestId>();
        for (var number = 0; number < Requests; number++)
        {
            var submitted = await office.Get<RequestDesk>().Submit(new SubmitRequest("standard", $"Request {number}", "One of many.",
                new Requester("Zoë Łukasiewicz", "zoe@example.org"), new Dictionary<string, string> { ["unit"] = "finance", ["cost"] = "120000" }));
            ids.Add(Assert.IsType<Outcome<SubmittedRequest>.Done>(submitted).Value.Request.Id);
        }
        await office.Settle();
        foreach (var (id, kind) in ids.Select((id, number) => (id, number / 2 % 5)).Where(r => r.Item2 > 0))
        {
            await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null,
                kind == 1 ? ScreeningDecision.AskForInformation : ScreeningDecision.Qualify, kind == 1 ? "How many?" : null);
        }
        await office.Settle();
        var further = ids.Where((_, number) => number / 2 % 5 > 2).ToList();
        await LiveOn(office, further, kind => kind == "scoring");
        foreach (var id in further)
            await Decide(office, id, most: ids.IndexOf(id) / 2 % 5 == 3 ? 1 : 2);
        await office.Settle();
        return ids;
    }

    /// <summary>Everybody does what waits for them, all requests side by side, until all have ended or nothing of those kinds waits.</summary>
    private static async Task LiveOn(TestOffice office, IReadOnlyList<RequestId> ids, Func<string, bool>? kinds = null)
    {
        for (var acted = true; acted; await office.Settle())
        {
            acted = false;
            foreach (var (id, request) in await Records(office, ids))
            {
                foreach (var wait in request.Waiting.Where(wait => kinds?.Invoke(wait.Kind) != false).DistinctBy(wait => wait.Kind))
                    acted |= await Act(office, id, request, wait.Kind);
            }
        }
    }

    private static async Task<bool> Act(TestOffice office, RequestId id, RequestRecord request, string kind)
    {
        switch (kind)
        {
            case "screening":
                return await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null, ScreeningDecision.Qualify, null) is Outcome<RequestRecord>.Done;
            case "information":
                await office.Get<OrchestrationInbox>().Post(id.Value, id.Value, RequestEvents.InformationProvided, new Posted<InformationProvided>(
                    FormattableString.Invariant($"information|{request.Visit}"), request.Visit, new Actor("zoe@example.org", "Zoë"), office.Clock.GetUtcNow(), new("Twelve.")), default);
                return true;
            case "scoring":
                var levels = office.Get<LifecycleLibrary>().Get(request.Lifecycle).Scoring.Criteria.ToDictionary(c => c.Name, _ => 1);
                return await office.Get<ScreeningDesk>().Score(id, TestPeople.Analyst, null, levels, null) is Outcome<RequestRecord>.Done;
            case "decision":
                return await Decide(office, id, most: 100);
            default:
                return request.Project is { } project && await office.Get<ProjectDesk>().Close(project, TestPeople.Analyst, "In use.") is Outcome<Domain.Delivery.ProjectRecord>.Done;
        }
    }

    private static async Task<bool> Decide(TestOffice office, RequestId id, int most)
    {
        var acted = false;
        foreach (var round in (await office.Get<RequestQueries>().Rounds(id)).Where(round => round.IsOpen))
        {
            foreach (var seat in round.Seats.Where(seat => seat.Decision is null).Take(most))
                acted |= await office.Get<ApprovalDesk>().DecideSignedIn(id, new Actor(seat.Email, seat.Name), null, round.Part, new DecisionWords(Decision.Approve, null)) is Outcome<GateRound>.Done;
        }
        return acted;
    }

    private static async Task<Dictionary<RequestId, RequestRecord>> Records(TestOffice office, IReadOnlyList<RequestId> ids)
    {
        var records = new Dictionary<RequestId, RequestRecord>();
        foreach (var id in ids)
            records[id] = await office.Request(id);
        return records;
    }
}
