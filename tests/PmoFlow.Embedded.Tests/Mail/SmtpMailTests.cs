using PmoFlow.Contracts.Mail;
using PmoFlow.Embedded.Mail;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Embedded.Tests.Mail;

/// <summary>One SMTP server for all tests of a class.</summary>
public sealed class SmtpFixture : IAsyncLifetime
{
    public SmtpSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await SmtpSite.Start();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public sealed class SmtpMailContractTests(SmtpFixture smtp) : MailContract(smtp.Site), IClassFixture<SmtpFixture>;

public sealed class SmtpMailTrialTests(SmtpFixture smtp) : MailTrial(smtp.Site), IClassFixture<SmtpFixture>;

public sealed class SmtpMailTests(SmtpFixture smtp) : IClassFixture<SmtpFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static OutgoingMail MailTo(string fate) => new(Guid.NewGuid().ToString(),
        new MailPerson("Ann", $"{fate}.1.{Guid.NewGuid():n}@example.org"), "Subject", "Text", "<p>Text</p>");

    [Theory]
    [InlineData("rcpt421", typeof(SendOutcome.Deferred))]
    [InlineData("rcpt450", typeof(SendOutcome.Deferred))]
    [InlineData("rcpt451", typeof(SendOutcome.Deferred))]
    [InlineData("rcpt452", typeof(SendOutcome.Deferred))]
    [InlineData("rcpt530", typeof(SendOutcome.Rejected))]
    [InlineData("rcpt550", typeof(SendOutcome.Rejected))]
    [InlineData("rcpt551", typeof(SendOutcome.Rejected))]
    [InlineData("rcpt553", typeof(SendOutcome.Rejected))]
    [InlineData("data421", typeof(SendOutcome.Deferred))]
    [InlineData("data451", typeof(SendOutcome.Deferred))]
    [InlineData("data452", typeof(SendOutcome.Deferred))]
    [InlineData("data550", typeof(SendOutcome.Rejected))]
    [InlineData("data552", typeof(SendOutcome.Rejected))]
    [InlineData("data554", typeof(SendOutcome.Rejected))]
    public async Task reply_of_each_class_has_its_outcome(string fate, Type outcome) =>
        Assert.IsType(outcome, await smtp.Site.Open().Send(MailTo(fate), Cancellation));

    [Fact]
    public async Task rejection_says_what_the_server_said()
    {
        var rejected = Assert.IsType<SendOutcome.Rejected>(await smtp.Site.Open().Send(MailTo("rcpt550"), Cancellation));
        Assert.Contains("550", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("as asked", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task connection_cut_before_the_last_byte_defers_because_nothing_can_have_been_taken()
    {
        var mail = MailTo("CutInTheMiddle") with { Text = string.Join('\n', Enumerable.Repeat("A long text.", 500_000)) };
        Assert.IsType<SendOutcome.Deferred>(await smtp.Site.Open().Send(mail, Cancellation));
    }

    [Fact]
    public async Task sign_in_that_fails_for_now_defers()
    {
        var transport = SmtpSite.Open(smtp.Site.Options with { User = "directory-is-down" });
        Assert.IsType<SendOutcome.Deferred>(await transport.Send(MailTo("None"), Cancellation));
    }

    [Theory]
    [InlineData(421, typeof(SendOutcome.Deferred))]
    [InlineData(554, typeof(SendOutcome.Rejected))]
    public async Task server_that_does_not_greet_has_its_outcome(int greeting, Type outcome)
    {
        await using var site = await SmtpSite.Start(greeting);
        Assert.IsType(outcome, await site.Open().Send(MailTo("None"), Cancellation));
    }

    [Fact]
    public async Task server_without_tls_gets_no_password_where_tls_is_asked_for()
    {
        await using var site = await SmtpSite.Start(withTls: false);
        var transport = SmtpSite.Open(site.Options with { Tls = SmtpTls.StartTls });
        Assert.IsType<SendOutcome.Deferred>(await transport.Send(MailTo("None"), Cancellation));
        Assert.Empty(await site.Taken());
    }

    [Fact]
    public async Task server_whose_certificate_nobody_vouches_for_gets_no_mail()
    {
        await using var site = await SmtpSite.Start();
        var transport = SmtpSite.Open(site.Options with { Tls = SmtpTls.StartTls });
        var deferred = Assert.IsType<SendOutcome.Deferred>(await transport.Send(MailTo("None"), Cancellation));
        Assert.Contains("TLS", deferred.Reason, StringComparison.Ordinal);
        Assert.Empty(await site.Taken());
    }
}
