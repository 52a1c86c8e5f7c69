using System.Diagnostics;
using System.Globalization;

namespace PmoFlow.Domain.Intake;

/// <summary>One answer to one field of a form.</summary>
internal static class FieldAnswer
{
    private const int MaxLine = 1_000;

    /// <summary>The answer in stored form (null where nothing was answered), or what is wrong with it.</summary>
    public static (string? Stored, string? Problem) Read(FormField field, string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            return field.Required ? (null, $"Answer \"{field.Label}\".") : (null, null);
        return field.Kind switch
        {
            FieldKind.Text => (AnswerText.Line(text, MaxLine, out var problem), problem),
            FieldKind.Paragraph => (AnswerText.Paragraph(text, RequestContent.MaxDescription, out var problem), problem),
            FieldKind.Number or FieldKind.Money => Number(field, trimmed),
            FieldKind.Date => AnswerText.Day(trimmed) is { } day
                ? (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null)
                : (null, "Give a day from 1900 to 2199 as year-month-day, such as 2026-11-23."),
            FieldKind.Choice => Choice(field.Choices ?? [], trimmed),
            FieldKind.YesNo => AnswerText.YesNo(trimmed) is { } yes ? (yes ? "true" : "false", null) : (null, "Answer true or false."),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The value of one of those choices.</summary>
    public static (string? Stored, string? Problem) Choice(IReadOnlyList<FieldChoice> choices, string text) =>
        choices.FirstOrDefault(c => c.Value == text) is { } choice
            ? (choice.Value, null)
            : (null, $"Choose one of: {string.Join(", ", choices.Select(c => c.Value))}.");

    private static (string? Stored, string? Problem) Number(FormField field, string text)
    {
        if (AnswerText.Number(text) is not { } number)
        {
            return (null, field.Kind == FieldKind.Money
                ? "Give an amount in digits, such as 12343.96 or 12,343.96, without a currency."
                : "Give a number in digits, such as 12.5.");
        }
        // A sum is kept to the hundredth: programs that multiply costs send digits beyond it that nobody meant.
        if (field.Kind == FieldKind.Money)
            number = decimal.Round(number, 2, MidpointRounding.AwayFromZero);
        var (least, most) = (field.Minimum ?? -AnswerText.Largest, field.Maximum ?? AnswerText.Largest);
        if (number < least)
            return (null, string.Create(CultureInfo.InvariantCulture, $"Give {least:#,0.##} or more."));
        return number > most
            ? (null, string.Create(CultureInfo.InvariantCulture, $"Give {most:#,0.##} or less."))
            : (AnswerText.Stored(number), null);
    }
}
