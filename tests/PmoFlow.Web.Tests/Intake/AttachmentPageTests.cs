using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed partial class AttachmentPageTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.7 "u8, .. new byte[500_000]];

    [Fact]
    public async Task a_file_goes_from_the_form_to_everybody_who_has_to_do_with_the_request_and_to_nobody_else()
    {
        var tracking = (await Send("/requests", [("Übersicht Łódź.pdf", Pdf)], Answers("Lamp"))).SeeOther();
        await office.Idle();
        using var analyst = office.As(TestOffice.Analyst);
        var id = (await analyst.GetJson("/api/v1/requests?q=Lamp")).GetProperty("items")[0].Text("id");
        var file = (await analyst.GetJson($"/api/v1/requests/{id}")).GetProperty("files")[0];
        Assert.Equal("Übersicht Łódź.pdf", file.Text("name"));

        foreach (var (client, at) in new[] { (office.Anybody, tracking), (analyst, $"/requests/{id}") })
        {
            var page = await client.Page(at);
            var link = Regex.Match(page, "/[^\"]*/files/[^\"]*").Value;
            Assert.Equal($"{at}/files/{file.Text("id")}", link);
            await IsThePdf(client, link);
        }
        await IsThePdf(analyst, $"/api/v1/requests/{id}/files/{file.Text("id")}");
        Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.GetAsync($"{tracking}/files/{new string('0', 32)}", TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await office.Anybody.GetAsync($"/requests/{id}/files/{file.Text("id")}", TestContext.Current.CancellationToken)).StatusCode);
        var (_, other) = await office.Submit("Another request");
        Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.GetAsync($"{other}/files/{file.Text("id")}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task approver_and_lead_save_the_files_from_their_own_pages()
    {
        (await Send("/requests", [("Übersicht Łódź.pdf", Pdf)], [.. Answers("Torch"), ("fields.cost", "900"), ("fields.unit", "technology")])).SeeOther();
        await office.Idle();
        using var analyst = office.As(TestOffice.Analyst);
        var id = (await analyst.GetJson("/api/v1/requests?q=Torch")).GetProperty("items")[0].Text("id");
        using var leader = office.As("priya.raghunathan@example.org");

        var link = await office.LinkTo("priya.raghunathan@example.org", id, "approvals");
        await IsThePdf(office.Anybody, FileOn(await office.Anybody.Page(link), link));
        await IsThePdf(leader, FileOn(await leader.Page($"/requests/{id}"), $"/requests/{id}"));

        await leader.PostJson($"/api/v1/requests/{id}/decision", new { decision = "approve", comment = "Good." });
        await office.Idle();
        var project = $"/projects/{(await analyst.GetJson($"/api/v1/requests/{id}")).Text("project")}";
        using var lead = office.As(TestOffice.Lead);
        var page = await lead.Page(project);
        await IsThePdf(lead, FileOn(page, project));
        Assert.Contains("Pictures or documents", page, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await office.Anybody.GetAsync(FileOn(page, project), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task a_wrong_answer_loses_no_file_and_a_wrong_file_no_answer()
    {
        (string, string)[] answers = [.. Answers("Kept lamp"), ("fields.cost", "a lot")];
        var refused = await Send("/requests", [("plan.pdf", Pdf), ("evil.png", "<script>"u8.ToArray()), ("tool.exe", Pdf)], answers);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("\"evil.png\" is not what its ending says", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Kept lamp\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"a lot\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#fields-cost\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#fields-evidence\"", page, StringComparison.Ordinal);
        var id = Kept().Match(page).Groups[1].Value;
        Assert.Matches("^[0-9a-f]{32}$", id);

        var tracking = (await Send("/requests", [], [.. Answers("Kept lamp"), ("fields.evidence", id)])).SeeOther();
        Assert.Contains("plan.pdf", await office.Anybody.Page(tracking), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_draft_keeps_its_files_and_one_can_be_taken_off()
    {
        var draft = (await Send("/requests/drafts", [("one.pdf", Pdf), ("two.pdf", Pdf)], Answers("Draft lamp"))).SeeOther();
        var page = WebUtility.HtmlDecode(await office.Anybody.Page(draft));
        Assert.Contains("one.pdf", page, StringComparison.Ordinal);
        var ids = Kept().Match(page).Groups[1].Value.Split('\n');
        Assert.Equal(2, ids.Length);

        var tracking = (await Send("/requests", [], [.. Answers("Draft lamp"), ("fields.evidence", string.Join("\r\n", ids)), ($"remove.{ids[0]}", "yes")])).SeeOther();
        var sent = await office.Anybody.Page(tracking);
        Assert.DoesNotContain("one.pdf", sent, StringComparison.Ordinal);
        Assert.Contains("two.pdf", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task too_many_files_are_refused_by_the_name_of_their_field()
    {
        var refused = await Send("/requests", [("1.pdf", Pdf), ("2.pdf", Pdf), ("3.pdf", Pdf), ("4.pdf", Pdf)], Answers("Many"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("At most 3 files", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task programs_upload_first_and_answer_the_field_with_the_id()
    {
        using var content = new ByteArrayContent(Pdf);
        var uploaded = await (await office.Anybody.PostAsync("/api/v1/uploads?lifecycle=fast-track&field=evidence&name=plan.pdf", content, TestContext.Current.CancellationToken)).Json(HttpStatusCode.Created);
        await office.Anybody.PostJson("/api/v1/requests", new
        {
            lifecycle = "fast-track",
            title = "By program",
            description = "d",
            requester = new { name = "Ann", email = "ann@example.org" },
            fields = new { evidence = uploaded.Text("id") },
        }, HttpStatusCode.Created);

        using var wrong = new ByteArrayContent([1, 2, 3]);
        var problem = await (await office.Anybody.PostAsync("/api/v1/uploads?lifecycle=fast-track&field=evidence&name=plan.pdf", wrong, TestContext.Current.CancellationToken)).Json(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty("fields.evidence", out _));
    }

    private static string FileOn(string page, string at)
    {
        var link = Regex.Match(page, "/[^\"]*/files/[^\"]*").Value;
        Assert.StartsWith($"{at}/files/", link, StringComparison.Ordinal);
        return link;
    }

    private static (string, string)[] Answers(string title) =>
        [("lifecycle", "fast-track"), ("title", title), ("description", "It is dark."), ("requester.name", "Ann Doe"), ("requester.email", "ann@example.org")];

    private async Task<HttpResponseMessage> Send(string address, (string Name, byte[] Bytes)[] files, (string Name, string Value)[] answers)
    {
        // As browsers send names: in UTF-8.
        using var form = new MultipartFormDataContent { HeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        foreach (var (name, value) in answers)
            form.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (name, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"files.evidence\"; filename=\"{name}\"");
            form.Add(part);
        }
        return await office.Anybody.PostAsync(address, form, TestContext.Current.CancellationToken);
    }

    private static async Task IsThePdf(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Übersicht Łódź.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("name=\"fields.evidence\" value=\"([0-9a-f\\s]*)\"")]
    private static partial Regex Kept();
}
