using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Embedded.Tests;

public sealed class StorageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task two_processes_cannot_share_a_data_folder()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        Assert.Throws<DataFolderInUseException>(() => Database.Open(world.Folder));
    }

    [Fact]
    public void a_folder_that_cannot_be_locked_for_another_reason_is_not_called_in_use()
    {
        using var folder = new DataFolder();
        Assert.Throws<DirectoryNotFoundException>(() => FolderLock.Take(Path.Combine(folder.Path, "nowhere")));
    }

    [Fact]
    public void the_file_is_in_wal_mode_and_synced_in_full()
    {
        using var folder = new DataFolder();
        using var database = Database.Open(folder.Path);
        Assert.Equal(("wal", "2"), (database.Writer.Read("PRAGMA journal_mode"), database.Writer.Read("PRAGMA synchronous")));
    }

    [Theory]
    [InlineData(3_051_002, "3.51.2")]
    [InlineData(3_046_001, "3.46.1")]
    public void an_older_sqlite_is_refused(int version, string name) =>
        Assert.Contains(name, Assert.Throws<NotSupportedException>(() => Database.RefuseOldSqlite(version)).Message, StringComparison.Ordinal);

    [Fact]
    public void readers_cannot_write()
    {
        using var folder = new DataFolder();
        using var database = Database.Open(folder.Path);
        Assert.Throws<StorageException>(() => database.Read(reader => reader.Prepare("DELETE FROM instances").Run()));
    }

    [Fact]
    public void a_file_of_a_newer_program_is_refused()
    {
        using var folder = new DataFolder();
        using (var database = Database.Open(folder.Path))
            database.Writer.Execute($"PRAGMA user_version={Schema.Version + 1}");
        Assert.Contains("newer program", Assert.Throws<NotSupportedException>(() => Database.Open(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task many_writers_share_few_commits()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        var held = new ManualResetEventSlim();
        var blocker = world.Platform.Engine.Writer.Write(_ => held.Wait(TimeSpan.FromSeconds(30)));
        var before = world.Platform.Engine.Writer.Commits;
        var writes = Enumerable.Range(0, 500).Select(_ => world.Platform.Engine.Writer.Write(transaction => transaction.NextNumber())).ToArray();
        held.Set();
        await blocker;
        var numbers = await Task.WhenAll(writes);
        Assert.Equal(500, numbers.Distinct().Count());
        Assert.InRange(world.Platform.Engine.Writer.Commits - before, 1, 3);
    }

    [Fact]
    public async Task a_write_that_fails_takes_no_other_with_it()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        var writer = world.Platform.Engine.Writer;
        var held = new ManualResetEventSlim();
        _ = writer.Write(_ => held.Wait(TimeSpan.FromSeconds(30)));
        var good = Insert("good");
        var bad = writer.Write<int>(transaction =>
        {
            transaction.Prepare("INSERT INTO inputs(instance, body, seal) VALUES (1, NULL, 0)").Run();
            return 0;
        });
        var thrown = writer.Write<int>(_ => throw new InvalidOperationException("mine"));
        var other = Insert("other");
        held.Set();
        Assert.Equal((1, 1), (await good, await other));
        await Assert.ThrowsAsync<StorageException>(() => bad);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);

        Task<int> Insert(string key) => writer.Write(transaction => transaction.Prepare(
            "INSERT INTO documents(tbl, pk, rk, etag, body, seal) VALUES ('T', 'p', ?, 1, x'7b7d', 0)").Bind(key).Run());
    }

    [Fact]
    public async Task a_number_is_never_given_twice_not_even_after_a_crash()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        var last = 0L;
        for (var i = 0; i < 5; i++)
        {
            var number = await world.Platform.Engine.Writer.Write(transaction => transaction.NextNumber());
            Assert.True(number > last);
            last = number;
            world.Platform.Crash();
            await world.Reopen();
        }
    }

    [Fact]
    public async Task a_writer_halted_in_the_middle_of_a_commit_writes_and_answers_nothing_more()
    {
        await using var world = await EmbeddedWorld.Open(new Story());
        var writer = world.Platform.Engine.Writer;
        await world.Platform.WhenIdle();
        Task? halting = null;
        writer.HaltAt = _ =>
        {
            halting ??= Task.Run(writer.Halt);
            SpinWait.SpinUntil(() => writer.IsHalted);
            return false;
        };
        var write = writer.Write(transaction => transaction.Prepare("INSERT INTO sequence(name, value) VALUES ('late', 1)").Run());
        while (!writer.IsHalted)
            Cancel.ThrowIfCancellationRequested();
        await halting!;
        Assert.False(write.IsCompleted);
        world.Platform.Crash();
        await world.Reopen();
        Assert.Null(world.Platform.Engine.Database.Read(reader => reader.Prepare("SELECT value FROM sequence WHERE name='late'").Scalar()));
    }

    [Fact]
    public void text_is_kept_and_ordered_as_strings_are()
    {
        string[] texts = ["", "a", "a\0", "b", "é", "\ud7ff", "\ud800", "😀", "\udc00", "\ue000", "\uffff", new string('x', 2000)];
        foreach (var text in texts)
            Assert.Equal(text, OrdinalText.Decode(OrdinalText.Encode(text, [])));
        var encoded = texts.OrderBy(text => Convert.ToHexString(OrdinalText.Encode(text, [])), StringComparer.Ordinal);
        Assert.Equal(texts.Order(StringComparer.Ordinal), encoded);
    }

    [Fact]
    public async Task an_application_registers_the_platform_and_its_host_runs_it()
    {
        using var folder = new DataFolder();
        var echo = new OrchestrationReference<string, string>("Echo");
        var services = new ServiceCollection()
            .AddSingleton(new OrchestrationCatalog(StoryJson.Default.Options).Add(echo, (_, input) => Task.FromResult(input)))
            .AddEmbeddedPlatform(options => options.DataFolder = folder.Path);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<IOrchestrationClient>();
        // Asked for before the host has started: it is kept and runs then.
        await client.Start(echo, "early", "bird", Cancel);
        foreach (var hosted in provider.GetServices<IHostedService>())
            await hosted.StartAsync(Cancel);
        Assert.Equal("bird", (await client.WaitForEnd("early", Cancel)).Output.ToString());
        Assert.NotNull(provider.GetRequiredService<ITableStore>());
        foreach (var hosted in provider.GetServices<IHostedService>())
            await hosted.StopAsync(Cancel);
    }

    [Fact]
    public async Task replay_after_eviction_goes_on_where_it_was()
    {
        var main = new OrchestrationReference<string, string>("Main");
        var told = new EventReference<string>("Told");
        await using var world = await EmbeddedWorld.Open(new Story().Orchestration(main, async (context, _) =>
        {
            var text = "";
            for (var i = 0; i < 5; i++)
                text += await context.WaitForEvent(told);
            return text;
        }), options => options.CacheBytes = 0);
        await world.Client.Start(main, "evicted", "", Cancel);
        foreach (var letter in "abcde")
        {
            await world.Client.RaiseEvent("evicted", told, $"{letter}", Cancel);
            await world.Platform.WhenIdle();
            Assert.Equal(0, world.Platform.Engine.LiveCount);
        }
        Assert.Equal("abcde", (await world.Client.WaitForEnd("evicted", Cancel)).Output.ToString());
    }
}
