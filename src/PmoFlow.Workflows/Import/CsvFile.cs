using System.Runtime.CompilerServices;
using CsvHelper;
using PmoFlow.Domain.Import;

namespace PmoFlow.Workflows.Import;

/// <summary>A CSV file as it was found: encoding, separator, where its headings are.</summary>
/// <param name="Encoding">How its bytes are letters.</param>
/// <param name="Separator">What parts its values.</param>
/// <param name="HeaderRow">Number of the row with the headings, from 1; what stands above is left out.</param>
/// <param name="Headings">Of its columns, each different.</param>
internal sealed record CsvFile(FileEncoding Encoding, char Separator, int HeaderRow, IReadOnlyList<string> Headings)
{
    /// <summary>Bytes of one row; a quotation mark that is never closed would make the rest of the file one value.</summary>
    public const int MaxRecord = 512 * 1024;

    private const int Beginning = 128 * 1024;
    private const int HeaderWithin = 15;

    /// <summary>Looks at a file; null where it has no row with at least one heading.</summary>
    public static async Task<CsvFile?> Open(Stream file, FileEncoding encoding, char? separator, CancellationToken cancellation)
    {
        file.Position = 0;
        var beginning = new char[Beginning];
        using (var text = Text(file, encoding))
        {
            var read = await text.ReadBlockAsync(beginning, cancellation);
            Array.Resize(ref beginning, read);
        }
        var parts = separator ?? SeparatorGuess.Of(new string(beginning), beginning.Length < Beginning);
        var first = new List<(int Row, IReadOnlyList<string> Cells)>();
        var unnamed = new CsvFile(encoding, parts, 0, []);
        try
        {
            await foreach (var row in unnamed.Records(file, cancellation))
            {
                first.Add(row);
                if (first.Count > HeaderWithin * 2)
                    break;
            }
        }
        catch (UnreadableCsvException) when (first.Count > 0)
        {
            // The rows before it are good enough to find the headings; the reader meets it again and says so.
        }
        var filled = first.Select(r => (r.Row, r.Cells, Filled: r.Cells.Count(c => CellText.Clean(c).Length > 0))).Where(r => r.Filled > 0).ToList();
        if (filled.Count == 0)
            return null;
        var usual = filled.GroupBy(r => r.Cells.Count).MaxBy(g => (g.Count(), g.Key))!.Key;
        // A title or a date often stands above the table: the headings are the first row that is about as wide as the table.
        var header = filled.Take(HeaderWithin).Where(r => r.Filled >= Math.Max(1, usual * 0.6)).Select(r => (r.Row, r.Cells)).FirstOrDefault(
            (filled[0].Row, filled[0].Cells));
        return new CsvFile(encoding, parts, header.Row, Named(header.Cells));
    }

    /// <summary>The rows after the headings; those without any value are left out.</summary>
    /// <exception cref="UnreadableCsvException">A quotation mark is never closed, or a row is longer than <see cref="MaxRecord"/>.</exception>
    public async IAsyncEnumerable<(int Row, IReadOnlyList<string> Cells)> Rows(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Position = 0;
        await foreach (var record in Records(file, cancellation))
        {
            if (record.Row > HeaderRow && record.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
                yield return record;
        }
    }

    private async IAsyncEnumerable<(int Row, IReadOnlyList<string> Cells)> Records(Stream file, [EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Position = 0;
        using var text = Text(file, Encoding);
        int? unclosed = null;
        using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = Separator,
            HasHeader = false,
            SkipEmptyLines = false,
            MaxRecordSize = MaxRecord,
            OnMalformedRecord = m => unclosed = m.Reason == CsvMalformedReason.UnterminatedQuote ? (int)m.RecordNumber : unclosed,
        }, leaveOpen: true);
        while (await Next(csv, cancellation))
        {
            if (unclosed is { } row)
                throw new UnreadableCsvException(row);
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = csv.GetString(i);
            if (csv.RowNumber > 1 || !cells[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                yield return ((int)csv.RowNumber, cells);
        }
    }

    private static async Task<bool> Next(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            return await csv.ReadAsync(cancellation);
        }
        catch (CsvFormatException broken)
        {
            throw new UnreadableCsvException((int)broken.RecordNumber, broken);
        }
    }

    private static StreamReader Text(Stream file, FileEncoding encoding) =>
        new(file, encoding.Encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);

    private static List<string> Named(IReadOnlyList<string> cells)
    {
        var names = new List<string>();
        foreach (var cell in cells)
        {
            var name = string.Join(' ', CellText.Clean(cell).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (name.Length == 0)
                name = $"Column {names.Count + 1}";
            if (name.Length > 100)
                name = name[..100];
            var (distinct, again) = (name, 2);
            while (names.Contains(distinct, StringComparer.OrdinalIgnoreCase))
                distinct = $"{name} ({again++})";
            names.Add(distinct);
        }
        return names;
    }
}

/// <summary>A CSV file cannot be read on from a row.</summary>
internal sealed class UnreadableCsvException(int row, Exception? inner = null) : Exception(
    $"Row {row} cannot be read: a quotation mark is opened there and never closed, or the row is over {CsvFile.MaxRecord / 1024:N0} KB.", inner)
{
    public int Row { get; } = row;
}
