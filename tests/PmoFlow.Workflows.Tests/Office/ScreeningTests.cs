using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Files;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class ScreeningTests
{
    private static readonly DateOnly NextMonth = new(2026, 12, 21);

    [Fact]
    public async Task deferred_request_comes_back_by_itself_on_its_day_and_not_before()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Say(id, new(ScreeningDecision.Defer, "The budget opens then.") { Until = NextMonth });

        var deferred = await office.Request(id);
        Assert.Equal("deferral", Assert.Single(deferred.Waiting).Kind);
        Assert.Contains(office.Mail.Taken, mail => mail.Text.Contains("The budget opens then.", StringComparison.Ordinal) && mail.Subject.Contains("Deferred", StringComparison.Ordinal));
        Assert.DoesNotContain((await office.Get<WorkListQueries>().List(new())).Rows, row => row.Id == id);
        Assert.Contains((await office.Get<WorkListQueries>().List(new("deferral"))).Rows, row => row.Id == id);

        await office.Pass(deferred.Waiting[0].Due!.Value - office.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        Assert.Equal("deferral", Assert.Single((await office.Request(id)).Waiting).Kind);
        await office.Restart();
        await office.Pass(TimeSpan.FromMinutes(1));

        var back = await office.Request(id);
        Assert.Equal("screening", Assert.Single(back.Waiting).Kind);
        Assert.Equal(office.Clock.GetUtcNow().AddDays(2), back.Waiting[0].Due);
        Assert.Contains((await office.Get<WorkListQueries>().List(new())).Rows, row => row.Id == id);
        Assert.Empty((await office.Get<WorkListQueries>().List(new("deferral"))).Rows);
        await office.Qualify(id);
        Assert.Equal("scoring", (await office.Request(id)).Stage);
    }

    [Fact]
    public async Task deferred_request_is_brought_back_early_or_withdrawn()
    {
        await using var office = await TestOffice.Open();
        var (early, withdrawn) = (await office.Submit(), await office.Submit("Another"));
        await office.Say(early, new(ScreeningDecision.Defer, "Later.") { Until = NextMonth });
        await office.Say(withdrawn, new(ScreeningDecision.Defer, "Later.") { Until = NextMonth });

        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<ScreeningDesk>().BringBack(early, TestPeople.Analyst, null));
        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<ScreeningDesk>().Withdraw(withdrawn, TestPeople.Analyst, null));
        await office.Settle();

        Assert.Equal("screening", Assert.Single((await office.Request(early)).Waiting).Kind);
        Assert.Equal(RequestOutcome.Withdrawn, (await office.Request(withdrawn)).Outcome);
        await office.Pass(TimeSpan.FromDays(40));
        Assert.Equal(RequestOutcome.Withdrawn, (await office.Request(withdrawn)).Outcome);
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<RequestQueries>().Timeline(early)));
    }

    [Fact]
    public async Task merged_request_ends_in_the_other_and_its_requester_follows_that_one()
    {
        await using var office = await TestOffice.Open();
        var (goesOn, first, second) = (await office.Submit("New tills"), await office.Submit("Tills that do not stop"), await office.Submit("Tills again"));
        await office.Say(second, new(ScreeningDecision.Merge, null) { Into = first });
        await office.Say(first, new(ScreeningDecision.Merge, "The same tills.") { Into = goesOn });

        var merged = await office.Request(first);
        Assert.Equal((RequestOutcome.Merged, goesOn, $"Merged into {goesOn}"), (merged.Outcome, merged.MergedInto!.Value, merged.StageTitle));
        Assert.Equal([first, second], (await office.Request(goesOn)).Followers.Select(follower => follower.Request).Order(Comparer<RequestId>.Create((a, b) => a == first ? -1 : 1)));
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.StartsWith($"[{first}] Merged", StringComparison.Ordinal));
        Assert.DoesNotContain((await office.Get<WorkListQueries>().List(new())).Rows, row => row.Id == first);

        await office.Screen(goesOn, ScreeningDecision.Decline, "The shop closes.");
        foreach (var follower in (RequestId[])[first, second])
        {
            Assert.Contains(office.Mail.Taken, mail => mail.Subject.StartsWith($"[{follower}] Declined", StringComparison.Ordinal)
                && mail.Text.Contains("The shop closes.", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task merger_into_itself_into_nothing_or_into_what_has_ended_is_refused()
    {
        await using var office = await TestOffice.Open();
        var (id, declined, merged) = (await office.Submit(), await office.Submit("No"), await office.Submit("Twin"));
        await office.Screen(declined, ScreeningDecision.Decline, "No.");
        await office.Say(merged, new(ScreeningDecision.Merge, null) { Into = id });

        var completed = await office.InDelivery();
        await office.Get<ProjectDesk>().Close((await office.Request(completed)).Project!.Value, TestPeople.Analyst, "Delivered.");
        await office.Settle();
        Assert.Equal(RequestOutcome.Completed, (await office.Request(completed)).Outcome);
        foreach (var into in (RequestId?[])[null, id, new("R-00000000"), declined, merged, completed])
            Assert.Equal("into", await Refused(office, id, new(ScreeningDecision.Merge, null) { Into = into }));
        Assert.Equal("until", await Refused(office, id, new(ScreeningDecision.Defer, "x") { Until = new DateOnly(2026, 11, 23) }));
        Assert.Equal("until", await Refused(office, id, new(ScreeningDecision.Defer, "x") { Until = new DateOnly(2029, 1, 1) }));
        Assert.Equal("note", await Refused(office, id, new(ScreeningDecision.Defer, " ") { Until = NextMonth }));
        Assert.Equal("lifecycle", await Refused(office, id, new(ScreeningDecision.Convert, null) { Lifecycle = "standard" }));
        Assert.Equal("lifecycle", await Refused(office, id, new(ScreeningDecision.Convert, null) { Lifecycle = "nonesuch" }));
        Assert.Equal("screening", Assert.Single((await office.Request(id)).Waiting).Kind);
    }

    [Fact]
    public async Task two_that_are_merged_into_each_other_at_once_are_not_both_lost()
    {
        await using var office = await TestOffice.Open();
        var (one, two) = (await office.Submit("Tills"), await office.Submit("New tills"));
        var desk = office.Get<ScreeningDesk>();
        Assert.IsType<Outcome<RequestRecord>.Done>(await desk.Screen(one, TestPeople.Analyst, null, new Screened(ScreeningDecision.Merge, null) { Into = two }));
        Assert.IsType<Outcome<RequestRecord>.Done>(await desk.Screen(two, TestPeople.Analyst, null, new Screened(ScreeningDecision.Merge, null) { Into = one }));
        await office.Settle();

        RequestRecord[] both = [await office.Request(one), await office.Request(two)];
        var open = Assert.Single(both, request => request.Outcome == RequestOutcome.Open);
        Assert.Equal("screening", Assert.Single(open.Waiting).Kind);
        Assert.Equal(Assert.Single(both, request => request != open).Id, Assert.Single(open.Followers).Request);
        Assert.Contains(await office.Get<RequestQueries>().Timeline(open.Id), entry => entry.Kind == "not-merged");
    }

    [Fact]
    public async Task converted_request_goes_on_by_the_other_process_with_all_its_answers()
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-lifecycles-").FullName;
        var standard = await File.ReadAllTextAsync(Path.Combine(RepositoryFiles.Workflows, "standard.lifecycle.yaml"));
        await File.WriteAllTextAsync(Path.Combine(folder, "standard.lifecycle.yaml"), standard);
        await File.WriteAllTextAsync(Path.Combine(folder, "brief.lifecycle.yaml"), standard
            .Replace("lifecycle: standard", "lifecycle: brief", StringComparison.Ordinal)
            .Replace("title: Standard demand", "title: Brief way", StringComparison.Ordinal)
            .Replace("      qualified: scoring", "      qualified: approval", StringComparison.Ordinal)
            .Replace("    next:\n      scored: approval", "    next:\n      scored: approval", StringComparison.Ordinal)
            .Replace("      declined: declined\n      unanswered: declined", "      declined: declined\n      unanswered: scoring", StringComparison.Ordinal));
        await using var office = await TestOffice.Open(folder);
        var id = await office.Submit();

        await office.Say(id, new(ScreeningDecision.Convert, "Small enough.") { Lifecycle = "brief" });
        var converted = await office.Request(id);
        Assert.Equal(("brief", "screening"), (converted.Lifecycle.Name, Assert.Single(converted.Waiting).Kind));
        Assert.Equal(120_000, converted.Cost);
        Assert.Contains(office.Mail.Taken, mail => mail.Subject.Contains("Another way", StringComparison.Ordinal));
        await office.Restart();
        await office.Qualify(id);
        Assert.Equal("approval", (await office.Request(id)).Stage);
        Assert.Null(TimelineEntry.FirstBreak(await office.Get<RequestQueries>().Timeline(id)));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task clock_of_the_service_level_stands_still_while_the_requester_is_asked()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        await office.Pass(TimeSpan.FromHours(30));
        await office.Screen(id, ScreeningDecision.AskForInformation, "How many tills?");
        await office.Pass(TimeSpan.FromDays(7));
        Assert.IsType<Outcome<RequestRecord>.Done>(await office.Get<TrackingDesk>().Answer(office.Token("/requests/track/", "zoe@example.org"), "Forty-two."));
        await office.Settle();

        var wait = Assert.Single((await office.Request(id)).Waiting);
        Assert.Equal(("screening", wait.Since.AddHours(18)), (wait.Kind, wait.Due!.Value));
    }

    [Fact]
    public async Task work_list_pages_by_what_is_due_first_and_shows_each_request_once()
    {
        await using var office = await TestOffice.Open();
        var ids = new List<RequestId>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await office.Submit($"Request {i}"));
            await office.Pass(TimeSpan.FromMinutes(10));
        }
        await office.Qualify(ids[2]);
        await office.Screen(ids[4], ScreeningDecision.Decline, "No.");

        var (seen, cursor) = (new List<RequestId>(), (string?)null);
        do
        {
            var page = await office.Get<WorkListQueries>().List(new(Cursor: cursor, PageSize: 2));
            seen.AddRange(page.Rows.Select(row => row.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        Assert.Equal([ids[0], ids[1], ids[3], ids[5], ids[6], ids[2]], seen);
        var counts = await office.Get<WorkListQueries>().Counts();
        Assert.Equal((new WorkCount(5, 0), new WorkCount(1, 0)), (counts["screening"], counts["scoring"]));
    }

    [Fact]
    public async Task office_that_is_older_than_the_work_lists_rows_writes_them_once()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var tables = office.Get<PmoFlow.Platform.Tables.ITableStore>();
        await foreach (var row in tables.Scan(OfficeTables.RequestRows, "work/screening"))
            await PmoFlow.Platform.Tables.TableStoreExtensions.Delete(tables, OfficeTables.RequestRows, row.Key);

        Assert.Equal(id, Assert.Single((await office.Get<WorkListQueries>().List(new())).Rows).Id);
    }

    private static async Task<string> Refused(TestOffice office, RequestId id, Screened word)
    {
        var refused = Assert.IsType<Outcome<RequestRecord>.Refused>(await office.Get<ScreeningDesk>().Screen(id, TestPeople.Analyst, null, word));
        return Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors[0].Field;
    }
}
