using System.Net.Http.Headers;
using System.Text;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.BadInput;

/// <summary>What nobody should send: each gets a clear answer that names the field, and nothing is stored.</summary>
public sealed class BadRequestTests(RunningOffice office) : IClassFixture<RunningOffice>
{
    private const string Good = """{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"}}""";

    [Theory]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("{}", "title")]
    [InlineData("""{"title":7,"description":"Why","requester":{"name":"Ada","email":"ada@example.org"}}""", "title")]
    [InlineData("""{"title":"  ","description":"Why","requester":{"name":"Ada","email":"ada@example.org"}}""", "title")]
    [InlineData("""{"title":"A title","description":["Why"],"requester":{"name":"Ada","email":"ada@example.org"}}""", "description")]
    [InlineData("""{"title":"A title","requester":{"name":"Ada","email":"ada@example.org"}}""", "description")]
    [InlineData("""{"title":"A title","description":"Why","requester":"Ada"}""", "requester")]
    [InlineData("""{"title":"A title","description":"Why"}""", "requester.email")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"nowhere"}}""", "requester.email")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org\r\nBcc: all@example.org"}}""", "requester.email")]
    [InlineData("""{"lifecycle":"nonesuch","title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"}}""", "lifecycle")]
    [InlineData("""{"lifecycle":3,"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"}}""", "lifecycle")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":[]}""", "fields")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":{"cost":"a lot"}}""", "fields.cost")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":{"cost":[1]}}""", "fields.cost")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":{"cost":1e400}}""", "fields.cost")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":{"neededBy":"2026-02-30"}}""", "fields.neededBy")]
    [InlineData("""{"title":"A title","description":"Why","requester":{"name":"Ada","email":"ada@example.org"},"fields":{"nonesuch":"x"}}""", "fields.nonesuch")]
    public async Task bad_body_is_refused_by_the_name_of_its_field(string body, string field)
    {
        var answer = await Send(Encoding.UTF8.GetBytes(body));

        answer.Expect(400);
        Assert.Contains(field, answer.Errors().Keys);
        Assert.All(answer.Errors().Values.SelectMany(texts => texts), text => Assert.NotEmpty(text));
        await NothingIsStored();
    }

    [Fact]
    public async Task oversize_body_is_refused_with_its_limit()
    {
        var answer = await Send(Encoding.UTF8.GetBytes(Good.Replace("Why", new string('y', 1_100_000), StringComparison.Ordinal)));

        answer.Expect(413);
        Assert.Contains("1 MB", answer.Body, StringComparison.Ordinal);
        await NothingIsStored();
    }

    [Fact]
    public async Task long_title_and_description_are_refused_with_their_limits()
    {
        var answer = await Send(Encoding.UTF8.GetBytes(Good.Replace("A title", new string('t', 201), StringComparison.Ordinal)
            .Replace("Why", new string('y', 20_001), StringComparison.Ordinal)));

        answer.Expect(400);
        Assert.Contains("200", answer.Errors()["title"][0], StringComparison.Ordinal);
        Assert.Contains("20", answer.Errors()["description"][0], StringComparison.Ordinal);
        await NothingIsStored();
    }

    [Fact]
    public async Task broken_utf8_is_refused_by_the_name_of_its_field()
    {
        var bytes = Encoding.UTF8.GetBytes(Good);
        bytes[Good.IndexOf("Why", StringComparison.Ordinal)] = 0xFF;

        var answer = await Send(bytes);

        answer.Expect(400);
        Assert.Contains("description", answer.Errors().Keys);
        Assert.Contains("UTF-8", answer.Body, StringComparison.Ordinal);
        await NothingIsStored();
    }

    [Fact]
    public async Task broken_utf8_in_the_form_is_refused_by_the_name_of_its_field()
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes("title=%FF%FE&description=Why&requester.name=Ada&requester.email=ada%40example.org"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        var answer = await office.Api.Send(HttpMethod.Post, "/requests", content);

        answer.Expect(400);
        Assert.Contains("title holds bytes that are not UTF-8", PageForm.TextOf(answer.Body), StringComparison.Ordinal);
        await NothingIsStored();
    }

    [Fact]
    public async Task empty_form_comes_back_with_every_field_that_needs_an_answer()
    {
        var answer = await office.Api.PostForm("/requests", new Dictionary<string, string> { ["fields.cost"] = "a lot" });

        answer.Expect(400);
        foreach (var id in (string[])["title", "description", "requester-name", "requester-email", "fields-cost"])
            Assert.Contains($"id=\"{id}-error\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("value=\"a lot\"", answer.Body, StringComparison.Ordinal);
        await NothingIsStored();
    }

    [Fact]
    public async Task other_content_types_are_refused_in_words()
    {
        using var content = new StringContent("<request/>", Encoding.UTF8, "application/xml");

        var answer = await office.Api.Send(HttpMethod.Post, "/api/v1/requests", content);

        answer.Expect(415);
        Assert.Contains("application/json", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/approvals/nonesuch")]
    [InlineData("/health-checks/nonesuch")]
    [InlineData("/requests/track/nonesuch")]
    [InlineData("/nonesuch")]
    public async Task unknown_address_is_said_in_words(string path)
    {
        var answer = await office.Api.Get(path);

        answer.Expect(404);
        Assert.Contains("<h1", answer.Body, StringComparison.Ordinal);
    }

    private async Task<Answer> Send(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await office.Api.Send(HttpMethod.Post, "/api/v1/requests", content);
    }

    private async Task NothingIsStored() => Assert.Empty(await office.Api.All<RequestState>("/api/v1/requests"));
}
