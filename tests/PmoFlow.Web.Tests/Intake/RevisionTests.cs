using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class RevisionTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task each_revision_is_kept_and_stands_beside_the_one_before()
    {
        var (id, tracking) = await office.Submit("Forklift for hall 3");
        Assert.Contains("value=\"Forklift for hall 3\"", await office.Anybody.Page($"{tracking}/revise"), StringComparison.Ordinal);

        Assert.Equal(tracking, (await Revise(tracking, ("title", "Two forklifts for hall 3"), ("fields.cost", "250,000"))).SeeOther());

        using var analyst = office.As(TestOffice.Analyst);
        var request = await analyst.GetJson($"/api/v1/requests/{id}");
        Assert.Equal((2, 250_000m, "Two forklifts for hall 3"), (request.GetProperty("revision").GetInt32(), request.GetProperty("cost").GetDecimal(), request.Text("title")));
        var compared = WebUtility.HtmlDecode(await analyst.Page($"/requests/{id}/revisions"));
        foreach (var said in new[] { "Forklift for hall 3", "Two forklifts for hall 3", "125,000", "250,000", "ann@example.org" })
            Assert.Contains(said, compared, StringComparison.Ordinal);
        Assert.Contains("Revised (2): Title, Expected cost.", WebUtility.HtmlDecode(await office.Anybody.Page(tracking)), StringComparison.Ordinal);
        Assert.True((await analyst.GetJson($"/api/v1/requests/{id}/timeline")).GetProperty("whole").GetBoolean());
    }

    [Fact]
    public async Task a_revision_at_the_gate_voids_the_links_and_asks_everybody_again_with_what_changed()
    {
        var id = await office.AtGate("Heat pumps for the offices");
        var tracking = await office.LinkTo("ann@example.org", id, "requests/track");
        var before = await office.LinkTo(TestOffice.Approver, id, "approvals");

        (await Revise(tracking, ("description", "Now for the workshops as well."))).SeeOther();
        await office.Idle();

        var after = await office.LinkTo(TestOffice.Approver, id, "approvals");
        Assert.NotEqual(before, after);
        Assert.Contains("Now for the workshops as well.", (await office.MailsTo(TestOffice.Approver, id))[^1].Text("text"), StringComparison.Ordinal);
        var old = await office.Anybody.Send(before, ("decision", "approve"), ("comment", ""));
        Assert.NotEqual(HttpStatusCode.SeeOther, old.StatusCode);
        (await office.Anybody.Fill(after, after, ("decision", "approve"), ("comment", ""))).SeeOther();
    }

    [Fact]
    public async Task what_is_wrong_with_a_revision_is_named_and_what_was_typed_stays()
    {
        var (id, tracking) = await office.Submit("Lights for the yard");

        var answer = await Revise(tracking, ("title", "Lights and fences"), ("fields.cost", "a lot"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("href=\"#fields-cost\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Lights and fences\"", page, StringComparison.Ordinal);
        var same = await Revise(tracking);
        Assert.Contains("Nothing is different", await same.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(1, (await analyst.GetJson($"/api/v1/requests/{id}")).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task who_revises_what_was_revised_meanwhile_is_told_so()
    {
        var (_, tracking) = await office.Submit("Ramp at the north door");
        (await Revise(tracking, ("title", "Ramps at both doors"))).SeeOther();

        Assert.Equal(HttpStatusCode.Conflict, (await Revise(tracking, ("revision", "1"), ("title", "No ramp"))).StatusCode);
    }

    [Fact]
    public async Task what_has_ended_is_not_revised()
    {
        var (_, tracking) = await office.Submit("Umbrellas");
        await office.Anybody.Send($"{tracking}/withdraw", ("reason", ""));
        await office.Idle();

        Assert.Equal(HttpStatusCode.SeeOther, (await office.Anybody.GetAsync($"{tracking}/revise", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await office.Anybody.Send($"{tracking}/revise", ("revision", "1"), ("title", "Parasols"))).StatusCode);
    }

    /// <summary>The form as it stands with some answers changed, as a browser sends it.</summary>
    private async Task<HttpResponseMessage> Revise(string tracking, params (string Name, string Value)[] changed)
    {
        using var analyst = office.As(TestOffice.Analyst);
        var page = await office.Anybody.GetJson(tracking.Replace("/requests/track/", "/api/v1/tracking/", StringComparison.Ordinal));
        var all = new Dictionary<string, string>
        {
            ["revision"] = page.GetProperty("revision").ToString(),
            ["title"] = page.Text("title"),
            ["description"] = page.Text("description"),
        };
        foreach (var field in page.GetProperty("fields").EnumerateObject())
            all[$"fields.{field.Name}"] = field.Value.GetString()!;
        foreach (var (name, value) in changed)
            all[name] = value;
        return await office.Anybody.Send($"{tracking}/revise", [.. all.Select(field => (field.Key, field.Value))]);
    }
}
