using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Import;

/// <summary>What is uploaded.</summary>
/// <param name="Content">Its bytes, from the beginning.</param>
/// <param name="Name">As the sender called it.</param>
/// <param name="Kind">What its rows are.</param>
/// <param name="Encoding">Its encoding, where the sender says so.</param>
/// <param name="Separator">What parts its values, where the sender says so.</param>
public sealed record ImportUpload(Stream Content, string Name, ImportKind Kind, string? Encoding = null, char? Separator = null);

/// <summary>A file that was taken in: its rows are stored, its columns looked at.</summary>
internal sealed record UploadedFile(CsvFile Csv, ImportedFile File, IReadOnlyList<ColumnProfile> Profiles);

/// <summary>Takes files in: finds out how they are written and stores their rows.</summary>
internal sealed class FileIntake(ITableStore tables, ImportedRows stored)
{
    /// <summary>Stores the rows of a file under an import's number, or refuses it and stores nothing.</summary>
    public async Task<Outcome<UploadedFile>> Take(string id, ImportUpload upload, CancellationToken cancellation)
    {
        await using var file = await SpooledFile.Of(upload.Content, cancellation);
        if (file is null)
            return Refused($"The file is over {ImportLimits.Bytes / 1024 / 1024} MB. Split it and import the parts one after the other.");
        if (file.Length == 0)
            return Refused("The file is empty. Choose the file that holds the rows.");
        if (await Foreign(file, cancellation) is { } foreign)
            return Refused(foreign);
        var encoding = upload.Encoding is { Length: > 0 } named ? FileEncoding.Named(named) : await FileEncoding.Detect(file, cancellation);
        if (encoding is null)
            return new Refusal.Invalid([new("encoding", $"\"{upload.Encoding}\" is no encoding that can be read. Leave it out to have it found out.")]);
        try
        {
            if (await CsvFile.Open(file, encoding, upload.Separator, cancellation) is not { } csv)
                return Refused("The file has no headings and no rows: every cell of it is empty.");
            if (csv.Headings.Count > ImportLimits.Columns)
                return Refused($"The file has {csv.Headings.Count:N0} columns; at most {ImportLimits.Columns} can be read. Remove those that are not needed.");
            return await Store(id, upload.Name, file, csv, cancellation);
        }
        catch (UnreadableCsvException unreadable)
        {
            await stored.Remove(id, cancellation);
            return Refused($"{unreadable.Message} Close the quotation mark, or double those inside a value, and upload the file again.");
        }
    }

    private async Task<Outcome<UploadedFile>> Store(string id, string name, FileStream file, CsvFile csv, CancellationToken cancellation)
    {
        var profiles = csv.Headings.Select(_ => new ColumnProfile()).ToList();
        var (chunk, characters, chunks, rows) = (new List<FileRow>(), 0, 0, 0);
        await foreach (var (number, cells) in csv.Rows(file, cancellation))
        {
            if (++rows > ImportLimits.Rows)
            {
                await stored.Remove(id, cancellation);
                return Refused($"The file has more than {ImportLimits.Rows:N0} rows. Split it and import the parts one after the other.");
            }
            for (var i = 0; i < profiles.Count && i < cells.Count; i++)
                profiles[i].Add(CellText.Clean(cells[i]));
            var row = Row(csv, number, cells);
            var size = row.Cells.Sum(c => c.Length);
            if (chunk.Count == ImportLimits.ChunkRows || (chunk.Count > 0 && characters + size > ImportLimits.ChunkCharacters))
                await Flush();
            chunk.Add(row);
            characters += size;
        }
        if (rows == 0)
            return Refused($"The file has headings in row {csv.HeaderRow} and no rows below them.");
        await Flush();
        return new UploadedFile(csv, new(name, file.Length, csv.Encoding.Name, csv.Encoding.Why, csv.Separator.ToString(), csv.HeaderRow, rows, chunks,
            [.. csv.Headings.Select((h, i) => new ImportedColumn(h, profiles[i].Filled, profiles[i].Shown))]), profiles);

        async Task Flush()
        {
            await tables.Upsert(ImportTables.Rows, new(id, ImportTables.RowsRow(chunks)), new RowChunk(chunks, chunk), cancellation);
            (chunk, characters, chunks) = ([], 0, chunks + 1);
        }
    }

    private static FileRow Row(CsvFile csv, int number, IReadOnlyList<string> cells)
    {
        if (cells.Sum(c => c.Length) is > ImportLimits.RowCharacters and var size)
        {
            return new(number, [])
            {
                Broken = new(null, $"The row has {size:N0} characters; at most {ImportLimits.RowCharacters:N0} can be read.", "Shorten it, or close a quotation mark that is open."),
            };
        }
        var beyond = cells.Skip(csv.Headings.Count).Any(c => !string.IsNullOrWhiteSpace(c));
        return new(number, cells)
        {
            Broken = beyond
                ? new(null, $"The row has {cells.Count} values, the headings are {csv.Headings.Count}.", "Put quotation marks around values that hold the separator or a line end.")
                : null,
        };
    }

    // What people upload by mistake is a workbook, a picture of it, or a page that asks to sign in.
    private static async Task<string?> Foreign(FileStream file, CancellationToken cancellation)
    {
        file.Position = 0;
        var head = new byte[Math.Min(file.Length, 512)];
        await file.ReadExactlyAsync(head, cancellation);
        return head switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..] => "This is a workbook, not a CSV file. Open it, save the sheet as CSV and upload that.",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "This is a PDF, not a CSV file.",
            _ when System.Text.Encoding.ASCII.GetString(head).TrimStart() is var text
                && (text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)) =>
                "This is a web page, not a CSV file. Download the file itself and upload that.",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => null,
            _ when head.Count(b => b == 0) is > 0 and var zeros && zeros < head.Length * 0.2 => "This is not a text file. Upload a CSV file.",
            _ => null,
        };
    }

    private static Refusal.Invalid Refused(string message) => new([new("file", message)]);
}
