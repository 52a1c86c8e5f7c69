using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>Programs sign in by a token that somebody made for them.</summary>
public sealed partial class TokenTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task token_is_shown_once_and_lets_a_program_do_what_its_maker_may()
    {
        using var analyst = office.As(TestOffice.Analyst);
        var secret = await Make(analyst, "Nightly import");
        using var program = Program(secret);
        Assert.Contains("never", Row(await analyst.Page("/me/tokens"), "Nightly import"), StringComparison.Ordinal);

        Assert.Equal(JsonValueKind.Array, (await program.GetJson("/api/v1/requests")).GetProperty("items").ValueKind);
        Assert.StartsWith("Number,Project", (await program.GetStringAsync("/projects.csv", Cancel)).TrimStart('\uFEFF'), StringComparison.Ordinal);
        // What changes something needs no token against forged forms, and still the roles of whoever made it.
        var (id, _) = await office.Submit("Asked for by a person, qualified by a program");
        await program.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/api/v1/operations", Cancel)).StatusCode);

        var page = await analyst.Page("/me/tokens");
        Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        Assert.DoesNotContain("never", Row(page, "Nightly import"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task token_opens_no_form_and_makes_no_other_token()
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var program = Program(await Make(analyst, "Curious"));

        Assert.StartsWith("/sign-in", (await program.Send("/me/tokens", ("name", "Another"), ("days", "30"))).SeeOther(), StringComparison.Ordinal);
        Assert.DoesNotContain("Another", await analyst.Page("/me/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task revoked_token_opens_nothing_from_that_moment_on_and_only_its_maker_revokes_it()
    {
        using var lead = office.As(TestOffice.Lead);
        using var analyst = office.As(TestOffice.Analyst);
        using var program = Program(await Make(lead, "To be taken back"));
        await program.GetJson("/api/v1/projects");
        var id = Regex.Match(await lead.Page("/me/tokens"), "/me/tokens/(T-[0-9a-f]+)/revoke").Groups[1].Value;

        using var foreign = await analyst.FillAndPress("/me/tokens", "/me/tokens", "/me/tokens", ("name", ""));
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        Assert.DoesNotContain(id, await foreign.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal("/me/tokens", (await lead.Fill("/me/tokens", $"/me/tokens/{id}/revoke")).SeeOther());
        await (await program.GetAsync("/api/v1/projects", Cancel)).Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task token_ends_with_its_time()
    {
        using var lead = office.As(TestOffice.Executive);
        using var program = Program(await Make(lead, "For a month", 30));
        await program.GetJson("/api/v1/projects");
        await office.Advance("P31D");
        await (await program.GetAsync("/api/v1/projects", Cancel)).Json(HttpStatusCode.Unauthorized);
        Assert.Contains(">over<", await lead.Page("/me/tokens"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task specification_says_how_to_sign_in_and_where_it_is_needed()
    {
        var api = await office.Anybody.GetJson("/openapi/v1.json");
        var scheme = api.GetProperty("components").GetProperty("securitySchemes").GetProperty("token");
        Assert.Equal(("http", "bearer"), (scheme.Text("type"), scheme.Text("scheme")));

        var list = api.GetProperty("paths").GetProperty("/api/v1/requests").GetProperty("get");
        Assert.Equal("token", list.GetProperty("security")[0].EnumerateObject().Single().Name);
        Assert.True(list.GetProperty("responses").TryGetProperty("401", out _) && list.GetProperty("responses").TryGetProperty("403", out _));
        // Anybody may ask for something.
        Assert.False(api.GetProperty("paths").GetProperty("/api/v1/requests").GetProperty("post").TryGetProperty("security", out _));
    }

    private async Task<string> Make(HttpClient somebody, string name, int days = 90)
    {
        using var made = await somebody.Fill("/me/tokens", "/me/tokens", ("name", name), ("days", $"{days}"));
        var html = await made.Content.ReadAsStringAsync(Cancel);
        Assert.True(made.StatusCode == HttpStatusCode.OK, html);
        Assert.True(made.Headers.CacheControl?.NoStore);
        return Secret().Match(html).Value;
    }

    private static string Row(string page, string name) => page[page.IndexOf($">{name}<", StringComparison.Ordinal)..].Split("</tr>")[0];

    private HttpClient Program(string secret)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = office.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return client;
    }

    [GeneratedRegex("pmoflow_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();
}

/// <summary>Guessing tokens ends soon.</summary>
public sealed class TokenGuessTests(StrictOffice office) : IClassFixture<StrictOffice>
{
    [Fact]
    public async Task address_that_guesses_tokens_is_not_listened_to_any_more()
    {
        using var guesser = office.As(TestOffice.Analyst);
        guesser.DefaultRequestHeaders.Clear();
        guesser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "pmoflow_" + new string('x', 43));
        var answers = new List<HttpStatusCode>();
        for (var guess = 0; guess < 4; guess++)
            answers.Add((await guesser.GetAsync("/api/v1/projects", TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], answers);
        using var person = office.As(TestOffice.Analyst);
        await person.GetJson("/api/v1/projects");
    }
}

/// <summary>An office in which three wrong tokens a minute are enough.</summary>
public sealed class StrictOffice : TestOffice
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["RateLimits:TokenGuessesPerMinute"] = "3" };
}
