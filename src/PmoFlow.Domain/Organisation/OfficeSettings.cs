namespace PmoFlow.Domain.Organisation;

/// <summary>What is said once for the whole office.</summary>
/// <param name="Name">As it stands on pages and in mails.</param>
/// <param name="Currency">ISO 4217 code of every amount: <c>EUR</c>.</param>
/// <param name="PublicUrl">Where people reach the pages, without a slash at the end; links in mails begin with it.</param>
/// <param name="Calendar">When the office works.</param>
public sealed record OfficeSettings(string Name, string Currency, Uri PublicUrl, BusinessCalendar Calendar)
{
    /// <summary>Calendars that units can have instead, by name.</summary>
    public IReadOnlyDictionary<string, BusinessCalendar> Calendars { get; init; } = new Dictionary<string, BusinessCalendar>();

    /// <summary>Whose mail is handed to the office, so that approvers can answer by mail; null where they cannot.</summary>
    public string? ReplyDomain { get; init; }

    /// <summary>Whether webhooks may go to plain HTTP and to private networks: for development.</summary>
    public bool HasPrivateWebhooks { get; init; }

    /// <summary>The day of a week on which weekly mails go out.</summary>
    public DayOfWeek DigestDay { get; init; } = DayOfWeek.Monday;

    /// <summary>Of how many requests a day one mail address is told that they arrived: anybody can give it as theirs.</summary>
    public int MostReceiptsPerDay { get; init; } = 50;

    /// <summary>The address of a page, for a mail.</summary>
    /// <param name="path">Beginning with a slash.</param>
    public Uri Link(string path) => new(PublicUrl, path);
}
