using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Backup, check and restore from outside of the program that owns the data folder.</summary>
public sealed class DataFileTests
{
    private static readonly OrchestrationReference<string, string> Main = new("Main");
    private static readonly EventReference<string> Told = new("Told");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Story Waiting() => new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told));

    [Fact]
    public async Task a_backup_from_outside_under_load_holds_what_was_acknowledged_before_and_is_restored_to_go_on()
    {
        using var elsewhere = new DataFolder();
        var copy = Path.Combine(elsewhere.Path, "copy.db");
        await using var world = await EmbeddedWorld.Open(Waiting());
        for (var i = 0; i < 50; i++)
            await world.Client.Start(Main, $"before-{i}", "", Cancel);
        var more = Task.WhenAll(Enumerable.Range(0, 300).Select(i => world.Client.Start(Main, $"during-{i}", "", Cancel)));
        for (var i = 0; i < 3; i++)
            DataFile.Backup(world.Folder, copy);
        await more;
        Assert.Equal([copy], Directory.GetFiles(elsewhere.Path));
        Assert.Throws<DataFolderInUseException>(() => DataFile.Restore(copy, world.Folder, world.Now));

        await world.Platform.DisposeAsync();
        var aside = DataFile.Restore(copy, world.Folder, world.Now);
        Assert.True(File.Exists(Path.Combine(aside!, Database.FileName)));
        await world.Reopen();
        for (var i = 0; i < 50; i++)
        {
            await world.Client.RaiseEvent($"before-{i}", Told, "x", Cancel);
            Assert.Equal(OrchestrationStatus.Completed, (await world.Client.WaitForEnd($"before-{i}", Cancel)).Status);
        }
    }

    [Theory]
    [InlineData("UPDATE documents SET body=replace(body, 'as it was', 'as it is?')")]
    [InlineData("UPDATE inputs SET body=replace(body, 'as it was', 'as it is?')")]
    [InlineData("UPDATE instances SET output=replace(output, 'as it was', 'as it is?')")]
    [InlineData("UPDATE history SET body=replace(body, 'as it was', 'as it is?')")]
    public async Task a_file_whose_structure_is_sound_and_whose_content_was_changed_is_not_trusted_and_not_restored(string change)
    {
        using var elsewhere = new DataFolder();
        var copy = Path.Combine(elsewhere.Path, "copy.db");
        await using var world = await EmbeddedWorld.Open(Waiting());
        var table = new TableReference<Step>("Parts", StoryJson.Default.Step);
        await world.Platform.Tables.Upsert(table, new TableKey("p", "r"), new Step(1, "as it was", []), Cancel);
        await world.Client.Start(Main, "told", "as it was", Cancel);
        await world.Client.RaiseEvent("told", Told, "as it was", Cancel);
        await world.Client.WaitForEnd("told", Cancel);
        DataFile.Backup(world.Folder, copy);
        DataFile.Check(copy);
        DataFile.Check(Path.Combine(world.Folder, DataFile.Name));
        using (var tampered = Connection.Open(copy, readOnly: false))
        {
            tampered.Execute(change);
            Assert.True(tampered.Prepare("SELECT changes()").Scalar() > 0);
        }

        Assert.Throws<DamagedDatabaseException>(() => DataFile.Check(copy));
        await world.Platform.DisposeAsync();
        Assert.Throws<DamagedDatabaseException>(() => DataFile.Restore(copy, world.Folder, world.Now));
        await world.Reopen();
        Assert.Equal("as it was", (await world.Platform.Tables.Find(table, new TableKey("p", "r"), Cancel))!.Document.Text);
    }

    [Fact]
    public async Task what_is_only_in_the_log_beside_a_file_is_restored_with_it()
    {
        using var elsewhere = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "in-the-log", "", Cancel);
        await world.Platform.WhenIdle();
        Assert.True(new FileInfo(Path.Combine(world.Folder, DataFile.Name + "-wal")).Length > 0);

        Assert.Null(DataFile.Restore(Path.Combine(world.Folder, DataFile.Name), elsewhere.Path, world.Now));

        using var restored = Connection.Open(Path.Combine(elsewhere.Path, DataFile.Name), readOnly: true);
        Assert.Equal("in-the-log", restored.Read("SELECT id FROM instances"));
    }

    [Fact]
    public async Task a_backup_that_fails_leaves_nothing_and_what_an_ended_process_left_goes_with_the_next()
    {
        using var elsewhere = new DataFolder();
        using var damaged = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "kept", "", Cancel);
        var file = Path.Combine(damaged.Path, DataFile.Name);
        DataFile.Backup(world.Folder, file);
        var bytes = await File.ReadAllBytesAsync(file, Cancel);
        bytes.AsSpan(2 * 4096, 4096).Fill(0xFF);
        await File.WriteAllBytesAsync(file, bytes, Cancel);

        var refused = Assert.Throws<DamagedDatabaseException>(() => DataFile.Backup(damaged.Path, elsewhere.Path, world.Now, keep: 3));
        // Not the copy, which is gone: who is told of that one would mend the wrong file.
        Assert.Equal(Path.GetFullPath(file), Path.GetFullPath(refused.File));
        Assert.Empty(Directory.GetFiles(elsewhere.Path));

        var (old, young) = (Path.Combine(elsewhere.Path, "pmoflow-old.db.unfinished"), Path.Combine(elsewhere.Path, "pmoflow-young.db.unfinished"));
        await File.WriteAllTextAsync(old, "", Cancel);
        await File.WriteAllTextAsync(young, "", Cancel);
        File.SetLastWriteTimeUtc(old, world.Now.UtcDateTime.AddDays(-2));
        File.SetLastWriteTimeUtc(young, world.Now.UtcDateTime.AddHours(-1));
        var copy = DataFile.Backup(world.Folder, elsewhere.Path, world.Now, keep: 3);
        Assert.Equal([copy.Place, young], Directory.GetFiles(elsewhere.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task a_restore_that_was_broken_off_is_ended_or_taken_back_by_the_next_start()
    {
        using var elsewhere = new DataFolder();
        var copy = Path.Combine(elsewhere.Path, "copy.db");
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "in-the-backup", "", Cancel);
        DataFile.Backup(world.Folder, copy);
        await world.Client.Start(Main, "after-it", "", Cancel);
        await world.Platform.DisposeAsync();
        var file = Path.Combine(world.Folder, DataFile.Name);

        File.Copy(copy, file + ".restored");
        await world.Reopen();
        Assert.NotNull(await world.Client.Get("after-it", Cancel));
        Assert.False(File.Exists(file + ".restored"));
        await world.Platform.DisposeAsync();

        File.Copy(copy, file + ".restored");
        File.Move(file, Path.Combine(elsewhere.Path, DataFile.Name));
        await File.WriteAllTextAsync(file + "-wal", "of the file that was moved", Cancel);
        await world.Reopen();
        Assert.NotNull(await world.Client.Get("in-the-backup", Cancel));
        Assert.Null(await world.Client.Get("after-it", Cancel));
        var aside = Assert.Single(Directory.GetDirectories(world.Folder, "replaced-*"));
        Assert.True(File.Exists(Path.Combine(aside, DataFile.Name + "-wal")));
    }

    [Fact]
    public async Task a_file_under_another_name_is_neither_counted_nor_deleted_and_a_clock_set_back_costs_no_new_copy()
    {
        using var backups = new DataFolder();
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "kept", "", Cancel);
        var own = Path.Combine(backups.Path, "pmoflow-before-upgrade.db");
        DataFile.Backup(world.Folder, own);

        var later = DataFile.Backup(world.Folder, backups.Path, world.Now, keep: 1);
        var taken = DataFile.Backup(world.Folder, backups.Path, world.Now.AddDays(-1), keep: 1);

        Assert.NotEqual(later.Place, taken.Place);
        Assert.Equal(new[] { own, taken.Place }.Order(StringComparer.Ordinal), Directory.GetFiles(backups.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task where_there_is_no_database_there_is_nothing_to_copy()
    {
        using var empty = new DataFolder();
        Assert.Throws<FileNotFoundException>(() => DataFile.Backup(empty.Path, Path.Combine(empty.Path, "copy.db")));
        await using var world = await EmbeddedWorld.Open(Waiting());
        await world.Client.Start(Main, "kept", "", Cancel);
        DataFile.Backup(world.Folder, empty.Path, world.Now, keep: 2);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        var newest = DataFile.Backup(world.Folder, empty.Path, world.Now, keep: 1);
        Assert.Equal([newest.Place], Directory.GetFiles(empty.Path));
    }
}
