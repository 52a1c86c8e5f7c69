using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>The embedded platform on a file of its own and a clock that tests move.</summary>
internal sealed class EmbeddedWorld : OrchestrationWorld
{
    private readonly DataFolder folder = new();
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly EmbeddedPlatformOptions options;

    private EmbeddedWorld(Story story, Action<EmbeddedPlatformOptions>? configure)
    {
        Story = story;
        options = new EmbeddedPlatformOptions { DataFolder = folder.Path };
        configure?.Invoke(options);
    }

    /// <summary>What runs; another may be put in its place before a restart.</summary>
    public Story Story { get; set; }

    public string Folder => folder.Path;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    public EmbeddedPlatform Platform { get; private set; } = null!;

    public override IOrchestrationClient Client => Platform.Client;

    public override DateTimeOffset Now => Time.GetUtcNow();

    public static async Task<EmbeddedWorld> Open(Story story, Action<EmbeddedPlatformOptions>? configure = null)
    {
        var world = new EmbeddedWorld(story, configure);
        await world.Reopen();
        return world;
    }

    public override async Task Advance(TimeSpan by)
    {
        Time.Advance(by);
        await Platform.WhenIdle();
    }

    public override Task Settled(string instanceId) => Platform.WhenIdle();

    public override async Task Restart()
    {
        await Platform.DisposeAsync();
        await Reopen();
    }

    public async Task Reopen() => Platform = await EmbeddedPlatform.Open(options, Story.Catalog, services, Time);

    /// <summary>Opens it with something done to the writer before work begins.</summary>
    public Task Reopen(Action<Writer> before)
    {
        Platform = EmbeddedPlatform.OpenFile(options, Story.Catalog, services, Time, null);
        before(Platform.Engine.Writer);
        return Task.Run(Platform.Start);
    }

    /// <summary>A start that has not been gone through yet would count as one that came to nothing.</summary>
    public async Task HasBegun()
    {
        while (UnfinishedStarts() != 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public long? UnfinishedStarts() => Platform.Engine.Database.Read(connection =>
        connection.Prepare("SELECT value FROM sequence WHERE name='unfinished starts'").Scalar());

    public override async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await services.DisposeAsync();
        folder.Dispose();
    }
}
