using PmoFlow.Contracts.Files;
using PmoFlow.Contracts.Orchestrations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Files;
using Xunit;

namespace PmoFlow.Embedded.Tests;

public sealed class EmbeddedFiles : FileContract, IAsyncDisposable
{
    private EmbeddedWorld? world;

    [Fact]
    public async Task a_backup_holds_the_files_of_its_moment()
    {
        using var backups = new DataFolder();
        var (files, before, after) = (await Open(), Fresh(), Fresh());
        await files.Write(before, Given(Random([9000, 10])), TestContext.Current.CancellationToken);
        var backup = await world!.Platform.Operations.Backup(backups.Path, keep: 1, TestContext.Current.CancellationToken);
        await files.Write(after, Given(Random([10])), TestContext.Current.CancellationToken);

        await world.Platform.DisposeAsync();
        foreach (var old in Directory.GetFiles(world.Folder, "pmoflow.db*"))
            File.Delete(old);
        File.Copy(backup.Place, Path.Combine(world.Folder, Database.FileName));
        await world.Reopen();

        Assert.Equal(Random([9000, 10]).SelectMany(part => part), await Read(world.Platform.Files, before));
        Assert.Empty(await Read(world.Platform.Files, after));
    }

    public async ValueTask DisposeAsync()
    {
        if (world is not null)
            await world.DisposeAsync();
    }

    protected override async Task<IFileStore> Open() => (world ??= await EmbeddedWorld.Open(new Story())).Platform.Files;
}
