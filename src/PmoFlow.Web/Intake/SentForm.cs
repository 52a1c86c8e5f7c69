using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>A request's form as it was sent, with its files: they are stored while they are read, and stay where another answer is wrong.</summary>
/// <param name="Body">By field; a file field holds the ids of its uploads, a line each.</param>
/// <param name="Errors">Files that were not taken, by field.</param>
internal sealed record SentForm(FormBody Body, IReadOnlyList<FieldError> Errors)
{
    /// <summary>How much is sent at once, files included.</summary>
    public const long Most = 256L * 1024 * 1024;

    /// <summary>Before the name of a file field, in the name of the control by which files are chosen.</summary>
    public const string Chosen = "files.";

    /// <summary>Before the id of an upload that is to be taken off.</summary>
    public const string Removed = "remove.";

    /// <summary>Said where too much came from an address or its network.</summary>
    public const string TooMuch = "Too many files came from your network within the hour. Send the form without them, or attach them later.";

    /// <summary>How many fields and files: an empty one costs its sender nothing and the office memory.</summary>
    private const int MostSections = 1024;

    private const int MostText = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a form. Its files are those of the form that <paramref name="choose"/> names by the answers that stand before them.</summary>
    public static async Task<SentForm> Read(HttpContext context, AttachmentDesk desk, UploadAllowance allowance, Func<FormBody, RequestForm?> choose)
    {
        if (context.Request.GetMultipartBoundary() is not { Length: > 0 } boundary)
            return Without(await FormBody.BindAsync(context), []);
        var (fields, errors, text, sections) = (new Dictionary<string, string>(), new List<FieldError>(), 0, 0);
        var reader = new MultipartReader(boundary, context.Request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
            {
                if (++sections > MostSections)
                    throw new BadHttpRequestException("The form has too many fields.", StatusCodes.Status413PayloadTooLarge);
                if (section.GetContentDispositionHeader() is not { } about || HeaderUtilities.RemoveQuotes(about.Name).Value is not { Length: > 0 } name)
                    continue;
                if (about.IsFileDisposition())
                {
                    await Take(name[Math.Min(name.Length, Chosen.Length)..], section.AsFileSection()!, new(fields), choose, desk, bytes => allowance.Takes(context, bytes), errors, context.RequestAborted);
                    continue;
                }
                var (value, length) = await Text(name, section.Body, MostText - text, context.RequestAborted);
                text += length;
                fields.TryAdd(name, value.ReplaceLineEndings("\n"));
            }
        }
        catch (IOException torn) when (torn is not BadHttpRequestException)
        {
            throw new UnreadableBodyException("form", "The form ended before it was whole. Send it again.");
        }
        return Without(new(fields), errors);
    }

    private static async Task Take(
        string name, FileMultipartSection section, FormBody before, Func<FormBody, RequestForm?> choose, AttachmentDesk desk, Func<long, bool> takes, List<FieldError> errors,
        CancellationToken cancellation)
    {
        // A control without a chosen file sends an empty name.
        if (section.FileName.Length == 0 || section.FileStream is not { } content)
            return;
        var field = choose(before)?.Fields.FirstOrDefault(field => field.Name == name && field.Kind == FieldKind.File);
        var key = $"fields.{name}";
        var fields = (Dictionary<string, string>)before.Fields;
        if (field is null)
            errors.Add(new(key, "This form has no such file field."));
        else if (AttachmentDesk.Ids(fields.GetValueOrDefault(key, "")).Count(id => !fields.ContainsKey(Removed + id)) >= field.Files!.MostFiles)
            errors.Add(new(key, $"At most {field.Files.MostFiles} files can be attached: \"{FileNames.Clean(section.FileName)}\" was not taken."));
        else if (!takes(field.Files!.MostBytes))
            errors.Add(new(key, TooMuch));
        else if (await desk.Take(field, section.FileName, content, cancellation) is var taken && taken is Outcome<AttachedFile>.Done(var file))
            fields[key] = $"{fields.GetValueOrDefault(key)}\n{file.Id}".Trim();
        else if (taken is Outcome<AttachedFile>.Refused(Refusal.Invalid(var wrong)))
            errors.AddRange(wrong);
    }

    private static async Task<(string Value, int Length)> Text(string name, Stream body, int most, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (bytes.Length + read > most)
                throw new BadHttpRequestException("The answers are too long.", StatusCodes.Status413PayloadTooLarge);
            bytes.Write(buffer, 0, read);
        }
        try
        {
            return (Strict.GetString(bytes.GetBuffer(), 0, (int)bytes.Length), (int)bytes.Length);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableBodyException(name, $"{name} holds bytes that are not UTF-8 text. Type it again.");
        }
    }

    /// <summary>Without the uploads that were marked to be taken off.</summary>
    private static SentForm Without(FormBody form, IReadOnlyList<FieldError> errors)
    {
        var removed = form.Fields.Keys.Where(name => name.StartsWith(Removed, StringComparison.Ordinal)).Select(name => name[Removed.Length..]).ToHashSet();
        return new(new(form.Fields.Where(field => !field.Key.StartsWith(Removed, StringComparison.Ordinal)).ToDictionary(field => field.Key,
            field => removed.Count > 0 && field.Key.StartsWith("fields.", StringComparison.Ordinal)
                ? string.Join('\n', field.Value.Split('\n').Where(line => !removed.Contains(line.Trim()))) : field.Value)), errors);
    }
}
