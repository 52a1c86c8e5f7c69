using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using PmoFlow.Functions.Hosting;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>What the worker of the Functions app logs of requests, tried on the same web server with all that it says kept.</summary>
public sealed class QuietPathTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task log_of_the_worker_has_no_path_of_a_request(bool isQuiet)
    {
        using var kept = new Kept();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(kept).SetMinimumLevel(LogLevel.Information);
        if (isQuiet)
            builder.Logging.AddQuietPaths();
        await using var app = builder.Build();
        app.MapGet("/approvals/{token}", () => "The page.");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var client = new HttpClient();

        Assert.Equal("The page.", await client.GetStringAsync(new Uri($"{address}/approvals/a-secret-token"), TestContext.Current.CancellationToken));

        await app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(isQuiet, !kept.Lines.Any(line => line.Contains("a-secret-token", StringComparison.Ordinal)));
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
