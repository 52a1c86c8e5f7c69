using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Contracts.Mail;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Azure.Tests.Mail;

public sealed class SendGridMailContractTests(SendGridFixture sendGrid) : MailContract(sendGrid.Site), IClassFixture<SendGridFixture>;

public sealed class SendGridMailTrialTests(SendGridFixture sendGrid) : MailTrial(sendGrid.Site), IClassFixture<SendGridFixture>;

public sealed class SendGridMailTests(SendGridFixture sendGrid) : IClassFixture<SendGridFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static OutgoingMail MailTo(string fate) => new(Guid.NewGuid().ToString(),
        new MailPerson("Ann", $"{fate}.1.{Guid.NewGuid():n}@example.org"), "Subject", "Text", "<p>Text</p>", Category: "approval");

    [Theory]
    [InlineData(400, typeof(SendOutcome.Rejected))]
    [InlineData(401, typeof(SendOutcome.Rejected))]
    [InlineData(403, typeof(SendOutcome.Rejected))]
    [InlineData(408, typeof(SendOutcome.Deferred))]
    [InlineData(413, typeof(SendOutcome.Rejected))]
    [InlineData(429, typeof(SendOutcome.Deferred))]
    [InlineData(500, typeof(SendOutcome.Deferred))]
    [InlineData(502, typeof(SendOutcome.Unknown))]
    [InlineData(503, typeof(SendOutcome.Deferred))]
    [InlineData(504, typeof(SendOutcome.Unknown))]
    public async Task each_status_has_its_outcome(int status, Type outcome) =>
        Assert.IsType(outcome, await sendGrid.Site.Open().Send(MailTo($"status{status}"), Cancellation));

    [Fact]
    public async Task rejection_names_the_field_that_SendGrid_named()
    {
        var rejected = Assert.IsType<SendOutcome.Rejected>(await sendGrid.Site.Open().Send(MailTo("Refused"), Cancellation));
        Assert.Contains("personalizations.0.to.0.email", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task accepted_mail_has_the_id_that_SendGrid_gave_it()
    {
        var accepted = Assert.IsType<SendOutcome.Accepted>(await sendGrid.Site.Open().Send(MailTo("None"), Cancellation));
        Assert.NotNull(accepted.ProviderId);
    }

    [Fact]
    public async Task limit_says_in_seconds_when_it_ends() =>
        Assert.Equal(TimeSpan.FromSeconds(17), await Wait("Retry-After", "17"));

    [Fact]
    public async Task limit_says_by_date_when_it_ends() =>
        Assert.Equal(TimeSpan.FromMinutes(2), await Wait("Retry-After", "Tue, 01 Sep 2026 08:02:00 GMT"));

    [Fact]
    public async Task limit_says_in_SendGrids_own_header_when_it_ends() =>
        Assert.Equal(TimeSpan.FromSeconds(30), await Wait("X-RateLimit-Reset",
            new DateTimeOffset(2026, 9, 1, 8, 0, 30, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public async Task limit_that_says_nothing_leaves_the_wait_to_the_caller() =>
        Assert.Null(await Wait("X-Other", "1"));

    [Fact]
    public async Task mail_carries_its_key_and_categories_and_is_not_tracked()
    {
        var mail = MailTo("None");
        await sendGrid.Site.Open(sendGrid.Site.Options with { Category = "office-north" }).Send(mail, Cancellation);
        var taken = Taken(mail);
        Assert.Equal(mail.Key, taken.GetProperty("personalizations")[0].GetProperty("custom_args").GetProperty("notification_key").GetString());
        Assert.Equal(["office-north", "approval"], taken.GetProperty("categories").EnumerateArray().Select(c => c.GetString()));
        var tracking = taken.GetProperty("tracking_settings");
        Assert.All(["click_tracking", "open_tracking", "subscription_tracking"],
            name => Assert.False(tracking.GetProperty(name).GetProperty("enable").GetBoolean()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task sandbox_is_as_configured(bool sandbox)
    {
        var mail = MailTo("None");
        await sendGrid.Site.Open(sendGrid.Site.Options with { Sandbox = sandbox }).Send(mail, Cancellation);
        var settings = Taken(mail).GetProperty("mail_settings").GetProperty("sandbox_mode");
        Assert.Equal(sandbox, settings.GetProperty("enable").GetBoolean());
    }

    private JsonElement Taken(OutgoingMail mail) => sendGrid.Site.Server.Taken.Single(taken =>
        taken.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString() == mail.To.Email);

    private static async Task<TimeSpan?> Wait(string header, string value)
    {
        await using var site = new SendGridSite(await SendGridServer.Start());
        site.Server.BusyHeaders[header] = value;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));
        var outcome = await site.Open(site.Options, clock).Send(MailTo("Busy"), Cancellation);
        return Assert.IsType<SendOutcome.Deferred>(outcome).RetryAfter;
    }
}
