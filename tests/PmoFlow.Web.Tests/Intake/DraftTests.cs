using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class DraftTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task a_draft_is_taken_up_again_saved_again_and_gone_once_it_is_sent()
    {
        var address = await Save(("title", "Half a thought"), ("fields.cost", "not yet known"));

        var page = await office.Anybody.Page(address);
        Assert.Contains("value=\"Half a thought\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"not yet known\"", page, StringComparison.Ordinal);
        Assert.Contains("The address of this page opens it again", page, StringComparison.Ordinal);
        var token = address.Split('/')[^1];
        Assert.Equal(address, await Save(("draft", token), ("title", "A whole thought"), ("description", "Why not.")));
        Assert.DoesNotContain("Half a thought", await office.Anybody.Page(address), StringComparison.Ordinal);

        var tracking = (await office.Anybody.Fill(address, "/requests", ("title", "A whole thought"), ("description", "Why not."),
            ("requester.name", "Ann Doe"), ("requester.email", "ann@example.org"))).SeeOther();
        Assert.Contains("A whole thought", await office.Anybody.Page(tracking), StringComparison.Ordinal);
        Assert.Contains("No such draft", await office.Anybody.Page(address, HttpStatusCode.NotFound), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_draft_is_kept_for_thirty_days_and_a_later_save_begins_another()
    {
        var address = await Save(("title", "Forgotten"));
        await office.Advance("P29D");
        await office.Anybody.Page(address);
        await office.Advance("P2D");

        await office.Anybody.Page(address, HttpStatusCode.NotFound);
        Assert.NotEqual(address, await Save(("draft", address.Split('/')[^1]), ("title", "Remembered")));
    }

    [Fact]
    public async Task a_draft_that_is_too_long_is_refused_by_the_name_of_its_field()
    {
        var answer = await office.Anybody.Send("/requests/drafts", ("title", "Long"), ("description", new string('x', 210_000)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("too long to be kept", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_fills_in_the_field_that_nobody_sees_sends_nothing()
    {
        var answer = await office.Anybody.Send("/requests", ("title", "Cheap watches"), ("description", "Buy."), ("requester.name", "Bot"),
            ("requester.email", "bot@example.org"), ("website", "https://watches.example"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await office.Idle();
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(0, (await analyst.GetJson("/api/v1/requests?q=Cheap+watches")).GetProperty("items").GetArrayLength());
    }

    private async Task<string> Save(params (string, string)[] fields) => (await office.Anybody.Send("/requests/drafts", fields)).SeeOther();
}
