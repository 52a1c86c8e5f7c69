using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Organisation;

/// <summary>What a time limit counts.</summary>
public enum TimeLimitUnit
{
    /// <summary>Hours of the clock.</summary>
    Hours,

    /// <summary>Days of the clock, 24 hours each.</summary>
    Days,

    /// <summary>Days on which the office works.</summary>
    WorkingDays,

    /// <summary>Months of the calendar.</summary>
    Months,

    /// <summary>Hours in which the office is open.</summary>
    WorkingHours,
}

/// <summary>How long something may take, as a lifecycle says it: <c>5 working days</c>, <c>48 hours</c>, <c>1 month</c>.</summary>
[JsonConverter(typeof(TimeLimitConverter))]
public readonly record struct TimeLimit(int Amount, TimeLimitUnit Unit)
{
    /// <summary>The largest amount.</summary>
    public const int Most = 1000;

    /// <summary>The instant at which it has passed.</summary>
    public DateTimeOffset After(DateTimeOffset start, BusinessCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        return Unit switch
        {
            TimeLimitUnit.Hours => start.AddHours(Amount),
            TimeLimitUnit.Days => start.AddDays(Amount),
            TimeLimitUnit.WorkingDays => calendar.AddWorkingDays(start, Amount),
            TimeLimitUnit.Months => start.AddMonths(Amount),
            TimeLimitUnit.WorkingHours => calendar.AddWorkingHours(start, Amount),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// Reads <c>N hours</c>, <c>N working hours</c>, <c>N days</c>, <c>N working days</c>, <c>N weeks</c> (kept as days) or <c>N months</c>, N from 1, up to
    /// 1,000 of what is kept.
    /// </summary>
    public static bool TryParse(string? text, out TimeLimit limit)
    {
        limit = default;
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is not (2 or 3) || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;
        if (amount is < 1 or > Most)
            return false;
        TimeLimit? parsed = string.Join(' ', words[1..]).TrimEnd('s') switch
        {
            "hour" => new(amount, TimeLimitUnit.Hours),
            "working hour" => new(amount, TimeLimitUnit.WorkingHours),
            "day" => new(amount, TimeLimitUnit.Days),
            "working day" => new(amount, TimeLimitUnit.WorkingDays),
            "week" => new(amount * 7, TimeLimitUnit.Days),
            "month" => new(amount, TimeLimitUnit.Months),
            _ => null,
        };
        limit = parsed ?? default;
        return parsed is { Amount: <= Most };
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var unit = Unit switch
        {
            TimeLimitUnit.Hours => "hour",
            TimeLimitUnit.Days => "day",
            TimeLimitUnit.WorkingDays => "working day",
            TimeLimitUnit.Months => "month",
            TimeLimitUnit.WorkingHours => "working hour",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Amount} {unit}{(Amount == 1 ? "" : "s")}");
    }
}

/// <summary>JSON of a <see cref="TimeLimit"/>: its text.</summary>
public sealed class TimeLimitConverter : JsonConverter<TimeLimit>
{
    /// <inheritdoc/>
    public override TimeLimit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TimeLimit.TryParse(reader.GetString(), out var limit) ? limit : throw new JsonException("Not a time limit such as '5 working days'.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TimeLimit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
