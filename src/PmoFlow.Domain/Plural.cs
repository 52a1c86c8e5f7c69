using System.Globalization;

namespace PmoFlow.Domain;

/// <summary>Numbers with what they count.</summary>
public static class Plural
{
    /// <summary><c>1 month</c>, <c>1,204 months</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="singular">One of them.</param>
    /// <param name="plural">Several; null where an s does.</param>
    public static string Of(int count, string singular, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count is 1 or -1 ? singular : plural ?? singular + "s")}");
}
