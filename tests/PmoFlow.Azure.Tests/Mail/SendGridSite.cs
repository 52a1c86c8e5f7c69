using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using PmoFlow.Azure.Mail;
using PmoFlow.Contracts.Mail;
using PmoFlow.Platform.Mail;
using Xunit;

namespace PmoFlow.Azure.Tests.Mail;

/// <summary>One SendGrid server for all tests of a class.</summary>
public sealed class SendGridFixture : IAsyncLifetime
{
    public SendGridSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = new SendGridSite(await SendGridServer.Start());

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

public sealed class SendGridSite(SendGridServer server) : MailSite
{
    private readonly List<SendGridMailTransport> open = [];

    public SendGridServer Server => server;

    public SendGridOptions Options { get; } = new()
    {
        ApiKey = SendGridServer.ApiKey,
        FromAddress = "pmo@office.example",
        FromName = "The office",
        Endpoint = server.Endpoint,
        Timeout = Patience,
    };

    public override IMailTransport Open() => Open(Options);

    public override IMailTransport OpenImpatient() => Open(Options with { Timeout = Impatience });

    public override IMailTransport OpenWithWrongCredentials() => Open(Options with { ApiKey = "SG.wrong" });

    public override IMailTransport OpenToNobody() => Open(Options with { Endpoint = new Uri("http://127.0.0.1:1") });

    public IMailTransport Open(SendGridOptions options, TimeProvider? clock = null)
    {
        var transport = new SendGridMailTransport(
            options, clock ?? TimeProvider.System, NullLogger<SendGridMailTransport>.Instance);
        open.Add(transport);
        return transport;
    }

    public override Task<IReadOnlyList<TakenMail>> Taken() =>
        Task.FromResult<IReadOnlyList<TakenMail>>([.. server.Taken.Select(Read)]);

    public override async ValueTask DisposeAsync()
    {
        foreach (var transport in open)
            transport.Dispose();
        await server.DisposeAsync();
    }

    private static TakenMail Read(JsonElement mail)
    {
        var personalization = mail.GetProperty("personalizations")[0];
        var to = personalization.GetProperty("to")[0];
        var content = mail.GetProperty("content").EnumerateArray()
            .ToDictionary(part => part.GetProperty("type").GetString()!, part => part.GetProperty("value").GetString()!);
        // The SDK may put what belongs to one recipient beside that recipient or beside the mail.
        var headers = (personalization.TryGetProperty("headers", out var own) ? own : mail.GetProperty("headers")).EnumerateObject()
            .ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
        var subject = personalization.TryGetProperty("subject", out var special) ? special : mail.GetProperty("subject");
        return new TakenMail(to.GetProperty("name").GetString()!, to.GetProperty("email").GetString()!, subject.GetString()!,
            content["text/plain"], content["text/html"], headers)
        {
            Pictures = mail.TryGetProperty("attachments", out var attached)
                ? attached.EnumerateArray().ToDictionary(a => a.GetProperty("content_id").GetString()!, a => a.GetProperty("content").GetBytesFromBase64())
                : new Dictionary<string, byte[]>(),
        };
    }
}
