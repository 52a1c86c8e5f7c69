using System.Text;

namespace PmoFlow.Domain.Intake;

/// <summary>Whether a file is what its ending says, by how it begins.</summary>
public static class FileContents
{
    /// <summary>How many bytes of a file's beginning are looked at.</summary>
    public const int Looked = 4096;

    private const string OpenDocument = "mimetypeapplication/vnd.oasis.opendocument.";

    private static readonly Dictionary<string, string> OpenDocuments = new() { ["odt"] = "text", ["ods"] = "spreadsheet", ["odp"] = "presentation" };

    /// <summary>Whether a file of that ending may begin so. What begins as a page or program of the web is no text.</summary>
    public static bool Fit(string ending, ReadOnlySpan<byte> head) => ending switch
    {
        "pdf" => head.IndexOf("%PDF-"u8) is >= 0 and < 1024,
        "png" => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        "jpg" => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        "gif" => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8),
        "webp" => head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8),
        "zip" => IsZip(head) || head.StartsWith("PK\x05\x06"u8),
        "docx" or "xlsx" or "pptx" => IsZip(head),
        "odt" or "ods" or "odp" => IsZip(head) && head.Length > 30 && Encoding.ASCII.GetString(head[30..]).StartsWith(OpenDocument + OpenDocuments[ending], StringComparison.Ordinal),
        "msg" => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        "txt" or "csv" or "md" or "eml" => IsText(head),
        _ => false,
    };

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return true;
        if (head.Contains((byte)0))
            return false;
        var begin = Encoding.Latin1.GetString(head).TrimStart('ï', '»', '¿', ' ', '\t', '\r', '\n');
        return !((string[])["<!doctype", "<html", "<script", "<svg", "<?xml", "#!", "%PDF-"]).Any(other => begin.StartsWith(other, StringComparison.OrdinalIgnoreCase));
    }
}
