using System.Globalization;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Host;

/// <summary>The section <c>Office</c>: <c>Name</c>, <c>Currency</c>, <c>TimeZone</c>, <c>Holidays</c> (days), <c>PublicUrl</c>.</summary>
internal static class OfficeConfiguration
{
    public static OfficeSettings Read(IConfiguration configuration)
    {
        var office = configuration.GetSection("Office");
        var served = configuration["Urls"]?.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault() ?? "http://127.0.0.1:5080";
        var holidays = office.GetSection("Holidays").Get<string[]>() ?? [];
        return new OfficeSettings(
            office["Name"] ?? "PmoFlow",
            office["Currency"] ?? "EUR",
            new Uri((office["PublicUrl"] ?? served).TrimEnd('/')),
            new BusinessCalendar(
                TimeZoneInfo.FindSystemTimeZoneById(office["TimeZone"] ?? "UTC"),
                holidays.Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToHashSet()));
    }
}
