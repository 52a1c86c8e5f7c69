using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// A scalar of JSON as the typed value that other tools want to see: times as times, identifiers as GUIDs, money as doubles.
/// Whether the value says all that the JSON does is for <see cref="Says"/> to tell.
/// </summary>
internal static class ScalarColumn
{
    // Table Storage's calendar begins here; DateTimeOffset.MinValue, say, stays a text.
    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The value of a column for a property of that type, or null where there is none to store.</summary>
    public static object? Of(JsonElement scalar, Type? type) => scalar.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => OfText(scalar, type),
        JsonValueKind.Number => OfNumber(scalar, type),
        _ => null,
    };

    /// <summary>Whether reading the column gives that JSON back, digit by digit.</summary>
    public static bool Says(object? column, JsonElement scalar) => column switch
    {
        null => false,
        string or DateTimeOffset or Guid => scalar.ValueKind == JsonValueKind.String && Text(column) == scalar.GetString(),
        double value => value != 0 && value.ToString("R", CultureInfo.InvariantCulture) == scalar.GetRawText(),
        bool => true,
        _ => Convert.ToString(column, CultureInfo.InvariantCulture) == scalar.GetRawText(),
    };

    /// <summary>Writes what a column says.</summary>
    public static void Write(Utf8JsonWriter json, object column)
    {
        switch (column)
        {
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long or double:
                json.WriteRawValue(Convert.ToString(column, CultureInfo.InvariantCulture)!);
                break;
            default:
                json.WriteStringValue(Text(column));
                break;
        }
    }

    private static object OfText(JsonElement scalar, Type? type)
    {
        if ((type == typeof(DateTimeOffset) || type == typeof(DateTime)) && scalar.TryGetDateTimeOffset(out var time) && time >= FirstTime)
            return time.ToUniversalTime();
        if (type == typeof(Guid) && scalar.TryGetGuid(out var id))
            return id;
        return Allowed(scalar.GetString()!);
    }

    private static object OfNumber(JsonElement scalar, Type? type)
    {
        var isFraction = type == typeof(double) || type == typeof(float) || type == typeof(decimal);
        if (!isFraction && type != typeof(long) && type != typeof(ulong) && type is not null && scalar.TryGetInt32(out var small))
            return small;
        if (!isFraction && scalar.TryGetInt64(out var large))
            return large;
        // A column without an infinity: such a number is kept exactly and shown as the largest there is.
        return Math.Clamp(scalar.GetDouble(), double.MinValue, double.MaxValue);
    }

    private static string Text(object column) => column switch
    {
        // As System.Text.Json writes a time in UTC.
        DateTimeOffset time => JsonEncodedTime(time),
        Guid id => id.ToString("D"),
        _ => (string)column,
    };

    private static string JsonEncodedTime(DateTimeOffset time)
    {
        var fraction = time.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : time.ToString(".FFFFFFF", CultureInfo.InvariantCulture);
        return time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + fraction + "+00:00";
    }

    /// <summary>The service refuses characters that XML does not know; a row that has them keeps the text beside the column.</summary>
    private static string Allowed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\ud800', '\uffff'))
            return text;
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            allowed.Append(rune.Value is < ' ' and not '\t' and not '\r' and not '\n' or 0xFFFE or 0xFFFF ? "\ufffd" : rune.ToString());
        return allowed.ToString();
    }
}
