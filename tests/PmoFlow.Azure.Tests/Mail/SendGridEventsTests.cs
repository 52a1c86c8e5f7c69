using System.Security.Cryptography;
using System.Text;
using PmoFlow.Azure.Mail;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Azure.Tests.Mail;

public sealed class SendGridEventsTests : IDisposable
{
    private const string Timestamp = "1600112502";

    // The events as SendGrid's documentation shows them, with the custom argument that our mails carry.
    private const string Body = """
        [{"email":"example@test.com","timestamp":1513299569,"smtp-id":"<14c5d75ce93.dfd.64b469@ismtpd-555>","event":"processed",
          "category":"approval","sg_event_id":"a==","sg_message_id":"m","notification_key":"n-0"},
         {"email":"example@test.com","timestamp":1513299570,"event":"delivered","sg_event_id":"b==","response":"250 OK","notification_key":"n-1"},
         {"email":"example@test.com","timestamp":1513299571,"event":"bounce","type":"bounce","status":"5.0.0","reason":"500 unknown recipient",
          "sg_event_id":"c==","notification_key":"n-2"},
         {"email":"example@test.com","timestamp":1513299572,"event":"dropped","reason":"Bounced Address","sg_event_id":"d==","notification_key":"n-3"},
         {"email":"example@test.com","timestamp":1513299573,"event":"delivered","sg_event_id":"e=="}]
        """;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private SendGridEvents Events => new(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));

    public void Dispose() => key.Dispose();

    [Fact]
    public void signed_call_reports_deliveries_bounces_and_drops_of_our_mails()
    {
        var read = Events.Read(Sign(Timestamp, Body), Timestamp, Encoding.UTF8.GetBytes(Body));
        Assert.Equal(
            [
                new MailDelivery("n-1", MailDeliveryKind.Delivered, DateTimeOffset.FromUnixTimeSeconds(1513299570), "250 OK", "b=="),
                new MailDelivery("n-2", MailDeliveryKind.Bounced, DateTimeOffset.FromUnixTimeSeconds(1513299571), "500 unknown recipient", "c=="),
                new MailDelivery("n-3", MailDeliveryKind.Dropped, DateTimeOffset.FromUnixTimeSeconds(1513299572), "Bounced Address", "d=="),
            ],
            read!);
    }

    [Fact]
    public void call_published_with_its_signature_by_the_SDK_is_verified()
    {
        // Key, signature, timestamp and payload of the verification tests in sendgrid-csharp.
        var events = new SendGridEvents(
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==");
        const string Signature = "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM=";
        const string Published = "[{\"email\":\"hello@world.com\",\"event\":\"dropped\",\"reason\":\"Bounced Address\",\"sg_event_id\":\"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA\",\"sg_message_id\":\"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0\",\"smtp-id\":\"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>\",\"timestamp\":1600112492}]\r\n";
        Assert.NotNull(events.Read(Signature, Timestamp, Encoding.UTF8.GetBytes(Published)));
        Assert.Null(events.Read(Signature, Timestamp, Encoding.UTF8.GetBytes(Published.Trim())));
    }

    [Fact]
    public void changed_body_is_not_read() =>
        Assert.Null(Events.Read(Sign(Timestamp, Body), Timestamp, Encoding.UTF8.GetBytes(Body.Replace("n-1", "n-9", StringComparison.Ordinal))));

    [Fact]
    public void changed_timestamp_is_not_read() =>
        Assert.Null(Events.Read(Sign(Timestamp, Body), "1600112503", Encoding.UTF8.GetBytes(Body)));

    [Fact]
    public void other_key_is_not_read()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var events = new SendGridEvents(Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()));
        Assert.Null(events.Read(Sign(Timestamp, Body), Timestamp, Encoding.UTF8.GetBytes(Body)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void signature_that_is_none_is_not_read(string? signature) =>
        Assert.Null(Events.Read(signature, Timestamp, Encoding.UTF8.GetBytes(Body)));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    public void signed_body_that_is_no_list_of_events_is_not_read(string body) =>
        Assert.Null(Events.Read(Sign(Timestamp, body), Timestamp, Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("[1,null,\"x\",[]]")]
    [InlineData("""[{"event":"bounce","notification_key":5,"timestamp":1}]""")]
    [InlineData("""[{"event":"bounce","notification_key":"n","timestamp":"soon"}]""")]
    [InlineData("""[{"event":"bounce","notification_key":"n","timestamp":99999999999999999}]""")]
    public void signed_oddities_are_passed_over(string body) =>
        Assert.Empty(Events.Read(Sign(Timestamp, body), Timestamp, Encoding.UTF8.GetBytes(body))!);

    [Fact]
    public void key_that_is_none_is_refused_at_once()
    {
        Assert.Throws<FormatException>(() => new SendGridEvents("no key"));
        Assert.ThrowsAny<CryptographicException>(() => new SendGridEvents("AAAA"));
    }

    private string Sign(string timestamp, string body) => Convert.ToBase64String(key.SignData(
        Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
}
