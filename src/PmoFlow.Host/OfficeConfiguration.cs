using System.Globalization;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Host;

/// <summary>
/// The section <c>Office</c>: <c>Name</c>, <c>Currency</c>, <c>TimeZone</c>, <c>Opens</c> and <c>Closes</c> (times of day),
/// <c>WorkingDays</c> (of a week), <c>Holidays</c> (days), <c>HolidaysFile</c> (an iCalendar file), <c>Calendars</c> (by name, each with those six), <c>PublicUrl</c>; <c>Replies:Domain</c>; <c>Webhooks:PrivateNetworks</c>;
/// <c>RateLimits:ReceiptsPerDay</c>.
/// </summary>
internal static class OfficeConfiguration
{
    /// <exception cref="SettingRefusedException">A setting says nothing usable.</exception>
    public static OfficeSettings Read(IConfiguration configuration)
    {
        var office = configuration.GetSection("Office");
        configuration.CheckCount("RateLimits:ReceiptsPerDay");
        return new OfficeSettings(
            office["Name"] ?? "PmoFlow",
            office["Currency"] ?? "EUR",
            PublicUrl(configuration),
            Calendar(office, BusinessCalendar.Plain))
        {
            Calendars = Named(office),
            DigestDay = DigestDay("Office:DigestDay", office["DigestDay"]),
            ReplyDomain = configuration["Replies:Domain"],
            MostReceiptsPerDay = configuration.GetValue("RateLimits:ReceiptsPerDay", 50),
            HasPrivateWebhooks = Flag("Webhooks:PrivateNetworks", configuration["Webhooks:PrivateNetworks"]),
        };
    }

    // What a calendar leaves out is as in the office's.
    private static Dictionary<string, BusinessCalendar> Named(IConfigurationSection office)
    {
        var usual = Calendar(office, BusinessCalendar.Plain);
        return office.GetSection("Calendars").GetChildren().ToDictionary(section => section.Key, section => Calendar(section, usual), StringComparer.OrdinalIgnoreCase);
    }

    private static BusinessCalendar Calendar(IConfigurationSection section, BusinessCalendar usual)
    {
        var calendar = new BusinessCalendar(
            section["TimeZone"] is { } zone ? Zone($"{section.Path}:TimeZone", zone) : usual.Zone,
            section.GetSection("Holidays").Exists() || section["HolidaysFile"] is { Length: > 0 }
                ? (section.GetSection("Holidays").Get<string[]>() ?? []).Select(day => Day($"{section.Path}:Holidays", day)).Concat(FromFile($"{section.Path}:HolidaysFile", section["HolidaysFile"])).ToHashSet()
                : usual.Holidays)
        {
            Opens = Time($"{section.Path}:Opens", section["Opens"], usual.Opens),
            Closes = Time($"{section.Path}:Closes", section["Closes"], usual.Closes),
            WorkingDays = Week(section.GetSection("WorkingDays"), usual.WorkingDays),
        };
        // One that is never open would look for its next hour for ever.
        return calendar.Opens < calendar.Closes ? calendar : throw new SettingRefusedException($"{section.Path}:Closes",
            $"is {calendar.Closes:HH:mm}, but the day begins at {calendar.Opens:HH:mm}", "Write a time after that at which it opens.");
    }

    // In one line, or as a list. A line without anything is what a template passes that was left alone.
    private static IReadOnlySet<DayOfWeek> Week(IConfigurationSection days, IReadOnlySet<DayOfWeek> usual)
    {
        if (!days.Exists() || days.Value is "")
            return usual;
        var names = (days.Value is { } line ? [line] : days.GetChildren().Select(day => day.Value ?? "")).SelectMany(text => text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)).ToList();
        return names.Count > 0
            ? names.Select(name => Weekday(name) ?? throw new SettingRefusedException(days.Path, $"holds '{name}', which is no day of a week", "Write days such as Sunday Monday Tuesday Wednesday Thursday.")).ToHashSet()
            : throw new SettingRefusedException(days.Path, "names no day", "Write those on which the office works, such as Sunday Monday Tuesday Wednesday Thursday.");
    }

    private static IEnumerable<DateOnly> FromFile(string setting, string? file)
    {
        if (string.IsNullOrEmpty(file))
            return [];
        try
        {
            return HolidayCalendar.Read(File.ReadAllText(file), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new SettingRefusedException(setting, $"names '{file}', which cannot be read: {problem.Message}", "Name an iCalendar file (.ics).");
        }
    }

    private static TimeOnly Time(string setting, string? text, TimeOnly usual) =>
        text is null ? usual
            : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
            : throw new SettingRefusedException(setting, $"is '{text}', which is no time of day", "Write one such as 08:30.");

    private static DayOfWeek DigestDay(string setting, string? text) => text is not { Length: > 0 } ? DayOfWeek.Monday
        : Weekday(text) ?? throw new SettingRefusedException(setting, $"is '{text}', which is no day of a week", "Write one such as Monday.");

    private static DayOfWeek? Weekday(string name) =>
        Enum.GetValues<DayOfWeek>().Where(day => day.ToString().Equals(name, StringComparison.OrdinalIgnoreCase)).Select(day => (DayOfWeek?)day).FirstOrDefault();

    private static bool Flag(string setting, string? text) => text is { Length: > 0 }
        && (bool.TryParse(text, out var flag) ? flag : throw new SettingRefusedException(setting, $"is '{text}'", "Write true or false."));

    private static Uri PublicUrl(IConfiguration configuration)
    {
        var served = configuration["Urls"]?.Split(';', StringSplitOptions.TrimEntries).FirstOrDefault() ?? "http://127.0.0.1:5080";
        var text = configuration["Office:PublicUrl"] ?? served;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new SettingRefusedException(configuration["Office:PublicUrl"] is null ? "Urls" : "Office:PublicUrl",
                $"is '{text}', which is no address that a link can begin with", "Write one such as https://pmo.example.org.");
    }

    private static TimeZoneInfo Zone(string setting, string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
        ? zone
        : throw new SettingRefusedException(setting, $"is '{name}', which this machine does not know", "Write one such as Europe/Berlin, or UTC.");

    private static DateOnly Day(string setting, string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw new SettingRefusedException(setting, $"holds '{text}', which is no day", "Write days as 2026-12-25.");
}
