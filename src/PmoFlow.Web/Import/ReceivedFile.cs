using System.Text;
using Microsoft.AspNetCore.Http;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Web.Import;

/// <summary>A file as it comes: as the body itself, or as a part of a form.</summary>
internal static class ReceivedFile
{
    /// <summary>What a program sends: options in the query, the file as body (<c>text/csv</c>) or as the part <c>file</c> of a form.</summary>
    public static async Task<Outcome<ImportUpload>> FromApi(HttpRequest request, CancellationToken cancellation)
    {
        if (ChoiceWords.Read<ImportKind>(request.Query["kind"].FirstOrDefault() ?? nameof(ImportKind.Projects)) is not { } kind)
            return ChoiceWords.Unknown<ImportKind>("kind");
        var (encoding, separator) = (request.Query["encoding"].FirstOrDefault(), Separator(request.Query["separator"].FirstOrDefault()));
        if (!request.HasFormContentType)
            return new ImportUpload(request.Body, NameOf(request.Query["name"].FirstOrDefault()), kind, encoding, separator);
        var form = await request.ReadFormAsync(cancellation);
        return (form.Files.GetFile("file") ?? form.Files.FirstOrDefault()) is { } file
            ? new ImportUpload(file.OpenReadStream(), NameOf(request.Query["name"].FirstOrDefault() ?? file.FileName), kind, encoding, separator)
            : new Refusal.Invalid([new("file", "The form has no file. Send it as the part named file.")]);
    }

    /// <summary>What the upload form of the page sends.</summary>
    public static async Task<Outcome<ImportUpload>> FromForm(HttpRequest request, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        var errors = new List<FieldError>();
        var kind = ChoiceWords.Read<ImportKind>(form["kind"].FirstOrDefault());
        if (kind is null)
            errors.Add(new("kind", "Say what the rows of the file are."));
        if (form.Files.GetFile("file") is not { FileName.Length: > 0 } file)
        {
            errors.Add(new("file", "Choose the file."));
            return new Refusal.Invalid(errors);
        }
        return errors.Count > 0 ? new Refusal.Invalid(errors) : new ImportUpload(file.OpenReadStream(), NameOf(file.FileName), kind!.Value);
    }

    private static char? Separator(string? text) => text switch
    {
        "tab" or "\\t" => '\t',
        "comma" => ',',
        "semicolon" => ';',
        "pipe" => '|',
        { Length: 1 } one when char.IsAscii(one[0]) => one[0],
        _ => null,
    };

    // The last part only, as some browsers send a whole path; a name is shown and never opened.
    private static string NameOf(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new StringBuilder(last.Length);
        foreach (var c in last.Where(c => !char.IsControl(c)).Take(120))
            clean.Append(c);
        return clean.Length > 0 ? clean.ToString() : "upload.csv";
    }
}
