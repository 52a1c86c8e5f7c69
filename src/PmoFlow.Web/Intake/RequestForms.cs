using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>What the request form shows: what is asked, what was typed, what is wrong with it.</summary>
/// <param name="Lifecycle">Whose form.</param>
/// <param name="Others">The other processes that a request may take.</param>
/// <param name="Key">Sent with the form: the same form sent twice is one request.</param>
/// <param name="Typed">By field.</param>
/// <param name="Errors">By field.</param>
public sealed record RequestFormModel(
    Lifecycle Lifecycle, IReadOnlyList<Lifecycle> Others, string Key, IReadOnlyDictionary<string, string> Typed, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The token of the draft that this is, if it was saved.</summary>
    public string? Draft { get; init; }

    /// <summary>Until when the draft is kept.</summary>
    public DateTimeOffset? DraftUntil { get; init; }

    /// <summary>Requests that may ask for the same; null where nobody looked.</summary>
    public IReadOnlyList<ProposedTwin>? Twins { get; init; }

    /// <summary>The uploads that its file fields are answered with.</summary>
    public IReadOnlyList<AttachedFile> Attached { get; init; } = [];

    /// <summary>How the form is sent: as parts where it takes files.</summary>
    public string? Encoding => Lifecycle.Form.Fields.Any(asked => asked.Kind == FieldKind.File) ? "multipart/form-data" : null;

    /// <summary>The ids of uploads among what was typed.</summary>
    public static IEnumerable<string> Uploads(RequestForm form, IReadOnlyDictionary<string, string> typed)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.Fields.Where(field => field.Kind == FieldKind.File).SelectMany(field => AttachmentDesk.Ids(typed.GetValueOrDefault(NameOf(field), "")));
    }

    /// <summary>What was typed into a field.</summary>
    public string? Value(string field) => Typed.GetValueOrDefault(field);

    /// <summary>How a field is named in the form.</summary>
    public static string NameOf(FormField field) => $"fields.{field.Name}";
}
