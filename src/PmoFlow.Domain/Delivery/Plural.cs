using System.Globalization;

namespace PmoFlow.Domain.Delivery;

/// <summary>Numbers with what they count.</summary>
public static class Plural
{
    /// <summary><c>1 month</c>, <c>2 months</c>.</summary>
    public static string Of(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {what}{(count is 1 or -1 ? "" : "s")}");
}
