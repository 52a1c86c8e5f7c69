using System.Net;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Azure.Mail;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Tables;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Web.Tests.Notifications;

/// <summary>An office that listens to the signed reports of its mail provider.</summary>
public sealed class ListeningOffice : TestOffice
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public HttpRequestMessage Report(string body, string? signedBody = null)
    {
        const string timestamp = "1795000000";
        var signature = key.SignData(Encoding.UTF8.GetBytes(timestamp + (signedBody ?? body)), HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
        return new HttpRequestMessage(HttpMethod.Post, "/mail/reports")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers =
            {
                { SendGridEvents.SignatureHeader, Convert.ToBase64String(signature) },
                { SendGridEvents.TimestampHeader, timestamp },
            },
        };
    }

    protected override void AddMore(IServiceCollection services) =>
        services.AddSingleton<IMailReports>(new SendGridEvents(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
}

public sealed class MailReportTests(ListeningOffice office) : IClassFixture<ListeningOffice>
{
    [Fact]
    public async Task a_signed_bounce_reaches_the_work_list_and_is_dealt_with()
    {
        var (id, _) = await office.Submit("A request of somebody who moved");
        var sent = await office.Services.GetRequiredService<ITableStore>().Scan(OfficeTables.Outbox, id)
            .Select(stored => stored.Document).FirstAsync();
        var body = $$"""
            [{"email":"ann@example.org","event":"bounce","reason":"550 moved away","timestamp":1795000000,
              "sg_event_id":"e1","notification_key":"{{id}}/{{sent.Key}}"}]
            """;
        Assert.Equal(HttpStatusCode.NoContent, (await office.Anybody.SendAsync(office.Report(body))).StatusCode);

        using var analyst = office.As(TestOffice.Analyst);
        var page = await analyst.Page("/worklist");
        Assert.Contains("550 moved away", page, StringComparison.Ordinal);
        Assert.Equal("/worklist", (await analyst.Fill("/worklist", "/mail/settled", ("about", id), ("key", sent.Key))).SeeOther());
        Assert.DoesNotContain("550 moved away", await analyst.Page("/worklist"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_report_that_nobody_signed_changes_nothing()
    {
        const string body = """[{"email":"ann@example.org","event":"bounce","notification_key":"R-1/x"}]""";
        Assert.Equal(HttpStatusCode.Unauthorized, (await office.Anybody.SendAsync(office.Report(body, signedBody: "another"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await office.Anybody.PostAsync("/mail/reports", new StringContent(body))).StatusCode);
    }
}
