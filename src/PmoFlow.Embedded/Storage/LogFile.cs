using System.Buffers.Binary;
using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// Looks at the write-ahead log before SQLite does. SQLite ends its recovery at the first frame that is not whole and drops what
/// follows: right for the last commit, torn by a power failure; but a commit is synced before the next begins, so two commits
/// behind a broken frame can only mean that what had been acknowledged is damaged.
/// </summary>
internal static class LogFile
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;

    /// <exception cref="DamagedDatabaseException">Acknowledged commits lie behind a damaged one.</exception>
    public static void Inspect(string database)
    {
        var file = database + "-wal";
        if (!File.Exists(file) || new FileInfo(file).Length < HeaderBytes + FrameHeaderBytes)
            return;
        using var log = File.OpenRead(file);
        Span<byte> header = stackalloc byte[HeaderBytes];
        log.ReadExactly(header);
        var bigEndian = (BinaryPrimitives.ReadUInt32BigEndian(header) & 1) == 1;
        var page = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        if (page is < 512 or > 65536)
            page = 4096;
        var sum = Sum(header[..24], default, bigEndian);
        var sound = sum == Read(header[24..]);
        var frame = new byte[FrameHeaderBytes + page];
        var commitsBehind = 0;
        while (log.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            if (sound)
            {
                var next = Sum(frame.AsSpan(FrameHeaderBytes), Sum(frame.AsSpan(0, 8), sum, bigEndian), bigEndian);
                sound = frame.AsSpan(8, 8).SequenceEqual(header[16..24]) && next == Read(frame.AsSpan(16));
                sum = next;
            }
            if (!sound && frame.AsSpan(8, 8).SequenceEqual(header[16..24]) && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0)
                commitsBehind++;
        }
        if (commitsBehind > 1)
            throw new DamagedDatabaseException(database, new StorageException(raw.SQLITE_CORRUPT, "The write-ahead log is damaged before its end."));
    }

    private static (uint, uint) Read(ReadOnlySpan<byte> at) => (BinaryPrimitives.ReadUInt32BigEndian(at), BinaryPrimitives.ReadUInt32BigEndian(at[4..]));

    // The checksum of SQLite's file format: a Fibonacci-weighted sum over pairs of words.
    private static (uint, uint) Sum(ReadOnlySpan<byte> data, (uint A, uint B) from, bool bigEndian)
    {
        var (a, b) = from;
        for (var i = 0; i < data.Length; i += 8)
        {
            a += Word(data[i..], bigEndian) + b;
            b += Word(data[(i + 4)..], bigEndian) + a;
        }
        return (a, b);
    }

    private static uint Word(ReadOnlySpan<byte> at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(at) : BinaryPrimitives.ReadUInt32LittleEndian(at);
}
