using System.Net;
using System.Text.Json;
using Xunit;

namespace PmoFlow.Web.Tests.Office;

/// <summary>The steps of a request's life, as programs take them.</summary>
internal static class Life
{
    public static readonly object Levels = new { strategy = 2, value = 2, obligation = 1, confidence = 2, readiness = 1 };

    public static object Submission(string title, object? fields = null) => new
    {
        title,
        description = "The present way costs two days a month.",
        requester = new { name = "Ann Doe", email = "ann@example.org" },
        fields = fields ?? new { cost = 125000, unit = "customer", neededBy = "2027-06-30" },
    };

    /// <summary>A request that waits for its screening.</summary>
    public static async Task<(string Id, string Tracking)> Submit(this TestOffice office, string title, object? fields = null)
    {
        var created = await office.Anybody.PostJson("/api/v1/requests", Submission(title, fields), HttpStatusCode.Created);
        await office.Idle();
        return (created.Text("id"), new Uri(created.Text("trackingUrl")).AbsolutePath);
    }

    /// <summary>A request whose gate is open.</summary>
    public static async Task<string> AtGate(this TestOffice office, string title, object? fields = null)
    {
        var (id, _) = await office.Submit(title, fields);
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/requests/{id}/screening", new { decision = "qualify" });
        var scored = await analyst.PostJson($"/api/v1/requests/{id}/score", new { levels = Levels, lead = TestOffice.Lead });
        Assert.Equal("approval", scored.Text("stage"));
        await office.Idle();
        return id;
    }

    /// <summary>A project that was approved by two of three.</summary>
    public static async Task<string> Project(this TestOffice office, string title, object? fields = null)
    {
        var id = await office.AtGate(title, fields);
        foreach (var email in new[] { TestOffice.Approver, TestOffice.Leader })
        {
            using var approver = office.As(email);
            await approver.PostJson($"/api/v1/requests/{id}/decision", new { decision = "approve", comment = "Good value." });
        }
        await office.Idle();
        using var analyst = office.As(TestOffice.Analyst);
        return (await analyst.GetJson($"/api/v1/requests/{id}")).Text("project");
    }

    /// <summary>The newest link of that kind in the mails about something to somebody.</summary>
    public static async Task<string> LinkTo(this TestOffice office, string email, string about, string kind)
    {
        await office.Idle();
        var messages = await office.Anybody.GetJson($"/api/v1/dev/messages?to={Uri.EscapeDataString(email)}");
        var link = messages.EnumerateArray()
            .Where(message => message.Text("subject").Contains(about, StringComparison.Ordinal))
            .SelectMany(message => message.GetProperty("links").EnumerateArray())
            .Select(address => new Uri(address.GetString()!).AbsolutePath)
            .LastOrDefault(path => path.StartsWith($"/{kind}/", StringComparison.Ordinal));
        Assert.True(link is not null, $"No mail to {email} about {about} has a link to {kind}: {messages}");
        return link;
    }

    public static Task<JsonElement> Advance(this TestOffice office, string duration) =>
        office.Anybody.PostJson("/api/v1/dev/clock", new { advance = duration }, HttpStatusCode.OK);

    /// <summary>The mails to somebody about something.</summary>
    public static async Task<IReadOnlyList<JsonElement>> MailsTo(this TestOffice office, string email, string about)
    {
        await office.Idle();
        return [.. (await office.Anybody.GetJson($"/api/v1/dev/messages?to={Uri.EscapeDataString(email)}")).EnumerateArray()
            .Where(message => message.Text("subject").Contains(about, StringComparison.Ordinal))];
    }

    /// <summary>What a timeline tells.</summary>
    public static IEnumerable<JsonElement> Entries(this JsonElement timeline) => timeline.GetProperty("entries").EnumerateArray();

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
