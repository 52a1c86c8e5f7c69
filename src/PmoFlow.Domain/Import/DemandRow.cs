using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Import;

/// <summary>What a row of a demand file says, read and checked as the form would check it.</summary>
/// <param name="Content">What is asked.</param>
/// <param name="Key">The same for a row that says the same, in whatever file: it becomes one request.</param>
/// <param name="Problems">What could not be read as it was meant; nothing of it is lost.</param>
public sealed record DemandRow(RequestContent Content, string Key, IReadOnlyList<RowProblem> Problems);

/// <summary>Reads rows of a demand file.</summary>
/// <param name="Form">What a requester is asked.</param>
/// <param name="Otherwise">Who asks where the row does not say.</param>
public sealed record DemandRowReader(RequestForm Form, Requester Otherwise)
{
    /// <summary>Reads one row; what the form would refuse cannot be taken.</summary>
    public ReadRow<DemandRow> Read(ImportMapping mapping, IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(cells);
        var row = new RowCells(mapping, cells);
        row.KeepTheRest();
        var title = row.Line(ImportTargets.Title);
        if (title.Length == 0)
            return new ReadRow<DemandRow>.NotTaken(new(mapping.Of(ImportTargets.Title)?.Heading, "The row has no title.", "Write a title."));
        var heading = mapping.Of(ImportTargets.Title)!.Heading;
        if (title.Length > RequestContent.MaxTitle)
        {
            row.Keep(heading, title);
            row.Problems.Add(new(heading, $"The title has {title.Length} characters; it is cut after {RequestContent.MaxTitle}.", "Shorten it; the whole of it is kept in the description."));
            title = title[..RequestContent.MaxTitle].TrimEnd();
        }
        var fields = Form.Fields.Select(field => (field.Name, Value: Answer(field, row))).Where(f => f.Value.Length > 0).ToDictionary(f => f.Name, f => f.Value);
        var requester = Who(row);
        var content = FormRules.Validate(Form, title, Describe(row, title), requester, fields);
        if (content is Outcome<RequestContent>.Refused(Refusal.Invalid { Errors: [var error, ..] }))
            return new ReadRow<DemandRow>.NotTaken(new(Column(mapping, error.Field), error.Message, "Correct it in the file, or map another column."));
        return content is Outcome<RequestContent>.Done(var done)
            ? new ReadRow<DemandRow>.Read(new(done, Key(done), row.Problems))
            : throw new System.Diagnostics.UnreachableException();
    }

    // An answer that the form would refuse goes into the description rather than away, unless the form insists on it.
    private static string Answer(FormField field, RowCells row)
    {
        var target = ImportTargets.FormField + field.Name;
        if (row.Mapping.Of(target) is not { } column || row.Text(target) is not { Length: > 0 } text)
            return "";
        var said = field.Kind switch
        {
            FieldKind.Money => AmountText.TryParse(text, column.DecimalMark, out var money) ? RowCells.Plain(money * row.Mapping.AmountScale) : text,
            FieldKind.Number => AmountText.TryParse(text, column.DecimalMark, out var number) ? RowCells.Plain(number) : text,
            FieldKind.Date => DateText.TryParse(text, column.DateOrder, out var day) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text,
            FieldKind.Choice => Choice(field, text),
            _ => text,
        };
        if (FieldAnswer.Read(field, said) is not { Problem: { } problem } || field.Required)
            return said;
        row.Keep(column.Heading, text);
        row.Problems.Add(new(column.Heading, $"\"{RowCells.Cut(text)}\" is kept in the description: {problem}", $"Correct it if it should be the request's {field.Label}."));
        return "";
    }

    private static string Choice(FormField field, string text)
    {
        var words = string.Join(' ', CellText.Words(text));
        return field.Choices?.FirstOrDefault(c => string.Join(' ', CellText.Words(c.Value)) == words || string.Join(' ', CellText.Words(c.Label)) == words)?.Value ?? text;
    }

    private Requester Who(RowCells row)
    {
        var (email, name) = (row.Line(ImportTargets.RequesterEmail), row.Line(ImportTargets.RequesterName));
        if (email.Length > 0 && !MailAddress.IsValid(Person.Normalise(email)))
        {
            row.NotRead(row.Mapping.Of(ImportTargets.RequesterEmail)!, email, "a mail address", "Write it as name@example.org");
            email = "";
        }
        if (email.Length == 0)
        {
            row.Keep(row.Mapping.Of(ImportTargets.RequesterName)?.Heading ?? "", name);
            return Otherwise;
        }
        return new(name.Length > 0 ? name : email, email);
    }

    private static string Describe(RowCells row, string title)
    {
        var text = new StringBuilder(row.Text(ImportTargets.Description) is { Length: > 0 } said ? said : title);
        foreach (var (heading, value) in row.Fields)
            text.Append(CultureInfo.InvariantCulture, $"\n\n{heading}: {value}");
        if (text.Length <= RequestContent.MaxDescription)
            return text.ToString();
        row.Problems.Add(new(null, $"All that the row says has {text.Length} characters; it is cut after {RequestContent.MaxDescription}.", "Shorten it, or leave out columns."));
        return text.ToString(0, RequestContent.MaxDescription - 1);
    }

    private static string? Column(ImportMapping mapping, string field) => mapping.Of(field switch
    {
        "requester.name" => ImportTargets.RequesterName,
        "requester.email" => ImportTargets.RequesterEmail,
        _ => field,
    })?.Heading;

    private static string Key(RequestContent content)
    {
        var text = new StringBuilder();
        string[] parts =
        [
            content.Title, content.Description, content.Requester.Email,
            .. content.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => (string[])[f.Key, f.Value]),
        ];
        foreach (var part in parts)
            text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}\n");
        return "import|" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
