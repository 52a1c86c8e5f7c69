using System.Globalization;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Notifications;

/// <summary>Dates and money as mails write them: the office's zone, an unmistakable form.</summary>
internal static class Words
{
    public static string Moment(this OfficeSettings office, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, office.Calendar.Zone);
        var zone = office.Calendar.Zone == TimeZoneInfo.Utc ? "UTC" : office.Calendar.Zone.Id;
        return local.ToString("dddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + $" ({zone})";
    }

    public static string Day(this OfficeSettings office, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, office.Calendar.Zone).ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Money(this OfficeSettings office, decimal amount) =>
        new Amount(amount, office.Currency).ToString();

    public static string Shortened(this string text, int characters) =>
        text.Length <= characters ? text : string.Concat(text.AsSpan(0, characters - 1).TrimEnd(), "…");
}
