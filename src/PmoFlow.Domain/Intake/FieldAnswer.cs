using System.Diagnostics;
using System.Globalization;
using PmoFlow.Domain.Organisation;

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
            FieldKind.Text => Formatted(field, AnswerText.Line(text, field.Longest ?? MaxLine, out var problem), problem),
            FieldKind.Paragraph => (AnswerText.Paragraph(text, field.Longest ?? RequestContent.MaxDescription, out var problem), problem),
            FieldKind.Number or FieldKind.Money => Number(field, trimmed),
            FieldKind.Date => Day(field, trimmed),
            FieldKind.File => (AnswerText.Paragraph(text, RequestContent.MaxDescription, out var problem), problem),
            FieldKind.Choice => Choice(field.Choices ?? [], trimmed),
            FieldKind.YesNo => AnswerText.YesNo(trimmed) is { } yes ? (yes ? "true" : "false", null) : (null, "Answer true or false."),
            _ => throw new UnreachableException(),
        };
    }

    private static (string? Stored, string? Problem) Formatted(FormField field, string line, string? problem) => field.Format switch
    {
        _ when problem is not null => (null, problem),
        TextFormat.Email when !MailAddress.IsValid(line) => (null, "Give one mail address, such as name@example.org."),
        TextFormat.Url when !(Uri.TryCreate(line, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") =>
            (null, "Give an address of the web, such as https://example.org/page."),
        _ => (line, null),
    };

    private static (string? Stored, string? Problem) Day(FormField field, string text)
    {
        if (AnswerText.Day(text) is not { } day)
            return (null, "Give a day from 1900 to 2199 as year-month-day, such as 2026-11-23.");
        if (day < field.Earliest)
            return (null, string.Create(CultureInfo.InvariantCulture, $"Give {field.Earliest:yyyy-MM-dd} or a later day."));
        return day > field.Latest
            ? (null, string.Create(CultureInfo.InvariantCulture, $"Give {field.Latest:yyyy-MM-dd} or an earlier day."))
            : (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), null);
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
