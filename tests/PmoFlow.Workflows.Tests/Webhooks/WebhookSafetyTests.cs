using System.Net;
using System.Text;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Workflows.Webhooks;
using Xunit;

namespace PmoFlow.Workflows.Tests.Webhooks;

/// <summary>A subscription must not lead the office into a network that is nobody's business outside.</summary>
public sealed class WebhookSafetyTests
{
    [Theory]
    [InlineData("https://127.0.0.1/hooks")]
    [InlineData("https://localhost/hooks")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://192.168.0.10:8443/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::a00:1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://8.8.8.8@127.0.0.1/")]
    [InlineData("http://8.8.8.8/")]
    [InlineData("ftp://8.8.8.8/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("hooks")]
    [InlineData("")]
    [InlineData(null)]
    public async Task address_that_is_not_of_the_public_internet_is_refused(string? address) =>
        Assert.NotNull((await new WebhookAddresses(new(PrivateNetworks: false)).Check(address, TestContext.Current.CancellationToken)).Problem);

    [Theory]
    [InlineData("https://8.8.8.8/hooks?token=1")]
    [InlineData("https://[2606:4700::1111]:8443/")]
    public async Task public_address_is_taken(string address) =>
        Assert.Null((await new WebhookAddresses(new(PrivateNetworks: false)).Check(address, TestContext.Current.CancellationToken)).Problem);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task name_that_leads_inside_when_it_is_sent_to_is_not_connected_to(string host)
    {
        using var receiver = new Receiver();
        using var sender = new WebhookSender(new(PrivateNetworks: false), TimeProvider.System);
        var answer = await sender.Post(To(new UriBuilder(receiver.Address) { Host = host }.Uri), "1", "{}"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Null(answer.Status);
        Assert.Contains("no public address", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(receiver.All);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task redirection_is_a_refusal(HttpStatusCode status)
    {
        using var inside = new Receiver();
        using var receiver = new Receiver { Answer = _ => (int)status, Location = inside.Address };
        using var sender = new WebhookSender(new(PrivateNetworks: true), TimeProvider.System);
        var answer = await sender.Post(To(receiver.Address), "1", "{}"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Contains("redirections are not followed", answer.Problem, StringComparison.Ordinal);
        Assert.Empty(inside.All);
    }

    [Fact]
    public async Task receiver_that_does_not_answer_is_not_waited_for()
    {
        using var receiver = new Receiver { Answer = _ => null };
        using var sender = new WebhookSender(new(PrivateNetworks: true) { Patience = TimeSpan.FromSeconds(0.3) }, TimeProvider.System);
        var answer = await sender.Post(To(receiver.Address), "1", "{}"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Equal((null, "No answer within 0.3 seconds."), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task port_that_nobody_listens_on_is_said_to_be_out_of_reach()
    {
        Uri address;
        using (var receiver = new Receiver())
            address = receiver.Address;
        using var sender = new WebhookSender(new(PrivateNetworks: true), TimeProvider.System);

        Assert.Equal("It cannot be reached.", (await sender.Post(To(address), "1", "{}"u8.ToArray(), TestContext.Current.CancellationToken)).Problem);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(4, 7200)]
    [InlineData(9, 86400)]
    public void wait_grows_from_attempt_to_attempt(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), WebhookBackOff.After(attempts, null, 0));

    [Fact]
    public void receiver_may_ask_for_a_longer_wait_but_not_for_ever()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), WebhookBackOff.After(1, TimeSpan.FromMinutes(10), 0.5));
        Assert.Equal(TimeSpan.FromDays(1), WebhookBackOff.After(1, TimeSpan.FromDays(400), 0));
        Assert.Null(WebhookBackOff.After(WebhookBackOff.MostAttempts, TimeSpan.FromMinutes(1), 0));
    }

    // The example of the Standard Webhooks documentation.
    [Fact]
    public void signature_is_that_of_the_standard() => Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Header(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    private static WebhookSubscription To(Uri address) =>
        new("W-1", address, ["pmoflow.request.*"], [new(WebhookSignature.NewSecret(), null)], DateTimeOffset.UnixEpoch, "admin@example.org");
}
