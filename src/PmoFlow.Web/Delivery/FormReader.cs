using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Money;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Delivery;

/// <summary>Reads days, amounts and numbers of a form, and collects what is wrong with them.</summary>
internal sealed class FormReader(FormBody form)
{
    private readonly List<FieldError> errors = [];

    public IReadOnlyList<FieldError> Errors => errors;

    public string? Text(string field) => form[field];

    public DateOnly? Day(string field) => Read<DateOnly>(field, "Give a day as year-month-day, such as 2026-11-23.",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    public decimal? Amount(string field) => Read<decimal>(field, "Give an amount in figures, such as 12500 or 12,500.50.",
        text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            ? amount : null);

    /// <summary>An amount; null where nothing is said, and where a dash takes back what was said before.</summary>
    public decimal? KnownAmount(string field) => IsDash(field) ? null : Amount(field);

    /// <summary>Whether a dash stands there: it is not known any more.</summary>
    public bool IsDash(string field) => form[field]?.Trim() is "-" or "–" or "—";

    public int? Number(string field) => Read<int>(field, "Give a whole number.",
        text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);

    public Month? Month(string field) => Read<Month>(field, "Give a month as year and month, such as 2026-12.",
        text => Domain.Money.Month.TryParse(text, out var month) ? month : null);

    public ThreePointRange? Range(string field) => Read<ThreePointRange>(field, "Give three numbers of days: at best, most likely, at worst, such as 10 15 30.", text =>
        text.Split([' ', ',', ';', '/'], StringSplitOptions.RemoveEmptyEntries) is [var best, var likely, var worst]
        && Days(best) is { } a && Days(likely) is { } b && Days(worst) is { } c && new ThreePointRange(a, b, c) is { IsValid: true } range
            ? range : null);

    public IReadOnlyList<string> Names(string field) => (form[field] ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);

    public T? Required<T>(string field, T? value, string message) where T : struct
    {
        if (value is null && !errors.Exists(error => error.Field == field))
            errors.Add(new(field, message));
        return value;
    }

    private T? Read<T>(string field, string wrong, Func<string, T?> parse) where T : struct
    {
        if (form[field] is not { } text)
            return null;
        var value = parse(text);
        if (value is null)
            errors.Add(new(field, wrong));
        return value;
    }

    private static double? Days(string text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) ? days : null;
}
