using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

public sealed class AnswerTests(TestOffice office) : IClassFixture<TestOffice>
{
    public static TheoryData<string> Pages => ["/", "/requests/new", "/worklist", "/requests", "/projects", "/actions", "/approvals/x", "/sign-in", "/inbox", "/nowhere", "/api/v1/nowhere"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task every_answer_tells_the_browser_what_not_to_do(string path)
    {
        using var analyst = office.As(TestOffice.Analyst);
        var headers = (await analyst.GetAsync(path, TestContext.Current.CancellationToken)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.True(headers.CacheControl!.NoStore);
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task no_page_has_script_in_itself(string path)
    {
        using var analyst = office.As(TestOffice.Analyst);
        var page = await (await analyst.GetAsync(path, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotMatch("<script(?![^>]* src=\"/assets/)", page);
        Assert.DoesNotMatch(" on[a-z]+=", page);
        Assert.DoesNotContain("<style", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/requests", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/api/v1/requests/R-00000000", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/projects?rating=purple", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/projects?pageSize=many", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/actions?state=lost", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/dashboards/portfolio?period=1066", HttpStatusCode.NotFound)]
    public async Task a_program_gets_problem_details_for_every_no(string method, string path, HttpStatusCode status)
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        var response = await analyst.SendAsync(request, TestContext.Current.CancellationToken);

        var problem = await response.Json(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.Text("title"));
    }

    [Fact]
    public async Task people_get_a_page_for_every_no()
    {
        Assert.Contains("<h1>Not found</h1>", await office.Anybody.Page("/nowhere", HttpStatusCode.NotFound), StringComparison.Ordinal);
        using var lead = office.As(TestOffice.Lead);
        Assert.Contains("analyst, administrator", await lead.Page("/worklist", HttpStatusCode.Forbidden), StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_first_page_with_all_it_needs_is_under_100_kilobytes_on_the_wire()
    {
        using var analyst = office.As(TestOffice.Analyst);
        analyst.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var (bytes, page) = (0L, await office.As(TestOffice.Analyst).Page("/"));
        foreach (var path in System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"(/assets/[^\"]+)\"").Select(match => match.Groups[1].Value).Append("/").Distinct())
        {
            var response = await analyst.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            bytes += (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        Assert.InRange(bytes, 5_000, 100_000);
    }

    [Fact]
    public async Task assets_are_kept_by_browsers_for_good_and_only_under_their_own_print()
    {
        var page = await office.Anybody.Page("/requests/new");
        var path = System.Text.RegularExpressions.Regex.Match(page, "href=\"(/assets/[^\"]+pmoflow.css)\"").Groups[1].Value;

        var response = await office.Anybody.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("text/css", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.GetAsync("/assets/000000000000/pmoflow.css", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task the_service_says_that_it_lives_and_is_ready()
    {
        Assert.Equal("live", await office.Anybody.Page("/health/live"));
        Assert.Equal("ready", await office.Anybody.Page("/health/ready"));
    }

    [Fact]
    public async Task the_description_names_every_address_of_the_api()
    {
        var paths = (await office.Anybody.GetJson("/openapi/v1.json")).GetProperty("paths");

        // A description says of what type a part of the address is beside the address, not in it.
        Assert.Equal(
            office.Endpoints.Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/').Replace(":int}", "}", StringComparison.Ordinal)).Where(path => path.StartsWith("/api/", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
            paths.EnumerateObject().Select(path => path.Name.TrimEnd('/')).Order(StringComparer.Ordinal));
        Assert.True(paths.GetProperty("/api/v1/requests").GetProperty("post").TryGetProperty("requestBody", out _));
    }

    [Fact]
    public async Task the_longest_of_polish_titles_is_shown_whole()
    {
        var title = string.Concat(Enumerable.Repeat("Zażółć gęślą jaźń ", 12))[..199].Trim();
        await office.Submit(title);
        using var analyst = office.As(TestOffice.Analyst);

        Assert.Contains(title, WebUtility.HtmlDecode(await analyst.Page("/worklist")), StringComparison.Ordinal);
    }
}
