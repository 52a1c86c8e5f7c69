using System.Globalization;

namespace PmoFlow.Domain.Intake;

/// <summary>What the office reads from a request's answers, whatever the form calls its fields.</summary>
public static class FormReading
{
    /// <summary>The expected cost, where the form asks for it and it was given.</summary>
    public static decimal? Cost(this RequestForm form, RequestContent content) =>
        form.Answer(FieldPurpose.Cost, content) is { } cost
            ? decimal.Parse(cost, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The unit it is for, where the form asks for it and it was given.</summary>
    public static UnitId? Unit(this RequestForm form, RequestContent content) =>
        form.Answer(FieldPurpose.Unit, content) is { } unit ? new UnitId(unit) : null;

    /// <summary>When it is wanted, where the form asks for it and it was given.</summary>
    public static DateOnly? NeededBy(this RequestForm form, RequestContent content) =>
        form.Answer(FieldPurpose.NeededBy, content) is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;

    private static string? Answer(this RequestForm form, FieldPurpose purpose, RequestContent content)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(content);
        return form.Fields.FirstOrDefault(f => f.Purpose == purpose) is { } field ? content.Fields.GetValueOrDefault(field.Name) : null;
    }
}
