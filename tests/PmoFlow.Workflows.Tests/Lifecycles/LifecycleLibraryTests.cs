using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Embedded;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Lifecycles;

public sealed class LifecycleLibraryTests : IAsyncLifetime
{
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("pmoflow-lifecycles-");
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("pmoflow-test-");
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private EmbeddedPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await EmbeddedPlatform.Open(
            new EmbeddedPlatformOptions { DataFolder = data.FullName }, new OrchestrationCatalog(OfficeJson.Default.Options), services, TimeProvider.System);
        Write(SmallLifecycle.Yaml);
    }

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        await services.DisposeAsync();
        data.Delete(recursive: true);
        files.Delete(recursive: true);
    }

    [Fact]
    public async Task new_requests_begin_with_what_the_files_say()
    {
        var library = await Load();

        Assert.Equal("small", Assert.Single(library.All).Name);
        Assert.Equal(new LifecycleVersion("small", 1), library.Current("small")!.Id);
        Assert.Same(library.Current("small"), library.Find(new("small", 1)));
        Assert.Null(library.Current("standard"));
        Assert.Null(library.Find(new("small", 2)));
    }

    [Fact]
    public async Task an_older_version_stays_available_after_its_file_went_on()
    {
        await Load();
        Write(SmallLifecycle.With("version: 1", "version: 2").Replace("quorum: majority", "quorum: all", StringComparison.Ordinal));

        var library = await Load();

        Assert.Equal(2, library.Current("small")!.Version);
        Assert.Equal(Domain.Approvals.Quorum.Majority, Gate(library.Get(new("small", 1))).Quorum);
        Assert.Equal(Domain.Approvals.Quorum.All, Gate(library.Get(new("small", 2))).Quorum);
    }

    [Fact]
    public async Task a_version_whose_file_is_gone_is_still_known_and_not_offered()
    {
        await Load();
        File.Move(Path.Combine(files.FullName, SmallLifecycle.FileName), Path.Combine(files.FullName, "other.lifecycle.yaml"));
        await File.WriteAllTextAsync(
            Path.Combine(files.FullName, "other.lifecycle.yaml"), SmallLifecycle.With("lifecycle: small", "lifecycle: other"), TestContext.Current.CancellationToken);

        var library = await Load();

        Assert.Equal(["other"], library.All.Select(l => l.Name));
        Assert.NotNull(library.Find(new("small", 1)));
        Assert.Null(library.Current("small"));
    }

    [Fact]
    public async Task a_version_that_was_used_never_changes()
    {
        await Load();
        Write(SmallLifecycle.With("version: 1", "version: 4"));
        await Load();
        Write(SmallLifecycle.With("quorum: majority", "quorum: any"));

        var refused = await Assert.ThrowsAsync<LifecycleFilesRefusedException>(Load);

        Assert.Equal(
            "The lifecycle files have 1 defect:" + Environment.NewLine
            + "small.lifecycle.yaml:1: The file differs from small v1 as the office already started with it: requests may depend on that "
            + "(write 'version: 5', or undo the change)",
            refused.Message);
    }

    [Fact]
    public async Task comments_and_layout_may_change_without_a_new_version()
    {
        await Load();
        Write("# More words about it.\n" + SmallLifecycle.With("approvers: [approver]", "approvers:\n      - approver"));

        Assert.Equal(1, (await Load()).Current("small")!.Version);
    }

    [Fact]
    public async Task all_defects_of_all_files_stop_the_start_and_leave_nothing_behind()
    {
        await File.WriteAllTextAsync(
            Path.Combine(files.FullName, "another.lifecycle.yaml"), "lifecycle: another\n", TestContext.Current.CancellationToken);
        Write(SmallLifecycle.With("quorum: majority", "quorum: most"));

        var refused = await Assert.ThrowsAsync<LifecycleFilesRefusedException>(Load);

        Assert.Equal(["another.lifecycle.yaml", "small.lifecycle.yaml"], refused.Defects.Select(d => d.File).Distinct());
        Assert.Contains("small.lifecycle.yaml:28: 'most' is unknown as 'quorum' (known: any, all, majority, 2 of, 60 %)", refused.Message, StringComparison.Ordinal);
        Write(SmallLifecycle.Yaml);
        File.Delete(Path.Combine(files.FullName, "another.lifecycle.yaml"));
        Assert.Equal(1, (await Load()).Current("small")!.Version);
    }

    [Fact]
    public async Task an_office_without_a_lifecycle_does_not_start()
    {
        File.Delete(Path.Combine(files.FullName, SmallLifecycle.FileName));

        await Assert.ThrowsAsync<LifecycleFilesRefusedException>(Load);
        var library = new LifecycleLibrary();
        await Assert.ThrowsAsync<LifecycleFilesRefusedException>(() => library.LoadAsync(
            platform.Tables, Path.Combine(files.FullName, "nowhere"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task a_reading_that_fails_leaves_the_library_as_it_was()
    {
        var library = await Load();
        Write("nonsense");

        await Assert.ThrowsAsync<LifecycleFilesRefusedException>(
            () => library.LoadAsync(platform.Tables, files.FullName, TestContext.Current.CancellationToken));

        Assert.NotNull(library.Current("small"));
    }

    [Fact]
    public async Task processes_that_start_at_once_agree_on_the_first_version()
    {
        var libraries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Load)));

        Assert.All(libraries, library => Assert.Equal("small", Assert.Single(library.All).Name));
    }

    [Fact]
    public async Task what_another_process_published_is_heard_of_within_seconds()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2026-11-23T09:00Z", CultureInfo.InvariantCulture));
        var (here, elsewhere) = (await Load(), await Load());
        var news = new LifecycleNews(here, clock);
        await news.Hear(TestContext.Current.CancellationToken);
        Assert.True(await elsewhere.Publish(
            elsewhere.Current("small")! with { Version = 2 }, SmallLifecycle.With("version: 1", "version: 2"),
            new Publication("ada@example.org", "Ada", clock.GetUtcNow(), "Anew."), TestContext.Current.CancellationToken));

        clock.Advance(LifecycleNews.Fresh - TimeSpan.FromTicks(1));
        await news.Hear(TestContext.Current.CancellationToken);
        Assert.Equal(1, here.Current("small")!.Version);

        clock.Advance(TimeSpan.FromTicks(1));
        await news.Hear(TestContext.Current.CancellationToken);
        Assert.Equal(2, here.Current("small")!.Version);
    }

    [Fact]
    public async Task an_orchestration_waits_for_tables_that_cannot_be_asked_for_its_version()
    {
        await Load();
        var tables = new DeafTables(platform.Tables);
        var here = new LifecycleLibrary();
        await here.LoadAsync(tables, files.FullName, TestContext.Current.CancellationToken);
        var elsewhere = await Load();
        Assert.True(await elsewhere.Publish(
            elsewhere.Current("small")! with { Version = 2 }, SmallLifecycle.With("version: 1", "version: 2"),
            new Publication("ada@example.org", "Ada", DateTimeOffset.UnixEpoch, "Anew."), TestContext.Current.CancellationToken));

        tables.Failures = 2;
        Assert.Equal(2, here.Await(new("small", 2)).Version);
        Assert.Equal(0, tables.Failures);
        Assert.Throws<KeyNotFoundException>(() => here.Await(new("small", 3)));
    }

    [Fact]
    public void versions_never_seen_are_a_fault() =>
        Assert.Throws<KeyNotFoundException>(() => new LifecycleLibrary().Get(new("small", 1)));

    private static Domain.Approvals.GatePolicy Gate(Lifecycle lifecycle) => ((LifecycleStage.Approval)lifecycle.Stage("approval")).Gate!;

    private async Task<LifecycleLibrary> Load()
    {
        var library = new LifecycleLibrary();
        await library.LoadAsync(platform.Tables, files.FullName, TestContext.Current.CancellationToken);
        return library;
    }

    private void Write(string yaml) => File.WriteAllText(Path.Combine(files.FullName, SmallLifecycle.FileName), yaml);
}
