using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Operations;

/// <summary>What pages offer, programs can do.</summary>
public sealed class OperationsApiTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task instances_are_listed_by_page_state_and_orchestration()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await office.Submit($"Listed {i}")).Id);
        using var admin = office.As(TestOffice.Administrator);
        await admin.PostJson($"/api/v1/operations/instances/{ids.First()}/suspend", new { reason = "To be listed." });

        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = await admin.GetJson($"/api/v1/operations/instances?name=RequestLifecycle&pageSize=2&cursor={Uri.EscapeDataString(cursor)}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            cursor = page.Text("cursor");
        }
        while (cursor is not null);

        Assert.Equal(seen.Order(StringComparer.Ordinal).Distinct(), seen);
        Assert.Superset(ids, seen.ToHashSet());
        var suspended = await admin.GetJson("/api/v1/operations/instances?state=suspended");
        Assert.Contains(suspended.GetProperty("items").EnumerateArray(), item => item.Text("id") == ids.First());
        Assert.All(suspended.GetProperty("items").EnumerateArray(), item => Assert.Equal("suspended", item.Text("state")));
        await (await admin.GetAsync("/api/v1/operations/instances?state=asleep", TestContext.Current.CancellationToken)).Json(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task terminated_instance_is_restarted_terminated_again_and_purged_and_every_step_is_kept()
    {
        var (id, _) = await office.Submit("Ended and begun anew");
        using var admin = office.As(TestOffice.Administrator);
        var instance = $"/api/v1/operations/instances/{id}";

        await admin.PostJson($"{instance}/purge", new { reason = "Too early." }, HttpStatusCode.Conflict);
        await admin.PostJson($"{instance}/terminate", new { reason = "Sent by mistake.", withChildren = true });
        var ended = await admin.GetJson(instance);
        Assert.Equal(("terminated", "Sent by mistake."), (ended.GetProperty("instance").Text("state"), ended.Text("output")));
        Assert.Equal(["restart", "purge"], ended.GetProperty("commands").EnumerateArray().Select(command => command.GetString()));
        await admin.PostJson($"{instance}/restart", new { reason = "Not by mistake after all." });
        await office.Idle();
        Assert.Equal("running", (await admin.GetJson(instance)).GetProperty("instance").Text("state"));
        await admin.PostJson($"{instance}/terminate", new { reason = "By mistake." });
        await admin.PostJson($"{instance}/purge", new { reason = "To make room." });
        await (await admin.GetAsync(instance, TestContext.Current.CancellationToken)).Json(HttpStatusCode.NotFound);

        var kept = await admin.GetJson($"{instance}/commands");
        Assert.Equal(
            [("purge", "To make room.", "done"), ("terminate", "By mistake.", "done"), ("restart", "Not by mistake after all.", "done"), ("terminate", "Sent by mistake.", "done")],
            kept.GetProperty("items").EnumerateArray().Select(c => (c.Text("command"), c.Text("reason"), c.Text("result"))));
        Assert.All(kept.GetProperty("items").EnumerateArray(), command => Assert.Equal(TestOffice.Administrator, command.Text("by")));
    }

    [Fact]
    public async Task what_ended_before_a_day_is_purged_and_nothing_else()
    {
        var (old, _) = await office.Submit("Ended long ago");
        var (alive, _) = await office.Submit("Still alive");
        using var admin = office.As(TestOffice.Administrator);
        await admin.PostJson($"/api/v1/operations/instances/{old}/terminate", new { reason = "To be old." });
        await office.Advance("P2D");
        var (young, _) = await office.Submit("Ended just now");
        await admin.PostJson($"/api/v1/operations/instances/{young}/terminate", new { reason = "To be young." });
        var now = (await office.Anybody.GetJson("/api/v1/dev/clock")).GetProperty("now").GetDateTimeOffset();

        Assert.Contains("endedBefore", (await admin.PostJson("/api/v1/operations/purge", new { reason = "Room." }, HttpStatusCode.BadRequest)).GetProperty("errors").ToString(), StringComparison.Ordinal);
        await admin.PostJson("/api/v1/operations/purge", new { reason = "Room.", endedBefore = now.AddDays(1) }, HttpStatusCode.BadRequest);
        var done = await admin.PostJson("/api/v1/operations/purge", new { reason = "Room.", endedBefore = now.AddDays(-1) });

        Assert.Matches("^[1-9][0-9]* purged$", done.Text("result"));
        // To the minute: a day of the office's zone is not one of the record's.
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"ended before {now.AddDays(-1):yyyy-MM-dd HH:mm} UTC"), done.Text("details"));
        await (await admin.GetAsync($"/api/v1/operations/instances/{old}", TestContext.Current.CancellationToken)).Json(HttpStatusCode.NotFound);
        foreach (var id in new[] { alive, young })
            await admin.GetJson($"/api/v1/operations/instances/{id}");
        Assert.Equal("Ended long ago", (await admin.GetJson($"/api/v1/requests/{old}")).Text("title"));
    }

    [Fact]
    public async Task overview_says_how_the_platform_is()
    {
        await office.Submit("Counted");
        using var admin = office.As(TestOffice.Administrator);

        var overview = await admin.GetJson("/api/v1/operations");

        Assert.True(overview.GetProperty("ready").GetBoolean());
        var load = overview.GetProperty("load");
        Assert.True(load.GetProperty("instances").GetProperty("running").GetInt32() > 0);
        Assert.True(load.GetProperty("activitiesLastMinute").GetInt64() > 0);
        Assert.Equal((0, 0.0), (load.GetProperty("parked").GetInt32(), load.GetProperty("oldestOverdueTimerSeconds").GetDouble()));
        Assert.Empty(overview.GetProperty("notOffered").EnumerateObject());
    }

    [Fact]
    public async Task command_that_lacks_a_reason_or_an_instance_is_refused_and_leaves_no_trace()
    {
        var (id, _) = await office.Submit("Not touched");
        using var admin = office.As(TestOffice.Administrator);

        Assert.Contains("reason", (await admin.PostJson($"/api/v1/operations/instances/{id}/suspend", new { }, HttpStatusCode.BadRequest)).GetProperty("errors").ToString(), StringComparison.Ordinal);
        await admin.PostJson("/api/v1/operations/instances/R-NONESUCH/suspend", new { reason = "x" }, HttpStatusCode.NotFound);
        await admin.PostJson($"/api/v1/operations/instances/{id}/release", new { reason = "x" }, HttpStatusCode.Conflict);

        Assert.Empty((await admin.GetJson($"/api/v1/operations/instances/{id}/commands")).GetProperty("items").EnumerateArray());
        Assert.Equal("running", (await admin.GetJson($"/api/v1/operations/instances/{id}")).GetProperty("instance").Text("state"));
    }

    [Fact]
    public async Task history_and_description_are_there_for_programs()
    {
        var (id, _) = await office.Submit("Told line by line");
        using var admin = office.As(TestOffice.Administrator);

        var lines = (await admin.GetJson($"/api/v1/operations/instances/{id}/history")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("RequestLifecycle started", lines[0].Text("what"));
        Assert.Equal(id, JsonElement.Parse(lines[0].Text("data")).Text("request"));

        var described = (await office.Anybody.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken)).GetProperty("paths");
        foreach (var path in new[] { "", "/instances", "/instances/{id}", "/instances/{id}/history", "/instances/{id}/retry-parked", "/purge", "/backups", "/commands", "/parked" })
            Assert.True(described.TryGetProperty("/api/v1/operations" + path, out _), path);
    }
}
