using PmoFlow.Bench.Http;
using PmoFlow.Embedded.Mail;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Embedded.Tests.Mail;

/// <summary>Many mails at once, and how many connections they take.</summary>
public sealed class SmtpConnectionTests
{
    private const int Mails = 40;

    [Fact]
    public async Task mails_that_wait_share_connections()
    {
        using var server = new MailSink();
        await SendAll(server);
        Assert.Equal(Mails, server.Taken);
        // Two at once; one that was given back in a moment in which nobody waited is closed, and another opened.
        Assert.InRange(server.Connections, 1, Mails / 4);
    }

    [Fact]
    public async Task a_mail_whose_connection_the_server_had_ended_goes_out_on_another()
    {
        using var server = new MailSink(mailsPerConnection: 3);
        await SendAll(server);
        Assert.Equal(Mails, server.Taken);
        Assert.InRange(server.Connections, Mails / 3, Mails);
    }

    private static async Task SendAll(MailSink server)
    {
        using var transport = new SmtpMailTransport(
            new SmtpOptions { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None, FromAddress = "pmo@office.example", MaxConnections = 2 },
            TimeProvider.System);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Mails).Select(i => transport.Send(
            new OutgoingMail($"R-1/{i}", new MailPerson("Ann", "ann@example.org"), "Subject", "Text", "<p>Text</p>"),
            TestContext.Current.CancellationToken)));
        Assert.All(outcomes, outcome => Assert.IsType<SendOutcome.Accepted>(outcome));
    }
}
