using System.Text;

namespace PmoFlow.Bench.Trials;

/// <summary>What a process did to its disk, in order.</summary>
internal sealed record DiskCall(char Kind, string File, long Offset, ReadOnlyMemory<byte> Data);

/// <summary>Reads the recorder's log, and makes disks out of it as they may be found after the power failed.</summary>
internal sealed class DiskLog(IReadOnlyList<DiskCall> calls)
{
    public int Count => calls.Count;

    public static DiskLog Read(string file)
    {
        var bytes = File.ReadAllBytes(file).AsMemory();
        var calls = new List<DiskCall>();
        for (var at = 0; at < bytes.Length;)
        {
            var size = bytes.Span[at + 1];
            var name = Encoding.ASCII.GetString(bytes.Span.Slice(at + 2, size));
            var offset = BitConverter.ToInt64(bytes.Span[(at + 2 + size)..]);
            var length = BitConverter.ToInt32(bytes.Span[(at + 10 + size)..]);
            var kind = (char)bytes.Span[at];
            calls.Add(new DiskCall(kind, name, offset, bytes.Slice(at + 14 + size, length)));
            at += 14 + size + length;
        }
        return new DiskLog(calls);
    }

    /// <summary>The same log from a disk that lied: every so many syncs of the write-ahead log did nothing.</summary>
    public DiskLog WithoutSyncs(int every)
    {
        var count = 0;
        return new DiskLog([.. calls.Where(call => call.Kind != 's' || !call.File.EndsWith("-wal", StringComparison.Ordinal) || ++count % every != 0)]);
    }

    /// <summary>
    /// The power fails after <paramref name="cut"/> calls. All that a file's last sync covered is there; of what came after, a
    /// random part, and torn. Acknowledgements were given to the outside world: all of them count.
    /// </summary>
    public string Image(int cut, Random random, string folder)
    {
        foreach (var file in calls.Take(cut).Select(call => call.File).Distinct().Where(file => file != "acks").ToList())
            Build(file, cut, random, Path.Combine(folder, file));
        var acks = new StringBuilder();
        foreach (var call in calls.Take(cut).Where(call => call is { File: "acks", Kind: 'w' }))
            acks.Append(Encoding.ASCII.GetString(call.Data.Span));
        return acks.ToString();
    }

    private void Build(string file, int cut, Random random, string path)
    {
        var mine = calls.Take(cut).Where(call => call.File == file).ToList();
        var synced = mine.FindLastIndex(call => call.Kind == 's');
        // How much of the unsynced part reached the disk: nothing, all, or some.
        var kept = random.Next(3) switch { 0 => 0.0, 1 => 1.0, _ => random.NextDouble() };
        using var stream = new FileStream(path, FileMode.Create);
        for (var i = 0; i < mine.Count; i++)
        {
            if (i > synced && random.NextDouble() >= kept)
                continue;
            Apply(stream, mine[i], i > synced && kept < 1 && random.Next(4) == 0 ? random : null);
        }
    }

    private static void Apply(FileStream stream, DiskCall call, Random? torn)
    {
        switch (call.Kind)
        {
            case 'w':
                stream.Position = call.Offset;
                var unit = torn?.Next(2) == 0 ? 512 : 4096;
                var length = torn is null ? call.Data.Length : Math.Min(call.Data.Length, torn.Next(call.Data.Length / unit + 1) * unit);
                stream.Write(call.Data.Span[..length]);
                break;
            case 't':
                stream.SetLength(call.Offset);
                break;
            case 'u':
                stream.SetLength(0);
                break;
        }
    }
}
