using System.Globalization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Web.Operations;

/// <summary>Reads what is typed with a command; null where it says nothing that can be read.</summary>
internal static class CommandForms
{
    public static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The first moment of a day in the office's zone.</summary>
    public static DateTimeOffset? StartOf(string? day, OfficeSettings office)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return null;
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, office.Calendar.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
