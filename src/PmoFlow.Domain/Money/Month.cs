using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Money;

/// <summary>A month of the calendar, the period in which money is planned and counted; written <c>2026-12</c>.</summary>
[JsonConverter(typeof(MonthConverter))]
public readonly record struct Month : IComparable<Month>
{
    private readonly int count;

    /// <summary>A month by year (1 to 9999) and number (1 to 12).</summary>
    public Month(int year, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 12);
        count = ((year - 1) * 12) + number - 1;
    }

    /// <summary>The year.</summary>
    public int Year => (count / 12) + 1;

    /// <summary>From 1 for January.</summary>
    public int Number => (count % 12) + 1;

    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => new(Year, Number, 1);

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    /// <summary>The month of a day.</summary>
    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>So many months later, or earlier where below 0.</summary>
    public Month Plus(int months) => new(((count + months) / 12) + 1, ((count + months) % 12) + 1);

    /// <summary>The day on which so many months, whole and parts, have passed since its beginning.</summary>
    public DateOnly DayAfter(decimal months)
    {
        var (whole, part) = (Plus((int)decimal.Floor(months)), months - decimal.Floor(months));
        return whole.FirstDay.AddDays((int)decimal.Ceiling(part * DateTime.DaysInMonth(whole.Year, whole.Number)) - 1);
    }

    /// <summary>How many months from this one to the other; 0 for the same.</summary>
    public int To(Month other) => other.count - count;

    /// <inheritdoc/>
    public int CompareTo(Month other) => count.CompareTo(other.count);

    /// <summary>Whether one is before the other.</summary>
    public static bool operator <(Month one, Month other) => one.count < other.count;

    /// <summary>Whether one is after the other.</summary>
    public static bool operator >(Month one, Month other) => one.count > other.count;

    /// <summary>Whether one is not after the other.</summary>
    public static bool operator <=(Month one, Month other) => one.count <= other.count;

    /// <summary>Whether one is not before the other.</summary>
    public static bool operator >=(Month one, Month other) => one.count >= other.count;

    /// <summary>Reads <c>2026-12</c>; nothing else, because other forms can be read in two ways.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        month = default;
        if (text is not { Length: 7 } || text[4] != '-'
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year < 1 || number is < 1 or > 12)
        {
            return false;
        }
        month = new(year, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Number:D2}");
}

/// <summary>JSON of a <see cref="Month"/>: its text.</summary>
public sealed class MonthConverter : JsonConverter<Month>
{
    /// <inheritdoc/>
    public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Month.TryParse(reader.GetString(), out var month) ? month : throw new JsonException("Not a month such as 2026-12.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
