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
            await Stage(blob, block, part.ToArray(), cancellation);
            blocks.Add(block);
        }
        await blob.CommitBlockListAsync(blocks, cancellationToken: cancellation);
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

    private async Task Stage(BlockBlobClient blob, string block, byte[] bytes, CancellationToken cancellation)
    {
        try
        {
            using var content = new MemoryStream(bytes);
            await blob.StageBlockAsync(block, content, cancellationToken: cancellation);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
            using var content = new MemoryStream(bytes);
            await blob.StageBlockAsync(block, content, cancellationToken: cancellation);
        }
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
