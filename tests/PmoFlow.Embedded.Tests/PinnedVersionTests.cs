using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>A start that would leave a live instance without the version it is pinned to is refused before anything runs.</summary>
public sealed class PinnedVersionTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task live_instances_are_counted_by_orchestration_and_version()
    {
        using var folder = new DataFolder();
        await Fill(folder, "v1", "v1", "v2");

        await using var platform = await Open(folder, "v1", "v2");

        Assert.Equal([new RunningVersion("Main", "v1", 2), new RunningVersion("Main", "v2", 1)], platform.Engine.FoundAtStart.OrderBy(found => found.Version));
    }

    [Fact]
    public async Task a_version_that_is_not_there_any_more_stops_the_start_with_a_list()
    {
        using var folder = new DataFolder();
        await Fill(folder, "v1", "v2", "v2");

        var refused = await Assert.ThrowsAsync<UnknownOrchestrationsException>(() => Open(folder, "v1"));

        Assert.Equal("Main on v2 (2 live, the first is instance-1)", Assert.Single(refused.Missing));
        await using var back = await Open(folder, "v1", "v2");
        Assert.All((await back.Client.List(new OrchestrationQuery(), Cancel)).Instances, state => Assert.Equal(OrchestrationStatus.Running, state.Status));
    }

    [Fact]
    public async Task versions_of_what_has_ended_are_not_asked_for()
    {
        using var folder = new DataFolder();
        await Fill(folder, "v1", "v2");
        await using (var platform = await Open(folder, "v1", "v2"))
            await platform.Client.Terminate("instance-1", "", cancellation: Cancel);

        await using var without = await Open(folder, "v1");

        Assert.Equal([new RunningVersion("Main", "v1", 1)], without.Engine.FoundAtStart);
    }

    private static async Task Fill(DataFolder folder, params string[] versions)
    {
        await using var platform = await Open(folder, versions);
        foreach (var (i, version) in versions.Index())
            await platform.Client.Start(Main, $"instance-{i}", version, Cancel);
        await platform.WhenIdle();
    }

    private static Task<EmbeddedPlatform> Open(DataFolder folder, params string[] known) => EmbeddedPlatform.Open(
        new EmbeddedPlatformOptions { DataFolder = folder.Path },
        new OrchestrationCatalog(StoryJson.Default.Options)
            .Add(Main, async (context, _) => await context.WaitForEvent(Told), input => new PinnedVersion(input, known.Contains(input))),
        NoServices.Here, TimeProvider.System);

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Here = new();

        public object? GetService(Type serviceType) => null;
    }
}
