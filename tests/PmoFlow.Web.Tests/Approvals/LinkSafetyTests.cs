using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Approvals;

/// <summary>What mail scanners, forwarders, impatient people and thieves do with a link.</summary>
public sealed class LinkSafetyTests(ListeningOffice office) : IClassFixture<ListeningOffice>
{
    private readonly HttpClient analyst = office.As(TestOffice.Analyst);

    [Theory]
    [InlineData("GET", "Mozilla/5.0 (compatible; Proofpoint URL Defense)")]
    [InlineData("HEAD", "BarracudaCentral")]
    [InlineData("GET", "Mozilla/5.0 (Windows NT 10.0) SafeLinks")]
    [InlineData("OPTIONS", "Mimecast")]
    [InlineData("PUT", "scanner")]
    [InlineData("GET", "")]
    public async Task bots_decide_nothing(string method, string agent)
    {
        var id = await office.AtGate($"Seen by {method} {agent}");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        for (var again = 0; again < 5; again++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), link);
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
            await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken);
        }
        Assert.Empty(await Decisions(id));
    }

    [Fact]
    public async Task head_is_answered_as_get_would_be_without_a_body_and_decides_nothing()
    {
        var id = await office.AtGate("Looked at by its head");
        var approval = await office.LinkTo(TestOffice.Approver, id, "approvals");
        foreach (var link in new[] { approval, await office.LinkTo("ann@example.org", id, "requests/track"), approval[..^4] + "none" })
        {
            var get = await office.Anybody.GetAsync(link, TestContext.Current.CancellationToken);
            var head = await office.Anybody.SendAsync(new(HttpMethod.Head, link), TestContext.Current.CancellationToken);
            Assert.Equal(get.StatusCode, head.StatusCode);
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
            Assert.Equal(get.Headers.CacheControl, head.Headers.CacheControl);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
        Assert.Empty(await Decisions(id));
    }

    [Fact]
    public async Task a_form_sent_as_it_is_by_a_machine_decides_nothing()
    {
        var id = await office.AtGate("Sent as it is");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        Assert.Equal(HttpStatusCode.BadRequest, (await office.Anybody.Fill(link, link)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await office.Anybody.Fill(link, $"{link}/delegate")).StatusCode);
        Assert.Empty(await Decisions(id));
    }

    [Fact]
    public async Task double_click_counts_once_and_shows_the_decision()
    {
        var id = await office.AtGate("Clicked twice");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => office.Anybody.Fill(link, link, ("decision", "approve"))));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.SeeOther);
        Assert.All(answers, answer => Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.SeeOther, HttpStatusCode.Conflict }));
        Assert.Single(await Decisions(id));
        Assert.Contains("Zoë Müller approved this.", WebUtility.HtmlDecode(await office.Anybody.Page(link)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task two_approvers_at_once_are_both_counted()
    {
        var id = await office.AtGate("Two at once");
        var links = new[] { await office.LinkTo(TestOffice.Approver, id, "approvals"), await office.LinkTo(TestOffice.Leader, id, "approvals") };

        var answers = await Task.WhenAll(links.Select(link => office.Anybody.Fill(link, link, ("decision", "approve"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        await office.Idle();
        Assert.Equal(2, (await Decisions(id)).Count);
        Assert.Equal("delivery", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("stage"));
    }

    [Fact]
    public async Task old_link_after_a_delegation_shows_who_has_it_and_does_nothing()
    {
        var id = await office.AtGate("Given away");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        Assert.Equal(link, (await office.Anybody.Fill(link, $"{link}/delegate", ("to", TestOffice.Executive))).SeeOther());

        var page = WebUtility.HtmlDecode(await office.Anybody.Page(link));
        Assert.Contains("given to Renée Dubois", page, StringComparison.Ordinal);
        // Neither what is asked nor what came of it since is theirs to read any more.
        foreach (var inner in new[] { "Given away", "The present way costs two days a month.", "125,000", "of 100", "Laurent" })
            Assert.DoesNotContain(inner, page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"decision\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await office.Anybody.Send(link, ("decision", "approve"), ("pageToken", "x"))).StatusCode);
        var theirs = await office.LinkTo(TestOffice.Executive, id, "approvals");
        (await office.Anybody.Fill(theirs, theirs, ("decision", "approve"))).SeeOther();
        Assert.Equal(["Renée Dubois for Zoë Müller approved."], await Decisions(id));
    }

    [Fact]
    public async Task forwarded_link_above_the_value_decides_nothing_for_somebody_else_who_signed_in()
    {
        var id = await office.AtGate("A costly thing, forwarded", new { cost = 2_400_000 });
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        using var leader = office.As(TestOffice.Leader);

        Assert.DoesNotContain("name=\"decision\"", await leader.Page(link), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Send(link, ("decision", "approve"), ("pageToken", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.Send($"{link}/delegate", ("to", TestOffice.Executive), ("pageToken", "x"))).StatusCode);
        Assert.Empty(await Decisions(id));
    }

    [Fact]
    public async Task page_of_a_link_is_kept_nowhere_and_tells_no_other_site_of_its_address()
    {
        var id = await office.AtGate("Not to be kept");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        var answer = await office.Anybody.GetAsync(link, TestContext.Current.CancellationToken);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("ETag"));
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Fact]
    public async Task no_log_holds_a_token()
    {
        var id = await office.AtGate("Written down nowhere");
        var link = await office.LinkTo(TestOffice.Approver, id, "approvals");
        var token = link.Split('/')[^1];
        await office.Anybody.Page(link);
        await office.Anybody.Send(link, ("decision", "perhaps"), ("pageToken", "x"));
        await office.Anybody.Send(link + "/nowhere", ("decision", "approve"));
        (await office.Anybody.Fill(link, link, ("decision", "decline"), ("comment", "No."))).SeeOther();
        await office.Idle();

        Assert.NotEmpty(office.Said);
        Assert.DoesNotContain(office.Said, line => line.Contains(token, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> Decisions(string id) =>
        [.. (await analyst.GetJson($"/api/v1/requests/{id}/timeline")).Entries().Where(entry => entry.Text("kind") == "decided").Select(entry => entry.Text("summary"))];
}

/// <summary>An office that keeps every line it logs, at the levels that the host ships with and below.</summary>
public sealed class ListeningOffice : TestOffice, ILoggerProvider
{
    private readonly ConcurrentQueue<string> said = new();

    public IReadOnlyCollection<string> Said => said;

    public ILogger CreateLogger(string categoryName) => new Listener(categoryName, said);

    public void Dispose() => GC.SuppressFinalize(this);

    protected override void AddMore(IServiceCollection services) => services.AddLogging(logging =>
        logging.SetMinimumLevel(LogLevel.Trace).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddProvider(this));

    private sealed class Listener(string category, ConcurrentQueue<string> said) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            said.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
