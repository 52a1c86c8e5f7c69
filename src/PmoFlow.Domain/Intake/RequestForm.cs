namespace PmoFlow.Domain.Intake;

/// <summary>What a requester is asked besides title, description and who they are.</summary>
public sealed record RequestForm(IReadOnlyList<FormField> Fields)
{
    /// <summary>Headings that fields stand below, in their order; null where the form has none. Fields without one come first.</summary>
    public IReadOnlyList<FormSectionTitle>? Sections { get; init; }
}

/// <summary>A heading of a form.</summary>
/// <param name="Name">Stable: fields name it.</param>
/// <param name="Title">For people.</param>
/// <param name="Help">A sentence below it.</param>
public sealed record FormSectionTitle(string Name, string Title, string? Help = null);

/// <summary>One question of a form.</summary>
/// <param name="Name">Stable, in the API and in stored requests: <c>cost</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Kind">What an answer looks like.</param>
/// <param name="Required">Whether it must be answered.</param>
/// <param name="Help">One sentence below the label.</param>
/// <param name="Choices">The possible answers of a <see cref="FieldKind.Choice"/>.</param>
/// <param name="Minimum">The least number or amount.</param>
/// <param name="Maximum">The greatest number or amount.</param>
/// <param name="Purpose">What the office reads it as, if anything.</param>
public sealed record FormField(
    string Name,
    string Label,
    FieldKind Kind,
    bool Required = false,
    string? Help = null,
    IReadOnlyList<FieldChoice>? Choices = null,
    decimal? Minimum = null,
    decimal? Maximum = null,
    FieldPurpose Purpose = FieldPurpose.None)
{
    /// <summary>The section that it stands in; null for none.</summary>
    public string? Section { get; init; }

    /// <summary>When it is asked; null for always.</summary>
    public FieldCondition? When { get; init; }

    /// <summary>The most characters of a text or paragraph.</summary>
    public int? Longest { get; init; }

    /// <summary>What a text must look like.</summary>
    public TextFormat? Format { get; init; }

    /// <summary>The first day that can be given.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>The last day that can be given.</summary>
    public DateOnly? Latest { get; init; }

    /// <summary>What may be attached, of a <see cref="FieldKind.File"/>.</summary>
    public FileLimits? Files { get; init; }

    /// <summary>False where a new answer leaves decisions as they are; null or true where those who decide are asked again.</summary>
    public bool? Material { get; init; }
}

/// <summary>When a field is asked: by the answer to a field before it. Exactly one of the comparisons is given.</summary>
/// <param name="Field">The other field's name.</param>
/// <param name="Is">Asked where that is the answer, in stored form.</param>
/// <param name="AtLeast">Asked where the answer is a number that is not smaller.</param>
public sealed record FieldCondition(string Field, string? Is = null, decimal? AtLeast = null)
{
    /// <summary>Whether that answer, in stored form, is one.</summary>
    public bool IsMet(string? answer) => answer is not null && (Is is not null
        ? answer == Is
        : decimal.TryParse(answer, System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint,
            System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= AtLeast);
}

/// <summary>What a text must look like.</summary>
public enum TextFormat
{
    /// <summary>One mail address.</summary>
    Email,

    /// <summary>An address of the web, beginning with https:// or http://.</summary>
    Url,
}

/// <summary>What may be attached.</summary>
/// <param name="MostFiles">How many files.</param>
/// <param name="MostBytes">How large each may be, in bytes.</param>
/// <param name="Types">Endings without their point: <c>pdf</c>.</param>
public sealed record FileLimits(int MostFiles, long MostBytes, IReadOnlyList<string> Types);

/// <summary>One possible answer.</summary>
/// <param name="Value">Stable, as stored.</param>
/// <param name="Label">For people.</param>
public sealed record FieldChoice(string Value, string Label);

/// <summary>What an answer looks like. Stored in one text form each, whatever the reader's language.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Paragraph,

    /// <summary>A decimal number with a point: <c>12.5</c>.</summary>
    Number,

    /// <summary>An amount in the office's currency, as a number.</summary>
    Money,

    /// <summary>A day: <c>2026-11-23</c>.</summary>
    Date,

    /// <summary>One of the choices.</summary>
    Choice,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    YesNo,

    /// <summary>Files, within <see cref="FormField.Files"/>.</summary>
    File,
}

/// <summary>What the office reads an answer as, so that it reaches project and dashboard whatever the field is called.</summary>
public enum FieldPurpose
{
    /// <summary>Nothing but itself.</summary>
    None,

    /// <summary>The request's expected cost; becomes the project's budget.</summary>
    Cost,

    /// <summary>The unit it is for.</summary>
    Unit,

    /// <summary>When it is wanted; becomes the project's end.</summary>
    NeededBy,
}
