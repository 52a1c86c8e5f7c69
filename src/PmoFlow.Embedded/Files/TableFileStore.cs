using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using PmoFlow.Platform.Files;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Embedded.Files;

/// <summary>A part of a file.</summary>
internal sealed record FilePart(byte[] Bytes);

/// <summary>That all parts of a file are there.</summary>
internal sealed record FileWhole(int Parts);

[JsonSerializable(typeof(FilePart))]
[JsonSerializable(typeof(FileWhole))]
internal sealed partial class FileJson : JsonSerializerContext;

/// <summary>
/// Files in the database of everything else: one backup and one restore hold for both, and neither can be without the other. A file is
/// there once the row that says so is, which is written last.
/// </summary>
internal sealed class TableFileStore(ITableStore tables) : IFileStore
{
    private const string WholeRow = "whole";

    private static readonly TableReference<FilePart> Parts = new("files", FileJson.Default.FilePart);
    private static readonly TableReference<FileWhole> Wholes = new("files", FileJson.Default.FileWhole);

    public async Task Write(string name, IAsyncEnumerable<ReadOnlyMemory<byte>> parts, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var count = 0;
        await foreach (var part in parts.WithCancellation(cancellation))
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(part.Length, IFileStore.MaxPartBytes, nameof(parts));
            await tables.Upsert(Parts, new(name, PartRow(count++)), new FilePart(part.ToArray()), cancellation);
        }
        await tables.Upsert(Wholes, new(name, WholeRow), new FileWhole(count), cancellation);
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Read(string name, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var parts = (await tables.Find(Wholes, new(name, WholeRow), cancellation))?.Document.Parts ?? 0;
        for (var i = 0; i < parts; i++)
        {
            var part = await tables.Find(Parts, new(name, PartRow(i)), cancellation);
            yield return part?.Document.Bytes ?? throw new InvalidDataException($"Part {i} of file {name} is missing.");
        }
    }

    public async Task Delete(string name, CancellationToken cancellation = default)
    {
        await tables.Delete(Wholes, new(name, WholeRow), cancellation);
        for (var i = 0; await tables.Find(Parts, new(name, PartRow(i)), cancellation) is { } part; i++)
            await tables.Delete(Parts, part.Key, cancellation);
    }

    private static string PartRow(int part) => string.Create(CultureInfo.InvariantCulture, $"part|{part:D5}");
}
