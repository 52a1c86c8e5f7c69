using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using PmoFlow.Platform.Files;

namespace PmoFlow.Azure.Files;

/// <summary>
/// Files as block blobs. Each part is a block; the list of blocks, sent last, makes them a file at once. Blocks that no list ever named are
/// dropped by the service after a week.
/// </summary>
internal sealed class BlobFileStore(BlobContainerClient container) : IFileStore
{
    public async Task Write(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (blob, blocks) = (container.GetBlockBlobClient(name), new List<string>());
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(part.Length, IFileStore.MaxPartBytes, nameof(parts));
            var block = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(blocks.Count.ToString("D6", CultureInfo.InvariantCulture)));
            var bytes = part.ToArray();
            await InContainer(() => Stage(blob, block, bytes, cancellation), cancellation);
            blocks.Add(block);
        }
        await InContainer(() => blob.CommitBlockListAsync(blocks, cancellationToken: cancellation), cancellation);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(string name, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (await Open(name, cancellation) is not { } content)
            yield break;
        await using (content)
        {
            var buffer = new byte[IFileStore.MaxPartBytes];
            while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var read)
                yield return buffer.AsMemory(0, read);
        }
    }

    public async Task Delete(string name, CancellationToken cancellation = default) =>
        await container.GetBlobClient(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation);

    /// <summary>The first file makes the container; an empty one has no part that would have made it before the list is sent.</summary>
    private async Task InContainer(Func<Task> write, CancellationToken cancellation)
    {
        try
        {
            await write();
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await write();
        }
    }

    private static async Task Stage(BlockBlobClient blob, string block, byte[] bytes, CancellationToken cancellation)
    {
        using var content = new MemoryStream(bytes);
        await blob.StageBlockAsync(block, content, cancellationToken: cancellation);
    }

    private async Task<Stream?> Open(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellation)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.BlobNotFound || missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return null;
        }
    }
}
