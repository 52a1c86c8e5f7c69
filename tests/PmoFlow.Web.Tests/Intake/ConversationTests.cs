using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class ConversationTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task requester_and_office_write_to_each_other_and_each_is_told_by_mail()
    {
        var (id, tracking) = await office.Submit("Door for the archive");

        Assert.Equal(tracking, (await office.Anybody.Send($"{tracking}/messages", ("message", "The key was lost, too."))).SeeOther());
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("The key was lost, too.", await analyst.Page($"/requests/{id}"), StringComparison.Ordinal);
        var told = Assert.Single(await office.MailsTo(TestOffice.Analyst, $"[{id}] Ann Doe wrote"));
        Assert.Contains("The key was lost, too.", told.Text("text"), StringComparison.Ordinal);

        Assert.Equal($"/requests/{id}#conversation",
            (await analyst.Fill($"/requests/{id}", $"/requests/{id}/messages", ("message", "We have a spare one."))).SeeOther());
        var answered = Assert.Single(await office.MailsTo("ann@example.org", $"[{id}] A message"));
        var link = new Uri(answered.GetProperty("links")[0].GetString()!).AbsolutePath;
        var page = await office.Anybody.Page(link);
        Assert.Contains("We have a spare one.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Laurent", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task programs_of_the_office_read_and_write_messages_too()
    {
        var (id, _) = await office.Submit("Window");
        using var analyst = office.As(TestOffice.Analyst);

        var sent = await analyst.PostJson($"/api/v1/requests/{id}/messages", new { text = "Which floor?" });
        Assert.Equal("Which floor?", sent.GetProperty("messages")[0].Text("text"));
        Assert.Equal("office", (await analyst.GetJson($"/api/v1/requests/{id}/messages")).GetProperty("messages")[0].Text("from"));
        await analyst.PostJson("/api/v1/requests/R-NONESUCH/messages", new { text = "Hello?" }, HttpStatusCode.NotFound);
        await analyst.PostJson($"/api/v1/requests/{id}/messages", new { text = "" }, HttpStatusCode.BadRequest);
        await office.Anybody.PostJson($"/api/v1/requests/{id}/messages", new { text = "Let me in." }, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(" ", "Write your message.")]
    [InlineData(null, "5,000")]
    public async Task a_message_of_nothing_or_too_much_is_refused_and_stays_typed(string? message, string said)
    {
        var (_, tracking) = await office.Submit("Shelf");

        var answer = await office.Anybody.Send($"{tracking}/messages", ("message", message ?? "begin" + new string('x', 5_001)));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(message ?? "beginxxx", page, StringComparison.Ordinal);
    }
}
