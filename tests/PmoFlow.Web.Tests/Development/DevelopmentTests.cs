using System.Net;
using PmoFlow.Web.Development;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Development;

public sealed class DevelopmentTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "pmo.example.org")]
    public async Task what_developers_have_answers_this_machine_only(string header, string value)
    {
        foreach (var path in new[] { "/inbox", "/clock", "/api/v1/dev/messages", "/api/v1/dev/clock" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(header, value);
            Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        }
        using var acting = new HttpRequestMessage(HttpMethod.Get, "/api/v1/projects");
        acting.Headers.Add(header, value);
        acting.Headers.Add("X-Dev-User", TestOffice.Analyst);
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Anybody.SendAsync(acting, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task a_mail_has_text_html_and_its_links_and_the_newest_is_last()
    {
        var (first, tracking) = await office.Submit("First mail");
        var (second, _) = await office.Submit("Second mail");

        var messages = (await office.Anybody.GetJson("/api/v1/dev/messages?to=ANN@example.org")).EnumerateArray().ToList();

        Assert.Contains(first, messages[^2].Text("subject"), StringComparison.Ordinal);
        Assert.Contains(second, messages[^1].Text("subject"), StringComparison.Ordinal);
        Assert.Equal("ann@example.org", messages[^1].Text("to"));
        Assert.Contains("<html", messages[^1].Text("html"), StringComparison.Ordinal);
        Assert.NotEmpty(messages[^1].Text("text"));
        Assert.StartsWith($"{office.Address}requests/track/", messages[^2].GetProperty("links")[0].GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(tracking);
        Assert.Contains(first, await office.Anybody.Page($"/inbox/{messages[^2].Text("id")}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_falls_due_on_the_way_happens_at_its_time()
    {
        var id = await office.AtGate("Silent approvers");
        var before = DateTimeOffset.Parse((await office.Anybody.GetJson("/api/v1/dev/clock")).Text("now"), System.Globalization.CultureInfo.InvariantCulture);

        var after = await office.Advance("P1M");

        Assert.True(after.GetProperty("settled").GetBoolean());
        Assert.True(after.GetProperty("now").GetDateTimeOffset() >= before.AddMonths(1));
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal("declined", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("status"));
        var sent = (await office.Anybody.GetJson($"/api/v1/dev/messages?to={TestOffice.Executive}")).EnumerateArray()
            .Where(message => message.Text("subject").Contains(id, StringComparison.Ordinal)).Select(message => message.GetProperty("sentAt").GetDateTimeOffset()).ToList();
        // Seven calendar days hold five working days; the executives have three working days more and are reminded after two.
        Assert.InRange(sent[0], before.AddDays(6.9), before.AddDays(9.1));
        Assert.InRange(sent[1], sent[0].AddDays(1.9), sent[0].AddDays(4.1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("3 days")]
    [InlineData("-P1D")]
    [InlineData("P0D")]
    [InlineData("P11Y")]
    public async Task what_is_no_duration_moves_nothing(string duration)
    {
        var problem = await office.Anybody.PostJson("/api/v1/dev/clock", new { advance = duration }, HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("advance", out _));
    }

    [Theory]
    [InlineData("P1M", "2028-02-29T10:00:00Z")]
    [InlineData("P1Y2M3W4DT5H6M7S", "2029-04-25T15:06:07Z")]
    [InlineData("PT90M", "2028-01-31T11:30:00Z")]
    public void durations_follow_the_calendar(string duration, string end)
    {
        Assert.True(IsoDuration.TryAdd(new DateTimeOffset(2028, 1, 31, 10, 0, 0, TimeSpan.Zero), duration, out var moved));
        Assert.Equal(DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), moved);
    }
}
