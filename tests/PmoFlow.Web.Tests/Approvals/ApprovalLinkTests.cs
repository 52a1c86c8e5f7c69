using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Approvals;

public sealed partial class ApprovalLinkTests(TestOffice office) : IClassFixture<TestOffice>
{
    private readonly HttpClient analyst = office.As(TestOffice.Analyst);

    [Fact]
    public async Task opening_a_link_decides_nothing_and_nothing_is_chosen_beforehand()
    {
        var id = await office.AtGate("Opened by a scanner");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        for (var i = 0; i < 3; i++)
            Assert.DoesNotContain("checked", await office.Anybody.Page(link), StringComparison.Ordinal);
        using var head = new HttpRequestMessage(HttpMethod.Head, link);
        await office.Anybody.SendAsync(head, TestContext.Current.CancellationToken);

        Assert.All(await Seats(id), decision => Assert.Null(decision));
    }

    [Fact]
    public async Task a_decision_without_the_token_of_the_page_does_not_count()
    {
        var id = await office.AtGate("Posted by a machine");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        Assert.Equal(HttpStatusCode.Conflict, (await office.Anybody.Send(link, ("decision", "approve"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await office.Anybody.Send(link, ("decision", "approve"), ("pageToken", new string('A', 43)))).StatusCode);
        Assert.All(await Seats(id), decision => Assert.Null(decision));
    }

    [Fact]
    public async Task a_form_that_is_not_complete_is_shown_again_with_what_was_typed()
    {
        var id = await office.AtGate("Half a decision");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        var nothing = await office.Anybody.Fill(link, link, ("comment", "I am not sure"));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        var page = await nothing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("href=\"#decision\"", page, StringComparison.Ordinal);
        Assert.Contains("I am not sure", page, StringComparison.Ordinal);

        var silent = await office.Anybody.Fill(link, link, ("decision", "decline"), ("comment", ""));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        Assert.Contains("href=\"#comment\"", await silent.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All(await Seats(id), decision => Assert.Null(decision));
    }

    [Fact]
    public async Task each_button_decides_and_enter_in_a_field_presses_none()
    {
        var id = await office.AtGate("Decided with one press");
        var page = await office.Anybody.Page(await office.LinkTo(TestOffice.Approver, id, "approvals"));

        var buttons = Button().Matches(page[page.IndexOf("name=\"pageToken\"", StringComparison.Ordinal)..]).Select(match => match.Value).ToList();
        Assert.Contains("formmethod=\"dialog\"", buttons[0], StringComparison.Ordinal);
        Assert.DoesNotContain("value=", buttons[0], StringComparison.Ordinal);
        Assert.Contains("name=\"decision\" value=\"approve\"", buttons[1], StringComparison.Ordinal);
        Assert.Contains("name=\"decision\" value=\"decline\"", buttons[2], StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"radio\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task press_of_the_wrong_button_can_be_changed_while_the_gate_is_open()
    {
        var id = await office.AtGate("Pressed in error");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        (await office.Anybody.Fill(link, link, ("decision", "decline"), ("comment", "A slip."))).SeeOther();
        var page = await office.Anybody.Page(link);
        Assert.Contains("until it is decided you can change this", page, StringComparison.Ordinal);

        (await office.Anybody.Fill(link, link, ("decision", "approve"), ("comment", "Yes, of course."))).SeeOther();

        Assert.Contains("approve", await Seats(id));
        var after = await office.Anybody.Page(link);
        Assert.Contains("approved this.", after, StringComparison.Ordinal);
        Assert.DoesNotContain("A slip.", after, StringComparison.Ordinal);
        var request = await analyst.Page($"/requests/{id}");
        Assert.Contains("changed their decision: approved: Yes, of course.", request, StringComparison.Ordinal);
        Assert.Contains("<dd>Standard demand, version ", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_was_decided_signed_in_is_changed_on_the_page_of_the_request()
    {
        var id = await office.AtGate("Changed signed in");
        using var leader = office.As(TestOffice.Leader);
        var (page, action) = ($"/requests/{id}", $"/requests/{id}/decision");
        (await leader.Fill(page, action, ("decision", "approve"))).SeeOther();
        (await leader.Fill(page, action, ("decision", "decline"), ("comment", "Read it twice."))).SeeOther();

        Assert.Contains("decline", await Seats(id));
        Assert.Equal(HttpStatusCode.Conflict, (await leader.PostAsJsonAsync($"/api/v1/requests/{id}/decision",
            new { decision = "approve", changes = DateTimeOffset.UnixEpoch }, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task a_second_visit_shows_what_was_decided_and_a_second_decision_is_refused()
    {
        var id = await office.AtGate("Decided twice");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        (await office.Anybody.Fill(link, link, ("decision", "decline"), ("comment", "No people for it."))).SeeOther();

        var page = WebUtility.HtmlDecode(await office.Anybody.Page(link));
        Assert.Contains("Zoë Müller declined this.", page, StringComparison.Ordinal);
        Assert.Contains("No people for it.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", page[..page.IndexOf("Change my decision", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await office.Anybody.Send(link, ("decision", "approve"), ("pageToken", "x"))).StatusCode);
    }

    [Fact]
    public async Task above_the_value_of_the_lifecycle_a_link_alone_is_not_enough()
    {
        var id = await office.AtGate("A costly thing", new { cost = 2_400_000 });
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        Assert.Contains("/sign-in?return=", await office.Anybody.Page(link), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.Anybody.Send(link, ("decision", "approve"), ("pageToken", "x"))).StatusCode);
        using var approver = office.As(TestOffice.Approver);
        Assert.Equal(link, (await approver.Fill(link, link, ("decision", "approve"))).SeeOther());
        Assert.Contains("approve", await Seats(id));
    }

    [Fact]
    public async Task who_has_no_seat_decides_nothing()
    {
        var id = await office.AtGate("Not theirs");
        using var executive = office.As(TestOffice.Executive);

        var problem = await executive.PostJson($"/api/v1/requests/{id}/decision", new { decision = "approve" }, HttpStatusCode.Forbidden);

        Assert.Contains("no seat", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_waits_for_somebody_is_on_their_list_until_they_decide()
    {
        var id = await office.AtGate("On the list");
        using var leader = office.As(TestOffice.Leader);
        Assert.Contains(id, await leader.Page("/approvals"), StringComparison.Ordinal);

        Assert.Equal($"/requests/{id}", (await leader.Fill($"/requests/{id}", $"/requests/{id}/decision", ("decision", "approve"))).SeeOther());

        Assert.DoesNotContain(id, await leader.Page("/approvals"), StringComparison.Ordinal);
        Assert.DoesNotContain((await leader.GetJson("/api/v1/approvals")).EnumerateArray(), round => round.Text("request") == id);
    }

    [Theory]
    [InlineData("/approvals/")]
    [InlineData("/health-checks/")]
    [InlineData("/requests/track/")]
    [InlineData("/actions/link/")]
    public async Task a_link_that_nobody_was_given_opens_nothing_and_says_what_to_do(string root)
    {
        foreach (var token in new[] { "x", new string('A', 43), new string('A', 5000) })
            Assert.Contains("newest mail", await office.Anybody.Page(root + token, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_word_that_is_no_decision_is_refused_by_name()
    {
        var id = await office.AtGate("Maybe");
        using var approver = office.As(TestOffice.Approver);

        foreach (var word in new[] { "maybe", "", "0" })
        {
            var response = await approver.PostAsJsonAsync($"/api/v1/requests/{id}/decision", new { decision = word }, TestContext.Current.CancellationToken);
            Assert.True((await response.Json(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty("decision", out _));
        }
    }

    private async Task<IReadOnlyList<string?>> Seats(string id) =>
        [.. (await analyst.GetJson($"/api/v1/requests/{id}/rounds"))[0].GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("decision").GetString())];

    [GeneratedRegex("<button[^>]*>")]
    private static partial Regex Button();
}
