using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>What the network and the service may do to a request.</summary>
public enum TableFault
{
    None,
    TooManyRequests,
    Unavailable,
    ErrorBefore,
    ErrorAfter,
    ResetBefore,
    ResetAfter,
    StallAfter,
}

/// <summary>
/// Stands between a client and Azurite and plays the fault that its plan says for each request. "After" means that Azurite has done
/// what it was asked to, and the client does not get to know; a stall lasts for as long as the client is willing to wait.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly HttpClient azurite;
    private readonly WebApplication app;

    private FaultProxy(Uri target)
    {
        azurite = new HttpClient { BaseAddress = target };
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(Pass);
    }

    /// <summary>Asked for each request; may act on Azurite itself once the fault is played, through <see cref="AfterFault"/>.</summary>
    public Func<HttpRequest, TableFault> Plan { get; set; } = _ => TableFault.None;

    /// <summary>Runs after the request has been passed on and before the client learns anything, where a fault was played.</summary>
    public Func<Task> AfterFault { get; set; } = () => Task.CompletedTask;

    public ConcurrentDictionary<TableFault, int> Played { get; } = new();

    public Uri Endpoint => new(app.Urls.First());

    public static async Task<FaultProxy> Start(Azurite azurite)
    {
        var proxy = new FaultProxy(azurite.Endpoint);
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>Every request meets a fault with that probability; the same seed draws the same faults.</summary>
    public void PlayAtRandom(int seed, double rate)
    {
        var random = new Random(seed);
        var faults = Enum.GetValues<TableFault>()[1..];
        Plan = _ =>
        {
            lock (random)
                return random.NextDouble() < rate ? faults[random.Next(faults.Length)] : TableFault.None;
        };
    }

    /// <summary>The next write meets the fault, and nothing after it.</summary>
    public void PlayOnce(TableFault fault)
    {
        var left = 1;
        Plan = request => !HttpMethods.IsGet(request.Method) && Interlocked.Exchange(ref left, 0) == 1 ? fault : TableFault.None;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
        azurite.Dispose();
    }

    private async Task Pass(HttpContext context)
    {
        var fault = Plan(context.Request);
        Played.AddOrUpdate(fault, 1, (_, n) => n + 1);
        if (fault is TableFault.TooManyRequests or TableFault.Unavailable or TableFault.ErrorBefore or TableFault.ResetBefore)
        {
            await Play(context, fault);
            return;
        }
        using var answer = await Forward(context.Request);
        if (fault != TableFault.None)
        {
            await AfterFault();
            await Play(context, fault);
            return;
        }
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not "Transfer-Encoding" and not "Connection" and not "Keep-Alive")
                context.Response.Headers[name] = values.ToArray();
        }
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task Play(HttpContext context, TableFault fault)
    {
        switch (fault)
        {
            case TableFault.TooManyRequests:
                context.Response.StatusCode = 429;
                break;
            case TableFault.Unavailable:
                context.Response.StatusCode = 503;
                break;
            case TableFault.ErrorBefore or TableFault.ErrorAfter:
                context.Response.StatusCode = 500;
                break;
            case TableFault.StallAfter:
                var gone = new TaskCompletionSource();
                await using (context.RequestAborted.Register(gone.SetResult))
                    await gone.Task;
                break;
            default:
                context.Abort();
                break;
        }
    }

    private async Task<HttpResponseMessage> Forward(HttpRequest request)
    {
        // What a client has sent arrives, whether or not the client is still there: no cancellation here.
        var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        using var passed = new HttpRequestMessage(
            new HttpMethod(request.Method), request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget)
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, values) in request.Headers)
        {
            if (!passed.Headers.TryAddWithoutValidation(name, values.ToArray()) && name != "Content-Length")
                passed.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }
        return await azurite.SendAsync(passed);
    }
}
