using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class SubmissionTests(TestOffice office) : IClassFixture<TestOffice>
{
    private const string Requester = "\"requester\":{\"name\":\"Ann\",\"email\":\"ann@example.org\"}";

    [Fact]
    public async Task a_request_is_accepted_with_its_number_and_the_tracking_page()
    {
        var response = await office.Anybody.PostAsJsonAsync("/api/v1/requests", Life.Submission("A portal"), TestContext.Current.CancellationToken);
        var created = await response.Json(HttpStatusCode.Created);

        Assert.Matches("^R-[0-9A-Z]{8}$", created.Text("id"));
        Assert.Equal($"/api/v1/requests/{created.Text("id")}", response.Headers.Location!.OriginalString);
        Assert.StartsWith($"{office.Address}requests/track/", created.Text("trackingUrl"), StringComparison.Ordinal);
        Assert.Contains("A portal", await office.Anybody.Page(new Uri(created.Text("trackingUrl")).AbsolutePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_key_again_is_the_same_request_again()
    {
        async Task<string> Submit(string title)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/requests") { Content = JsonContent.Create(Life.Submission(title)) };
            request.Headers.Add("Idempotency-Key", "row 17 of the list");
            return (await (await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken)).Json(HttpStatusCode.Created)).Text("id");
        }

        Assert.Equal(await Submit("Once"), await Submit("Once"));
    }

    [Fact]
    public async Task answers_may_be_text_numbers_or_booleans()
    {
        var (id, _) = await office.Submit("Typed", new { cost = 12343.96, unit = "finance", urgency = "canWait" });
        using var analyst = office.As(TestOffice.Analyst);
        var request = await analyst.GetJson($"/api/v1/requests/{id}");

        Assert.Equal("12343.96", request.GetProperty("fields").Text("cost"));
        Assert.Equal(12343.96m, request.GetProperty("cost").GetDecimal());
        Assert.Equal("finance", request.Text("unit"));
    }

    [Theory]
    [InlineData("""{"description":"d",REQ}""", "title")]
    [InlineData("""{"title":"","description":"d",REQ}""", "title")]
    [InlineData("""{"title":"t","description":"",REQ}""", "description")]
    [InlineData("""{"title":"t","description":"d"}""", "requester.email")]
    [InlineData("""{"title":"t","description":"d","requester":{"name":"A","email":"nobody"}}""", "requester.email")]
    [InlineData("""{"title":7,"description":"d",REQ}""", "title")]
    [InlineData("""{"title":"t","description":"d","requester":"Ann"}""", "requester")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":[]}""", "fields")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":{"cost":"a lot"}}""", "fields.cost")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":{"cost":true}}""", "fields.cost")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":{"cost":{"eur":5}}}""", "fields.cost")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":{"unit":"moon"}}""", "fields.unit")]
    [InlineData("""{"title":"t","description":"d",REQ,"fields":{"colour":"red"}}""", "fields.colour")]
    [InlineData("""{"title":"t","description":"d",REQ,"lifecycle":"secret"}""", "lifecycle")]
    [InlineData("""{"title":"t","description":""", "description")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    public async Task what_is_wrong_is_told_by_the_name_of_its_field(string json, string field)
    {
        var problem = await (await Post(Encoding.UTF8.GetBytes(json.Replace("REQ", Requester, StringComparison.Ordinal)))).Json(HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").EnumerateObject().Any(error => error.Name == field), problem.ToString());
    }

    [Fact]
    public async Task broken_utf8_is_refused_by_the_name_of_its_field_and_nothing_is_stored()
    {
        byte[] json = [.. Encoding.UTF8.GetBytes("{\"title\":\"Broken "), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\",\"description\":\"d\"," + Requester + "}")];

        var problem = await (await Post(json)).Json(HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty("title", out _), problem.ToString());
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(0, (await analyst.GetJson("/api/v1/requests?q=Broken")).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task more_than_a_megabyte_is_refused_whether_its_length_is_told_or_not(bool told)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(Life.Submission(new string('x', 1_100_000))))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/requests") { Content = content };
        request.Headers.TransferEncodingChunked = !told;

        var problem = await (await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken)).Json(HttpStatusCode.RequestEntityTooLarge);

        Assert.Equal(413, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/imports")]
    [InlineData("/api/v1/imports")]
    [InlineData("/requests")]
    public async Task plain_form_of_more_than_a_megabyte_is_refused_even_where_files_may_be_larger(string address)
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("title=" + new string('x', 1_100_000))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        using var answer = await office.Anybody.PostAsync(address, content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task a_body_that_is_no_json_is_refused_as_such()
    {
        using var content = new StringContent("title=t", Encoding.UTF8, "application/x-www-form-urlencoded");

        await (await office.Anybody.PostAsync("/api/v1/requests", content, TestContext.Current.CancellationToken)).Json(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task a_form_with_errors_keeps_what_was_typed_and_names_each_field()
    {
        var response = await office.Anybody.Send("/requests", ("title", "Kept \"as\" typed"), ("requester.email", "no address"), ("fields.cost", "much"));
        var page = WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Kept \"as\" typed", page, StringComparison.Ordinal);
        Assert.Contains("no address", page, StringComparison.Ordinal);
        foreach (var field in new[] { "description", "requester-name", "requester-email", "fields-cost" })
        {
            Assert.Contains($"href=\"#{field}\"", page, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}\"", page, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-error\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_form_in_broken_utf8_is_refused_by_the_name_of_its_field()
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes("title=Broken+%C3%28&description=d"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        var response = await office.Anybody.PostAsync("/requests", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("title holds bytes that are not UTF-8", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_same_form_sent_twice_is_one_request()
    {
        (string, string)[] fields = [("key", Guid.NewGuid().ToString("N")), ("title", "Sent twice"), ("description", "d"),
            ("requester.name", "Ann"), ("requester.email", "ann@example.org")];

        (await office.Anybody.Send("/requests", fields)).SeeOther();
        (await office.Anybody.Send("/requests", fields)).SeeOther();

        using var analyst = office.As(TestOffice.Analyst);
        Assert.Equal(1, (await analyst.GetJson("/api/v1/requests?q=Sent+twice")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task the_same_form_with_another_word_is_shown_again_with_the_number_that_arrived()
    {
        (string, string)[] fields = [("key", Guid.NewGuid().ToString("N")), ("title", "Sent and corrected"), ("description", "d"),
            ("requester.name", "Ann"), ("requester.email", "ann@example.org")];
        (await office.Anybody.Send("/requests", fields)).SeeOther();
        fields[1] = ("title", "Sent and corrected again");

        var again = await office.Anybody.Send("/requests", fields);

        using var analyst = office.As(TestOffice.Analyst);
        var first = (await analyst.GetJson("/api/v1/requests?q=Sent+and+corrected")).GetProperty("items")[0].Text("id");
        var page = WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains($"request {first}", page, StringComparison.Ordinal);
        Assert.Contains("Sent and corrected again", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Idempotency-Key", page, StringComparison.Ordinal);
        Assert.DoesNotContain(fields[0].Item2, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_form_of_very_many_empty_fields_is_refused()
    {
        using var form = new MultipartFormDataContent();
        for (var field = 0; field < 1025; field++)
            form.Add(new StringContent(""), $"f{field}");

        var answer = await office.Anybody.PostAsync("/requests", form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task script_in_a_title_is_text_on_every_page_and_in_every_mail()
    {
        const string script = "<script>alert(1)</script>";
        var id = await office.AtGate($"Bad {script}");
        using var analyst = office.As(TestOffice.Analyst);
        using var approver = office.As(TestOffice.Approver);
        var approval = await office.LinkTo(TestOffice.Approver, id, "approvals");
        var message = (await analyst.GetJson($"/api/v1/dev/messages?to={TestOffice.Approver}"))[0].Text("id");

        foreach (var (client, path) in new[] { (analyst, "/requests"), (analyst, $"/requests/{id}"), (approver, "/approvals"), (office.Anybody, approval),
            (analyst, "/inbox"), (analyst, $"/inbox/{message}"), (analyst, $"/inbox/{message}/html") })
        {
            var page = await client.Page(path);
            Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
            Assert.DoesNotContain(script, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task lists_page_by_cursor_until_everything_was_seen_once()
    {
        for (var i = 0; i < 5; i++)
            await office.Submit($"Paged {i}");
        using var analyst = office.As(TestOffice.Analyst);
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = await analyst.GetJson($"/api/v1/requests?q=Paged&pageSize=2&cursor={Uri.EscapeDataString(cursor ?? "")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("title")));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["Paged 4", "Paged 3", "Paged 2", "Paged 1", "Paged 0"], seen);
    }

    private async Task<HttpResponseMessage> Post(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await office.Anybody.PostAsync("/api/v1/requests", content);
    }
}
