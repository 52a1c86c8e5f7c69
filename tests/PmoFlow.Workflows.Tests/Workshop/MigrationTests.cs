using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Workshop;

/// <summary>Running requests that are moved to another version: each as its preview said.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task round_is_kept_with_its_decisions_where_both_versions_have_the_same_gates()
    {
        await using var office = await TestOffice.Open();
        var id = await office.AtGate();
        var round = (await office.Get<RequestQueries>().Rounds(id))[^1];
        await office.DecideAt(id, null, round.Seats[0].Email, Decision.Approve);
        var (from, visit) = ((await office.Request(id)).Lifecycle, (await office.Request(id)).Visit);
        var to = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        Assert.Equal(MigrationWay.KeepsRounds, Assert.Single(await office.Preview(from, to)).Step.Way);

        await office.Migrate(from, to, id);

        var request = await office.Request(id);
        Assert.Equal((to, visit), (request.Lifecycle, request.Visit));
        await office.DecideAt(id, null, round.Seats[1].Email, Decision.Approve);
        Assert.NotNull((await office.Request(id)).Project);
        Assert.Equal(2, (await office.Get<RequestQueries>().Rounds(id))[^1].Seats.Count(seat => seat.Decision is not null));
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<RequestQueries>().Timeline(id)));
    }

    [Fact]
    public async Task deadline_counts_from_when_the_wait_began_and_answers_of_before_still_count()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Pass(TimeSpan.FromDays(1));
        var before = await office.Request(id);
        var to = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        var item = Assert.Single(await office.Preview(before.Lifecycle, to));

        await office.Migrate(before.Lifecycle, to, id);

        var wait = Assert.Single((await office.Request(id)).Waiting);
        Assert.Equal((before.Waiting[0].Since, item.DueAfter), (wait.Since, wait.Due));
        Assert.Equal(before.Waiting[0].Since.AddDays(4), wait.Due);
        await office.Pass(TimeSpan.FromDays(2));
        Assert.DoesNotContain(office.Mail.Taken, mail => mail.To.Email == "amelie.laurent@example.org");
        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, before.Visit, ScreeningDecision.Qualify, null));
        await office.Settle();
        Assert.Equal("scoring", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task request_in_a_stage_that_is_gone_stays_and_says_so()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var from = (await office.Request(id)).Lifecycle;
        var to = await office.Publish("standard", ("start: screening", "start: triage"), ("  screening:\n    kind: screening", "  triage:\n    kind: screening"));

        var step = Assert.Single(await office.Preview(from, to)).Step;

        Assert.Equal((MigrationWay.Cannot, $"Version {to.Version} has another stage in place of “Screening”: it moves on first."), (step.Way, step.Because));
        Assert.IsType<Outcome<MigrationRecord>.Refused>(await office.Get<MigrationDesk>().Begin(from, to, null, Publishing.Administrator));
        await office.Qualify(id);
        Assert.Equal(MigrationWay.WaitsOn, Assert.Single(await office.Preview(from, to)).Step.Way);
    }

    [Fact]
    public async Task request_that_moves_on_between_preview_and_word_stays_on_its_version()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var from = (await office.Request(id)).Lifecycle;
        var to = await office.Publish("standard", ("quorum: majority", "quorum: all"));
        var word = new Migrated(to, "screening", MigrationWay.WaitsOn);
        await office.Qualify(id);
        await office.Get<Inbox.OrchestrationInbox>().Post(id.Value, id.Value, RequestEvents.Migrated,
            new Inbox.Posted<Migrated>("migrated|late", 0, Publishing.Administrator, office.Clock.GetUtcNow(), word), TestContext.Current.CancellationToken);
        await office.Settle();

        Assert.Equal((from, "scoring"), ((await office.Request(id)).Lifecycle, (await office.Request(id)).Stage));
        await office.Score(id);
        Assert.Equal("approval", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task request_that_has_moved_on_since_somebody_saw_the_preview_is_left_where_it_is()
    {
        await using var office = await TestOffice.Open();
        var (waits, moved) = (await office.Submit(), await office.Submit("Moves on"));
        var from = (await office.Request(waits)).Lifecycle;
        var to = await office.Publish("standard", ("quorum: majority", "quorum: all"));
        var seen = office.Clock.GetUtcNow();
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        await office.Qualify(moved);

        var record = await office.Migrate(from, to, seen, waits, moved);

        Assert.Equal((1, 1), (record.Moved, record.Stayed));
        Assert.Equal((to, from), ((await office.Request(waits)).Lifecycle, (await office.Request(moved)).Lifecycle));
        Assert.StartsWith("It has moved on", Assert.Single(await office.Get<MigrationDesk>().Items(record.Id), item => item.Request == moved).WhyNot, StringComparison.Ordinal);
    }

    [Fact]
    public async Task word_that_is_sent_again_to_a_request_that_was_held_up_moves_it_no_second_time()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var (from, client) = ((await office.Request(id)).Lifecycle, office.Get<IOrchestrationClient>());
        var second = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        var third = await office.Publish("standard", ("serviceLevel: 4 working days", "serviceLevel: 6 working days"));
        await client.Suspend(id.Value, "A test.", TestContext.Current.CancellationToken);
        var begun = new List<MigrationRecord>();
        foreach (var to in new[] { second, third })
        {
            begun.Add(Assert.IsType<Outcome<MigrationRecord>.Done>(await office.Get<MigrationDesk>().Begin(from, to, null, Publishing.Administrator)).Value);
            await office.Settle();
        }
        await office.Get<Inbox.InboxSweep>().Run(TimeSpan.Zero, TestContext.Current.CancellationToken);

        await client.Resume(id.Value, "A test.", TestContext.Current.CancellationToken);
        foreach (var record in begun)
            Assert.Equal((1, 0), ((await office.Finish(record)).Moved, (await office.Finish(record)).Stayed));

        Assert.Equal(third, (await office.Request(id)).Lifecycle);
        Assert.Equal([$"{second}", $"{third}"], (await office.Get<RequestQueries>().Timeline(id)).Where(entry => entry.Kind == "migrated").Select(entry => entry.Details!["lifecycle"]));
        await office.Qualify(id);
    }

    [Fact]
    public async Task request_that_follows_a_version_already_is_not_moved_there_again()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var (from, client) = ((await office.Request(id)).Lifecycle, office.Get<IOrchestrationClient>());
        var to = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));
        await client.Suspend(id.Value, "A test.", TestContext.Current.CancellationToken);
        var begun = new List<MigrationRecord>();
        foreach (var _ in new[] { 1, 2 })
        {
            begun.Add(Assert.IsType<Outcome<MigrationRecord>.Done>(await office.Get<MigrationDesk>().Begin(from, to, null, Publishing.Administrator)).Value);
            await office.Settle();
        }

        await client.Resume(id.Value, "A test.", TestContext.Current.CancellationToken);
        foreach (var record in begun)
            await office.Finish(record);

        Assert.Equal(to, (await office.Request(id)).Lifecycle);
        Assert.Single(await office.Get<RequestQueries>().Timeline(id), entry => entry.Kind == "migrated");
    }

    [Fact]
    public async Task deferred_request_keeps_its_day()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Say(id, new(ScreeningDecision.Defer, "The budget opens then.") { Until = new DateOnly(2027, 1, 11) });
        var before = await office.Request(id);
        var to = await office.Publish("standard", ("serviceLevel: 2 working days", "serviceLevel: 4 working days"));

        await office.Migrate(before.Lifecycle, to, id);

        var moved = await office.Request(id);
        Assert.Equal((to, before.Waiting[0].Due), (moved.Lifecycle, Assert.Single(moved.Waiting).Due));
        await office.Pass(before.Waiting[0].Due!.Value - office.Clock.GetUtcNow());
        var back = Assert.Single((await office.Request(id)).Waiting);
        Assert.Equal(("screening", office.Clock.GetUtcNow().AddDays(4)), (back.Kind, back.Due));
    }

    [Fact]
    public async Task each_is_moved_once_though_every_activity_runs_twice()
    {
        await using var office = await TestOffice.Open(around: activity => activity with
        {
            Run = async (services, context, input) =>
            {
                await activity.Run(services, context, input);
                return await activity.Run(services, context with { Attempt = context.Attempt + 1 }, input);
            },
        });
        await MovesEachOnce(office, () => Task.CompletedTask);
    }

    [Fact]
    public async Task migration_goes_on_after_a_restart()
    {
        await using var office = await TestOffice.Open();
        await MovesEachOnce(office, office.Restart);
    }

    private static async Task MovesEachOnce(TestOffice office, Func<Task> meanwhile)
    {
        RequestId[] ids = [await office.Submit(), await office.AtGate(), await office.InDelivery()];
        var from = (await office.Request(ids[0])).Lifecycle;
        var to = await office.Publish("standard", ("quorum: majority", "quorum: all"));

        var begun = Assert.IsType<Outcome<MigrationRecord>.Done>(await office.Get<MigrationDesk>().Begin(from, to, null, Publishing.Administrator)).Value;
        await meanwhile();
        var record = await office.Finish(begun);
        await meanwhile();

        Assert.Equal((3, 0), (record.Moved, record.Stayed));
        foreach (var id in ids)
        {
            Assert.Equal(to, (await office.Request(id)).Lifecycle);
            Assert.Single(await office.Get<RequestQueries>().Timeline(id), entry => entry.Kind == "migrated");
        }
        Assert.Equal([false, true], (await office.Get<RequestQueries>().Rounds(ids[1])).Select(round => round.IsOpen));
        var project = (await office.Request(ids[2])).Project!.Value;
        Assert.Single(await office.Get<ProjectQueries>().Timeline(project), entry => entry.Kind == "migrated");
    }

    [Fact]
    public async Task project_asks_by_the_new_version_from_its_next_health_check_on()
    {
        await using var office = await TestOffice.Open();
        var id = await office.InDelivery();
        var from = (await office.Request(id)).Lifecycle;
        var to = await office.Publish("standard", ("due: 5 working days\n        reminders: [3 working days]", "due: 7 working days\n        reminders: [3 working days]"));
        Assert.Equal(MigrationWay.DeliversOn, Assert.Single(await office.Preview(from, to)).Step.Way);

        await office.Migrate(from, to, id);
        await office.Pass(TimeSpan.FromDays(31));

        var project = (await office.Request(id)).Project!.Value;
        var check = Assert.Single(await office.Get<ProjectQueries>().Health(project));
        Assert.Equal((to, to), (check.Lifecycle, (await office.Project(project)).Lifecycle));
        Assert.Equal(HealthRating.Unknown, check.Rating);
        Assert.InRange((check.Due - check.AskedAt).TotalDays, 8, 12);
    }
}
