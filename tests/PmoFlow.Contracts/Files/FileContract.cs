using System.Runtime.CompilerServices;
using PmoFlow.Platform.Files;
using Xunit;

namespace PmoFlow.Contracts.Files;

/// <summary>What a program may rely on from files, on every platform.</summary>
public abstract class FileContract
{
    /// <summary>A store; each test keeps to names of its own.</summary>
    protected abstract Task<IFileStore> Open();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(1000, 1, 0, 7)]
    [InlineData(IFileStore.MaxPartBytes, IFileStore.MaxPartBytes, IFileStore.MaxPartBytes, 3)]
    public async Task what_was_written_is_read_as_it_was(params int[] lengths)
    {
        var (files, name) = (await Open(), Fresh());
        var parts = Random(lengths);

        await files.Write(name, Given(parts), Cancel);

        Assert.Equal(parts.SelectMany(part => part), await Read(files, name));
    }

    [Fact]
    public async Task the_memory_of_a_part_may_be_used_again_for_the_next()
    {
        var (files, name) = (await Open(), Fresh());

        await files.Write(name, InOneBuffer(), Cancel);

        Assert.Equal([1, 1, 2, 2, 3, 3], await Read(files, name));
    }

    [Fact]
    public async Task nothing_is_read_where_nothing_is()
    {
        Assert.Empty(await Read(await Open(), Fresh()));
    }

    [Fact]
    public async Task a_file_may_be_empty_though_it_is_the_first()
    {
        var (files, name) = (await Open(), Fresh());

        await files.Write(name, Given([]), Cancel);

        Assert.Empty(await Read(files, name));
        await files.Delete(name, Cancel);
    }

    [Fact]
    public async Task where_the_parts_break_off_there_is_no_file()
    {
        var (files, name) = (await Open(), Fresh());

        await Assert.ThrowsAsync<IOException>(() => files.Write(name, Torn(Random([500, 600]), new IOException("The connection broke.")), Cancel));

        Assert.Empty(await Read(files, name));
        await files.Delete(name, Cancel);
        Assert.Empty(await Read(files, name));
    }

    [Fact]
    public async Task a_write_that_is_cancelled_leaves_no_file()
    {
        var (files, name) = (await Open(), Fresh());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => files.Write(name, Cancelling(stop), stop.Token));

        Assert.Empty(await Read(files, name));
    }

    [Fact]
    public async Task a_part_that_is_too_long_is_refused_and_there_is_no_file()
    {
        var (files, name) = (await Open(), Fresh());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => files.Write(name, Given(Random([10, IFileStore.MaxPartBytes + 1])), Cancel));

        Assert.Empty(await Read(files, name));
    }

    [Fact]
    public async Task what_was_deleted_is_gone_and_may_be_deleted_again()
    {
        var (files, name, other) = (await Open(), Fresh(), Fresh());
        await files.Write(name, Given(Random([300, 300])), Cancel);
        await files.Write(other, Given(Random([40])), Cancel);

        await files.Delete(name, Cancel);
        await files.Delete(name, Cancel);

        Assert.Empty(await Read(files, name));
        Assert.Equal(40, (await Read(files, other)).Length);
    }

    [Fact]
    public async Task files_that_are_written_at_once_do_not_mix()
    {
        var files = await Open();
        var all = Enumerable.Range(0, 8).Select(i => (Name: Fresh(), Parts: Random([5000 + i, 6000 - i]))).ToList();

        await Task.WhenAll(all.Select(file => files.Write(file.Name, Given(file.Parts), Cancel)));

        foreach (var (name, parts) in all)
            Assert.Equal(parts.SelectMany(part => part), await Read(files, name));
    }

    [Fact]
    public async Task a_reader_may_go_away_in_the_middle()
    {
        var (files, name) = (await Open(), Fresh());
        var parts = Random([IFileStore.MaxPartBytes, IFileStore.MaxPartBytes]);
        await files.Write(name, Given(parts), Cancel);

        await foreach (var first in files.Read(name, Cancel))
        {
            Assert.True(parts[0].AsSpan().StartsWith(first.Span));
            break;
        }

        Assert.Equal(2 * IFileStore.MaxPartBytes, (await Read(files, name)).Length);
    }

    protected static string Fresh() => Guid.NewGuid().ToString("N");

    protected static async Task<byte[]> Read(IFileStore files, string name)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var all = new MemoryStream();
        await foreach (var part in files.Read(name, Cancel))
            all.Write(part.Span);
        return all.ToArray();
    }

    protected static byte[][] Random(int[] lengths) => [.. lengths.Select(length =>
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    })];

    protected static IAsyncEnumerable<ReadOnlyMemory<byte>> Given(byte[][] parts) => parts.Select(part => (ReadOnlyMemory<byte>)part).ToAsyncEnumerable();

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> InOneBuffer()
    {
        var buffer = new byte[2];
        for (byte i = 1; i <= 3; i++)
        {
            Array.Fill(buffer, i);
            yield return buffer;
        }
        await Task.CompletedTask;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Torn(byte[][] parts, Exception why)
    {
        foreach (var part in parts)
            yield return part;
        await Task.FromException(why);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Cancelling(
        CancellationTokenSource stop, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return new byte[100];
        await stop.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
        yield return new byte[100];
    }
}
