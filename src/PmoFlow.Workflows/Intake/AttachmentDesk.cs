using System.Security.Cryptography;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Files;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>An upload.</summary>
/// <param name="File">What it is.</param>
/// <param name="Until">When it is taken away where no request has it by then, UTC.</param>
/// <param name="Request">Whose it is, once it was sent.</param>
public sealed record AttachmentRecord(AttachedFile File, DateTimeOffset Until, RequestId? Request = null);

/// <summary>
/// Takes files in before the form that they belong to is sent: a file is stored first, and the request refers to it in the same batch
/// in which it is written, so that there is never half of either. What no request refers to goes after a day, or with its draft.
/// </summary>
public sealed class AttachmentDesk(
    ITableStore tables, IFileStore files, RequestLedger ledger, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private static readonly TimeSpan Held = TimeSpan.FromDays(1);
    private static readonly TimeSpan Sending = TimeSpan.FromHours(1);

    /// <summary>Stores a file as an answer to a field; a file that is not what it shall be is refused by the field's name.</summary>
    public async Task<Outcome<AttachedFile>> Take(FormField field, string? name, Stream content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(content);
        var (limits, clean) = (field.Files ?? throw new ArgumentException($"{field.Name} takes no files.", nameof(field)), FileNames.Clean(name));
        var ending = FileNames.Ending(clean);
        if (!limits.Types.Contains(ending))
            return Refused(field, $"\"{clean}\" is of another type than {string.Join(", ", limits.Types)}. Choose another file, or save it as one of these.");
        var head = new byte[FileContents.Looked];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation);
        if (length == 0)
            return Refused(field, $"\"{clean}\" is empty. Choose the file again.");
        if (!FileContents.Fit(ending, head.AsSpan(0, length)))
            return Refused(field, $"\"{clean}\" is not what its ending says: inside it is no {ending}. Open it, save it as {ending} and choose it again.");
        var (id, until) = (RandomNumberGenerator.GetHexString(32, lowercase: true), clock.GetUtcNow() + Held);
        await orchestrations.Start(AttachmentHold.Reference, $"file-{id}", new AttachmentReview(id, until), cancellation);
        using var measured = new MeasuredParts(head.AsMemory(0, length), content, limits.MostBytes);
        try
        {
            await files.Write(id, measured.Read(cancellation), cancellation);
        }
        catch (MeasuredParts.TooLongException)
        {
            await files.Delete(id, CancellationToken.None);
            return Refused(field, $"\"{clean}\" is over {limits.MostBytes / 1024 / 1024} MB. Make it smaller, or say in another answer where it is.");
        }
        catch
        {
            // What is left where not even this works, the hold takes away.
            await files.Delete(id, CancellationToken.None);
            throw;
        }
        var file = new AttachedFile(id, field.Name, clean, measured.Bytes, measured.Sha256);
        await tables.Upsert(OfficeTables.Attachments, KeyOf(id), new AttachmentRecord(file, until), cancellation);
        return file;
    }

    /// <summary>The uploads of those ids that are still there, in that order.</summary>
    public async Task<IReadOnlyList<AttachedFile>> Find(IEnumerable<string> ids, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var found = new List<AttachedFile>();
        foreach (var id in ids)
        {
            if (await Record(id, cancellation) is { } record)
                found.Add(record.File);
        }
        return found;
    }

    /// <summary>Keeps uploads as long as the draft that refers to them.</summary>
    public async Task Keep(IEnumerable<string> ids, DateTimeOffset until, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        foreach (var id in ids.Where(IsId))
            await tables.Change(OfficeTables.Attachments, KeyOf(id), record => record is not null && record.Until < until ? record with { Until = until } : null, cancellation);
    }

    /// <summary>
    /// Makes uploads a request's own: the content with files where the form was answered with ids of uploads. Safe to repeat for the same
    /// request; what belongs to another one is refused like what is gone.
    /// </summary>
    internal async Task<Outcome<RequestContent>> Claim(RequestForm form, RequestContent content, RequestId request, CancellationToken cancellation)
    {
        var (claimed, errors, answers) = (new List<AttachedFile>(), new List<FieldError>(), content.Fields.ToDictionary());
        foreach (var field in form.Fields.Where(field => field.Kind == FieldKind.File && answers.ContainsKey(field.Name)))
        {
            var ids = Ids(answers[field.Name]);
            var own = new List<AttachedFile>();
            foreach (var id in ids)
            {
                if (await Record(id, cancellation) is { } record && record.File.Field == field.Name && await IsFreeFor(record, request, cancellation))
                    own.Add(record.File);
            }
            if (own.Count < ids.Count)
                errors.AddRange(Gone(field.Name).Errors);
            else if (own.Count > field.Files!.MostFiles)
                errors.Add(new($"fields.{field.Name}", $"These are {own.Count} files; at most {field.Files.MostFiles} can be attached. Remove some."));
            claimed.AddRange(own);
            answers[field.Name] = string.Join('\n', own.Select(file => file.Name));
        }
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        foreach (var file in claimed)
        {
            if (await tables.Change(OfficeTables.Attachments, KeyOf(file.Id), record => record is null ? null : record with { Request = request, Until = Later(record.Until, clock.GetUtcNow() + Sending) }, cancellation) is null)
                return Gone(file.Field);
        }
        return content with { Fields = answers, Files = claimed };
    }

    internal async Task<AttachmentReviewed> Review(ActivityContext activity, AttachmentReview review)
    {
        var stored = await tables.Find(OfficeTables.Attachments, KeyOf(review.Id), activity.Stopping);
        if (stored?.Document.Request is { } request && await Has(request, review.Id, activity.Stopping))
            return new(null);
        if (stored is { Document.Until: var until } && until > clock.GetUtcNow())
            return new(until);
        // The record first, and only as it was read: who sends the form just now has it.
        if (stored is not null && await tables.Write(new TableBatch(OfficeTables.Attachments.Table, review.Id)
            .Delete(OfficeTables.Attachments, OfficeTables.RecordRow, stored.ETag), activity.Stopping) is not WriteOutcome.Written)
            return new(clock.GetUtcNow() + Held);
        await files.Delete(review.Id, activity.Stopping);
        return new(null);
    }

    /// <summary>Whether a request says so, now or in an earlier revision.</summary>
    private async Task<bool> Has(RequestId id, string file, CancellationToken cancellation) =>
        await ledger.Find(id, cancellation) is { } request && await OfRequest(request, file, cancellation) is not null;

    /// <summary>A file of a request, of what it says now or of what it said before; null where it never had it.</summary>
    public async Task<AttachedFile?> OfRequest(RequestRecord request, string file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Content.Files.FirstOrDefault(own => own.Id == file)
            ?? await tables.Scan(OfficeTables.Revisions, request.Id.Value, RowRange.StartingWith("revision|"), cancellation)
                .SelectMany(revision => revision.Document.Content.Files.ToAsyncEnumerable()).FirstOrDefaultAsync(own => own.Id == file, cancellation);
    }

    /// <summary>The ids that a form answers a file field with, each once.</summary>
    public static IReadOnlyList<string> Ids(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
    }

    private static Refusal.Invalid Gone(string field) => new([new($"fields.{field}", "A file is not there any more. Attach it again.")]);

    private async Task<bool> IsFreeFor(AttachmentRecord record, RequestId request, CancellationToken cancellation) =>
        record.Request is null || record.Request == request || await ledger.Find(record.Request.Value, cancellation) is null;

    private async Task<AttachmentRecord?> Record(string id, CancellationToken cancellation) =>
        IsId(id) ? (await tables.Find(OfficeTables.Attachments, KeyOf(id), cancellation))?.Document : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    private static TableKey KeyOf(string id) => new(id, OfficeTables.RecordRow);

    private static Refusal.Invalid Refused(FormField field, string message) => new([new($"fields.{field.Name}", message)]);
}
