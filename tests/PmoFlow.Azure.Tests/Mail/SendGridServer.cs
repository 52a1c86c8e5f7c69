using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PmoFlow.Contracts.Mail;

namespace PmoFlow.Azure.Tests.Mail;

/// <summary>
/// Speaks v3 mail/send as SendGrid documents it, and plays the fault that the recipient's address names; "status503.1.x@…"
/// answers with that status.
/// </summary>
public sealed class SendGridServer : IAsyncDisposable
{
    public const string ApiKey = "SG.right";
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> attempts = new();

    private SendGridServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.MapPost("/v3/mail/send", Take);
    }

    /// <summary>Every accepted request body, in order.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    /// <summary>Headers that go with 429 and 503.</summary>
    public Dictionary<string, string> BusyHeaders { get; } = [];

    public Uri Endpoint => new(app.Urls.First());

    public static async Task<SendGridServer> Start()
    {
        var server = new SendGridServer();
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var json = await JsonDocument.ParseAsync(context.Request.Body);
        var mail = json.RootElement.Clone();
        if (context.Request.Headers.Authorization != $"Bearer {ApiKey}")
        {
            await Refuse(context, HttpStatusCode.Unauthorized, "The provided authorization grant is invalid, expired, or revoked");
            return;
        }
        var to = mail.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("email").GetString()!;
        if (!MailAddressRule.Accepts(to))
        {
            await Refuse(context, HttpStatusCode.BadRequest, "Does not contain a valid address.", "personalizations.0.to.0.email");
            return;
        }
        var (fate, times) = FaultAddress.Read(to);
        var isFaulty = attempts.AddOrUpdate(to, 1, (_, made) => made + 1) <= times;
        await Play(context, mail, isFaulty ? fate : nameof(MailFault.None));
    }

    private async Task Play(HttpContext context, JsonElement mail, string fate)
    {
        if (fate.StartsWith("status", StringComparison.Ordinal))
        {
            await Refuse(context, Enum.Parse<HttpStatusCode>(fate[6..]), "as asked");
            return;
        }
        var fault = Enum.Parse<MailFault>(fate);
        switch (fault)
        {
            case MailFault.Refused:
                await Refuse(context, HttpStatusCode.BadRequest, "Does not contain a valid address.", "personalizations.0.to.0.email");
                return;
            case MailFault.TooLarge:
                await Refuse(context, HttpStatusCode.RequestEntityTooLarge, "The JSON payload you have included is too large.");
                return;
            case MailFault.Busy:
                await Refuse(context, HttpStatusCode.TooManyRequests, "too many requests");
                return;
            case MailFault.Broken:
                await Refuse(context, HttpStatusCode.InternalServerError, "internal error");
                return;
        }
        Taken.Enqueue(mail);
        if (fault == MailFault.SilentAfterTaking)
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        }
        else if (fault == MailFault.DroppedAfterTaking)
        {
            context.Abort();
        }
        else
        {
            context.Response.Headers["X-Message-Id"] = Guid.NewGuid().ToString("n");
            context.Response.StatusCode = (int)HttpStatusCode.Accepted;
        }
    }

    private async Task Refuse(HttpContext context, HttpStatusCode status, string message, string? field = null)
    {
        context.Response.StatusCode = (int)status;
        if (status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
        {
            foreach (var (name, value) in BusyHeaders)
                context.Response.Headers[name] = value;
        }
        await context.Response.WriteAsJsonAsync(new { errors = new[] { new { message, field, help = (string?)null } } });
    }
}
