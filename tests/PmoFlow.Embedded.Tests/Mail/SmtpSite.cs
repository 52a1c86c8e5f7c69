using System.Globalization;
using System.Net.Http.Json;
using MimeKit;
using PmoFlow.Contracts.Mail;
using PmoFlow.Contracts.Node;
using PmoFlow.Embedded.Mail;
using PmoFlow.Platform.Mail;

namespace PmoFlow.Embedded.Tests.Mail;

/// <summary>npm's smtp-server as a process of its own.</summary>
public sealed class SmtpSite : MailSite
{
    private readonly NodeScript script;
    private readonly HttpClient control;

    private SmtpSite(NodeScript script, int port, int controlPort)
    {
        this.script = script;
        control = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{controlPort}/") };
        Options = new SmtpOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Tls = SmtpTls.None,
            User = "office",
            Password = "right",
            FromAddress = "pmo@office.example",
            FromName = "The office",
            Timeout = Patience,
            MaxConnections = 100,
        };
    }

    /// <summary>How a transport with the right credentials talks to it.</summary>
    public SmtpOptions Options { get; }

    public static async Task<SmtpSite> Start(int greeting = 0, bool withTls = true)
    {
        var script = NodeScript.Start(
            "smtp-server.mjs", greeting.ToString(CultureInfo.InvariantCulture), withTls ? "with-tls" : "without-tls");
        var ports = (await script.ReadLine()).Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new SmtpSite(script, ports[0], ports[1]);
    }

    public override IMailTransport Open() => Open(Options);

    public override IMailTransport OpenImpatient() => Open(Options with { Timeout = Impatience });

    public override IMailTransport OpenWithWrongCredentials() => Open(Options with { Password = "wrong" });

    public override IMailTransport OpenToNobody() => Open(Options with { Port = 1 });

    public static IMailTransport Open(SmtpOptions options) => new SmtpMailTransport(options, TimeProvider.System);

    public override async Task<IReadOnlyList<TakenMail>> Taken() =>
        [.. (await control.GetFromJsonAsync<string[]>("taken"))!.Select(Read)];

    public override async ValueTask DisposeAsync()
    {
        control.Dispose();
        await script.DisposeAsync();
    }

    private static byte[] Bytes(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    private static TakenMail Read(string raw)
    {
        using var message = MimeMessage.Load(new MemoryStream(Convert.FromBase64String(raw)));
        var to = (MailboxAddress)message.To[0];
        var headers = message.Headers.ToDictionary(header => header.Field, header => header.Value, StringComparer.OrdinalIgnoreCase);
        return new TakenMail(to.Name ?? "", to.Address ?? "", message.Subject ?? "", message.TextBody ?? "", message.HtmlBody ?? "", headers)
        {
            Pictures = message.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null).ToDictionary(part => part.ContentId!, Bytes),
        };
    }
}
