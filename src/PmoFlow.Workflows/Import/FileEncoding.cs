using System.Text;
using UtfUnknown;

namespace PmoFlow.Workflows.Import;

/// <summary>How a file's bytes are letters, and how that was found out.</summary>
/// <param name="Encoding">Decodes it; what it cannot decode becomes U+FFFD.</param>
/// <param name="Name">For people: <c>Windows-1252</c>.</param>
/// <param name="Why">As a sentence.</param>
/// <param name="Warning">What may have gone wrong, if anything.</param>
internal sealed record FileEncoding(Encoding Encoding, string Name, string Why, string? Warning = null)
{
    private const int Sample = 1024 * 1024;

    static FileEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// A byte order mark first, then strict UTF-8 over the whole file, then UTF-16 by its zeros, then a guess by frequencies. Reads
    /// the stream from its beginning and leaves it there.
    /// </summary>
    public static async Task<FileEncoding> Detect(Stream file, CancellationToken cancellation)
    {
        file.Position = 0;
        var head = new byte[Math.Min(file.Length, Sample)];
        await file.ReadExactlyAsync(head, cancellation);
        var found = ByMark(head) ?? ByZeros(head);
        if (found is null)
        {
            var (valid, broken) = await CountUtf8(file, cancellation);
            found = broken == 0 ? new(new UTF8Encoding(false), "UTF-8", valid == 0 ? "It is plain ASCII." : "All of it is valid UTF-8.")
                : valid > broken * 10 ? new(new UTF8Encoding(false), "UTF-8", "Almost all of it is valid UTF-8.",
                    $"{broken:N0} bytes are not UTF-8; they stand as \uFFFD. Save the file as UTF-8 again where names look wrong.")
                : ByFrequencies(head);
        }
        file.Position = 0;
        return found;
    }

    /// <summary>The encoding of that name, or null where there is none.</summary>
    public static FileEncoding? Named(string name)
    {
        try
        {
            return new(Encoding.GetEncoding(name), name, "It was given.");
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static FileEncoding? ByMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(new UTF8Encoding(true), "UTF-8", "It begins with the mark of UTF-8."),
        [0xFF, 0xFE, 0, 0, ..] => new(new UTF32Encoding(false, true), "UTF-32", "It begins with the mark of UTF-32."),
        [0xFF, 0xFE, ..] => new(new UnicodeEncoding(false, true), "UTF-16", "It begins with the mark of UTF-16."),
        [0xFE, 0xFF, ..] => new(new UnicodeEncoding(true, true), "UTF-16", "It begins with the mark of UTF-16, high byte first."),
        _ => null,
    };

    // Latin text in UTF-16 has a zero in every other place, and nowhere else.
    private static FileEncoding? ByZeros(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }
        var half = head.Length / 2;
        return (half > 1, odd > half * 0.4 && even < half * 0.05, even > half * 0.4 && odd < half * 0.05) switch
        {
            (true, true, _) => new(new UnicodeEncoding(false, false), "UTF-16", "Every other byte is zero."),
            (true, _, true) => new(new UnicodeEncoding(true, false), "UTF-16", "Every other byte is zero, the first one of each pair."),
            _ => null,
        };
    }

    private static FileEncoding ByFrequencies(byte[] head)
    {
        var western = new FileEncoding(Encoding.GetEncoding(1252), "Windows-1252", "It is not UTF-8 and reads as Western European text.");
        var (letters, isolated, high) = (0, 0, 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] < 0x80)
                continue;
            high++;
            letters += head[i] >= 0xC0 || head[i] is 0x8A or 0x8C or 0x8E or 0x9A or 0x9C or 0x9E or 0x9F or 0xA5 or 0xAA or 0xAF or 0xB3 or 0xB9 or 0xBA or 0xBF ? 1 : 0;
            isolated += (i == 0 || head[i - 1] < 0x80) && (i == head.Length - 1 || head[i + 1] < 0x80) ? 1 : 0;
        }
        // A detector by frequencies takes a pound sign before digits for Chinese: without letters of its own there is nothing to tell by.
        var best = letters < 5 ? null : CharsetDetector.DetectFromBytes(head).Detected;
        if (best?.Encoding is not { } encoding || best.Confidence < 0.6 || encoding.CodePage is 1252 or 65001 or 20127)
            return western;
        // ISO 8859-1 and -15 have control characters where Windows-1252 has quotation marks and the euro; nobody means those. Letters of
        // East Asian encodings come in pairs of bytes.
        if (encoding.CodePage is 28591 or 28605 || (!encoding.IsSingleByte && isolated * 2 > high))
            return western;
        return new(encoding, best.EncodingName, $"It is not UTF-8 and reads as {best.EncodingName} ({best.Confidence * 100:0} %).",
            $"The letters are taken for {best.EncodingName}. Save the file as UTF-8 where names look wrong.");
    }

    private static async Task<(long Valid, long Broken)> CountUtf8(Stream file, CancellationToken cancellation)
    {
        file.Position = 0;
        var (buffer, kept, valid, broken) = (new byte[64 * 1024], 0, 0L, 0L);
        while (await file.ReadAsync(buffer.AsMemory(kept), cancellation) is > 0 and var read)
        {
            var (length, at, isLast) = (kept + read, 0, file.Position >= file.Length);
            while (at < length)
            {
                var status = Rune.DecodeFromUtf8(buffer.AsSpan(at, length - at), out _, out var used);
                if (status == System.Buffers.OperationStatus.NeedMoreData && !isLast)
                    break;
                if (status == System.Buffers.OperationStatus.Done)
                    valid += used > 1 ? 1 : 0;
                else
                    broken++;
                at += used;
            }
            kept = length - at;
            buffer.AsSpan(at, kept).CopyTo(buffer);
        }
        return (valid, broken);
    }
}
