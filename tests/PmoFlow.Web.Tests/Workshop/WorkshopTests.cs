using System.Net;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Workshop;

/// <summary>An administrator reads, changes, compares and publishes a process by pages and forms, without script.</summary>
public sealed class WorkshopTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task lifecycle_is_shown_as_its_file_beside_a_drawing_with_the_same_in_words()
    {
        using var admin = office.As(TestOffice.Administrator);

        var page = WebUtility.HtmlDecode(await admin.Page("/lifecycles/capital"));

        Assert.Contains("<svg class=\"life\"", page, StringComparison.Ordinal);
        Assert.Contains("Finance sign-off (above 250,000)", page, StringComparison.Ordinal);
        Assert.Contains("Silence: rests for 1 month", page, StringComparison.Ordinal);
        Assert.Contains("<li id=\"line-6\"><code>lifecycle: capital</code></li>", page, StringComparison.Ordinal);
        Assert.Contains("<td data-label=\"What\">quorum</td><td data-label=\"Says\" class=\"words\">60 % of them</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task nobody_but_an_administrator_comes_in()
    {
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.Page("/lifecycles", HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/v1/lifecycles")).StatusCode);
    }

    [Fact]
    public async Task draft_is_checked_when_saved_and_published_with_a_note_and_new_requests_begin_with_it()
    {
        using var admin = office.As(TestOffice.Administrator);
        var (before, _) = await office.Submit("Begun before the change");
        Assert.Equal("/lifecycles/standard/draft", (await admin.Fill("/lifecycles/standard", "/lifecycles/standard/draft/begin")).SeeOther());
        var text = await Text(admin);
        var shipped = await Version(admin, before);
        Assert.Contains($"version: {shipped + 1}", text, StringComparison.Ordinal);

        await admin.Fill("/lifecycles/standard/draft", "/lifecycles/standard/draft", ("text", text.Replace("quorum: majority", "quorum: most", StringComparison.Ordinal)));
        var refused = WebUtility.HtmlDecode(await admin.Page("/lifecycles/standard/draft"));
        Assert.Contains("'most' is unknown as 'quorum'", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(">Publish</a>", refused, StringComparison.Ordinal);
        Assert.Equal("/lifecycles/standard/draft", (await admin.GetAsync("/lifecycles/standard/publish")).SeeOther());

        await admin.Fill("/lifecycles/standard/draft", "/lifecycles/standard/draft", ("text", text.Replace("quorum: majority", "quorum: all", StringComparison.Ordinal)));
        var confirm = WebUtility.HtmlDecode(await admin.Page("/lifecycles/standard/publish"));
        Assert.Contains("more than half of them", confirm, StringComparison.Ordinal);
        Assert.Contains("all of them", confirm, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Fill("/lifecycles/standard/publish", "/lifecycles/standard/publish", ("note", " "))).StatusCode);
        Assert.Equal("/lifecycles/standard", (await admin.Fill("/lifecycles/standard/publish", "/lifecycles/standard/publish", ("note", "All must agree <from now on>."))).SeeOther());

        var (after, _) = await office.Submit("Begun after the change");
        Assert.Equal((shipped, shipped + 1), (await Version(admin, before), await Version(admin, after)));
        var page = WebUtility.HtmlDecode(await admin.Page("/lifecycles/standard"));
        Assert.Contains("All must agree <from now on>.", page, StringComparison.Ordinal);
        Assert.Contains($"The folder of files holds version {shipped}", page, StringComparison.Ordinal);
        var differences = await admin.GetJson($"/api/v1/lifecycles/standard/differences?from={shipped}&to={shipped + 1}");
        Assert.Equal("Gate Approval: quorum more than half of them → all of them", Assert.Single(differences.GetProperty("items").EnumerateArray()).Text("text"));
        var versions = (await admin.GetJson("/api/v1/lifecycles")).GetProperty("items").EnumerateArray().Where(v => v.Text("lifecycle") == "standard").ToList();
        Assert.Equal([shipped + 1, shipped], versions.Select(v => v.GetProperty("version").GetInt32()));
        Assert.True(versions.TrueForAll(v => v.GetProperty("running").GetInt32() >= 1));
    }

    [Fact]
    public async Task what_somebody_else_saved_meanwhile_is_not_written_over()
    {
        using var admin = office.As(TestOffice.Administrator);
        (await admin.Fill("/lifecycles", "/lifecycles", ("name", "purchase"), ("from", "fast-track"))).SeeOther();
        (await admin.Fill("/lifecycles/purchase/draft", "/lifecycles/purchase/draft", ("text", "lifecycle: purchase"))).SeeOther();

        var late = await admin.Fill("/lifecycles/purchase/draft", "/lifecycles/purchase/draft", ("seen", "1"), ("text", "lost"));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("lifecycle: purchase", await admin.Page("/lifecycles/purchase/draft"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task check_names_each_defect_with_its_line_and_a_fix_and_stores_nothing()
    {
        using var admin = office.As(TestOffice.Administrator);
        var file = (await admin.GetJson("/api/v1/lifecycles/fast-track/versions/1")).Text("file");

        var taken = await admin.PostJson("/api/v1/lifecycles/fast-track/check", new { file }, HttpStatusCode.OK);
        Assert.Equal("write 'version: 2'", Assert.Single(taken.GetProperty("defects").EnumerateArray()).Text("fix"));
        var good = await admin.PostJson("/api/v1/lifecycles/fast-track/check", new { file = file.Replace("version: 1", "version: 2", StringComparison.Ordinal) }, HttpStatusCode.OK);
        Assert.True(good.GetProperty("ok").GetBoolean());
        await admin.PostJson("/api/v1/lifecycles/fast-track/publish", new { file = "nonsense", note = "x" }, HttpStatusCode.BadRequest);
        Assert.Equal(1, (await admin.GetJson("/api/v1/lifecycles")).GetProperty("items").EnumerateArray().Count(v => v.Text("lifecycle") == "fast-track"));
    }

    [Fact]
    public async Task made_up_request_lives_in_virtual_time_and_every_mail_and_wait_is_shown()
    {
        using var admin = office.As(TestOffice.Administrator);
        var before = (await office.Anybody.GetJson("/api/v1/dev/messages")).GetArrayLength();

        var trial = (await admin.Fill("/lifecycles/capital/try", "/lifecycles/capital/trials", ("version", "1"), ("title", "A new press"), ("fields.unit", "operations"),
            ("fields.cost", "400000"), ("act.seat:investment/board/executive in enterprise", "silent"), ("act.seat:investment/board/approver in enterprise", "silent"))).SeeOther();
        var page = WebUtility.HtmlDecode(await admin.Page(trial));

        Assert.Matches("<p class=\"notice \"><strong>Declined after", page);
        Assert.Contains("Decision at Investment board: ", page, StringComparison.Ordinal);
        Assert.Contains("Nobody decided in time, so it was declined.", page, StringComparison.Ordinal);
        Assert.Contains("Investment decision: A new press", page, StringComparison.Ordinal);
        Assert.Contains("Otherwise: It is declined.", page, StringComparison.Ordinal);
        Assert.Contains("never does", await admin.Page(trial.Replace("trials/", "try?version=1&trial=", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(before, (await office.Anybody.GetJson("/api/v1/dev/messages")).GetArrayLength());
    }

    [Fact]
    public async Task trial_by_a_program_says_what_came_of_it_and_refuses_what_cannot_be()
    {
        using var admin = office.As(TestOffice.Administrator);
        var people = (await admin.GetJson("/api/v1/lifecycles/fast-track/people")).GetProperty("items").EnumerateArray().Select(role => role.Text("key")).ToList();
        var seat = people.First(key => key.StartsWith("seat:", StringComparison.Ordinal));

        var trial = await admin.PostJson("/api/v1/lifecycles/fast-track/trials", new
        {
            fields = new { unit = "operations", cost = 900 },
            people = new Dictionary<string, object> { [seat] = new { act = "decline", after = 3 } },
        }, HttpStatusCode.Created);

        Assert.Equal("ended", trial.Text("state"));
        Assert.Contains(trial.GetProperty("events").EnumerateArray(), e => e.Text("kind") == "mail" && e.Text("mail").Length > 50);
        Assert.Equal(trial.Text("result"), (await admin.GetJson($"/api/v1/lifecycles/fast-track/trials/{trial.Text("id")}")).Text("result"));
        await admin.PostJson("/api/v1/lifecycles/fast-track/trials", new { fields = new { cost = "lots" } }, HttpStatusCode.BadRequest);
        await admin.PostJson("/api/v1/lifecycles/fast-track/trials", new { file = "nonsense" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task running_requests_are_moved_after_a_preview_and_each_timeline_says_so()
    {
        using var admin = office.As(TestOffice.Administrator);
        var moved = await Capital("Is moved to the new version");
        var stays = await Capital("Stays on its version");
        var on = WebUtility.HtmlDecode(await admin.Page("/lifecycles/capital/migrate?from=1&to=1"));
        Assert.Contains(moved, on, StringComparison.Ordinal);
        Assert.DoesNotContain($"request.{moved}", on, StringComparison.Ordinal);
        var file = (await admin.GetJson("/api/v1/lifecycles/capital/versions/1")).Text("file").Replace("version: 1", "version: 2", StringComparison.Ordinal)
            .Replace("serviceLevel: 3 working days", "serviceLevel: 6 working days", StringComparison.Ordinal);
        await admin.PostJson("/api/v1/lifecycles/capital/publish", new { file, note = "Screening takes longer." }, HttpStatusCode.Created);

        var preview = WebUtility.HtmlDecode(await admin.Page("/lifecycles/capital/migrate?from=1&to=2"));
        Assert.Contains("Its wait goes on; the deadline counts from when the wait began.", preview, StringComparison.Ordinal);
        Assert.Contains($"request.{stays}", preview, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Fill("/lifecycles/capital/migrate?from=1&to=2", "/lifecycles/capital/migrations", ("which", "chosen"))).StatusCode);
        var migration = (await admin.Fill("/lifecycles/capital/migrate?from=1&to=2", "/lifecycles/capital/migrations", ("which", "chosen"), ($"request.{moved}", "yes"))).SeeOther();

        var id = migration.Split('/')[^1];
        for (var look = 0; look < 5 && (await admin.GetJson($"/api/v1/lifecycles/capital/migrations/{id}")).GetProperty("finishedAt").ValueKind == JsonValueKind.Null; look++)
        {
            await office.Idle();
            await office.Advance("PT10S");
        }
        Assert.Contains("1 request moved as was previewed, 0 stayed.", await admin.Page(migration), StringComparison.Ordinal);
        Assert.Equal((2, 1), (await Version(admin, moved), await Version(admin, stays)));
        var timeline = await admin.GetJson($"/api/v1/requests/{moved}/timeline");
        Assert.Contains(timeline.Entries(), entry => entry.Text("summary").StartsWith("Goes on by version 2 of Capital programme.", StringComparison.Ordinal));
        await admin.PostJson("/api/v1/lifecycles/capital/migrations", new { from = 2, to = 2 }, HttpStatusCode.BadRequest);
        Assert.Single((await admin.GetJson("/api/v1/lifecycles/capital/migrations/preview?from=1&to=2")).GetProperty("items").EnumerateArray());
    }

    private async Task<string> Capital(string title)
    {
        var created = await office.Anybody.PostJson("/api/v1/requests", new
        {
            lifecycle = "capital",
            title,
            description = "A press.",
            requester = new { name = "Ann Doe", email = "ann@example.org" },
            fields = new { unit = "operations", cost = 400000 },
        }, HttpStatusCode.Created);
        await office.Idle();
        return created.Text("id");
    }

    private static async Task<string> Text(HttpClient admin)
    {
        var page = await admin.Page("/lifecycles/standard/draft");
        var from = page.IndexOf('>', page.IndexOf("<textarea", StringComparison.Ordinal)) + 1;
        return WebUtility.HtmlDecode(page[from..page.IndexOf("</textarea>", StringComparison.Ordinal)]).TrimStart('\n');
    }

    private static async Task<int> Version(HttpClient admin, string id) => (await admin.GetJson($"/api/v1/requests/{id}")).GetProperty("version") is { ValueKind: JsonValueKind.Number } v ? v.GetInt32() : 0;
}
