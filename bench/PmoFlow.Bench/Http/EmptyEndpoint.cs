using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PmoFlow.Bench.Http;

/// <summary>What HTTP alone allows on this machine: the same body in, an answer of the same size out, nothing done.</summary>
internal sealed class EmptyEndpoint : IAsyncDisposable
{
    private const string Answer =
        """{"id":"R-00000000","trackingUrl":"http://127.0.0.1:5080/requests/track/0000000000000000000000000000000000000000000","title":"Replace the ticket machines in the main hall","lifecycle":"standard","version":1,"stage":"screening","status":"open","revision":1,"submittedAt":"2026-01-01T00:00:00.0000000+00:00"}""";

    private readonly Process process;

    private EmptyEndpoint(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>In a process of its own, as the program is.</summary>
    public static async Task<EmptyEndpoint> Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmptyEndpoint).Assembly.Location, "http-empty"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The empty endpoint did not start.");
        return new EmptyEndpoint(process, new Uri(address));
    }

    /// <summary>The process itself: says where it listens, and serves until it is killed.</summary>
    public static async Task<int> Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var answer = System.Text.Encoding.UTF8.GetBytes(Answer);
        app.Run(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = "/api/v1/requests/R-00000000";
            context.Response.ContentType = "application/json; charset=utf-8";
            context.Response.ContentLength = answer.Length;
            await context.Response.Body.WriteAsync(answer);
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await app.WaitForShutdownAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
