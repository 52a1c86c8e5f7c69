namespace PmoFlow.Domain.Intake;

/// <summary>What a requester is asked besides title, description and who they are.</summary>
public sealed record RequestForm(IReadOnlyList<FormField> Fields);

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
    FieldPurpose Purpose = FieldPurpose.None);

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
