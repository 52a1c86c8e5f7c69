using System.Globalization;

namespace PmoFlow.Contracts.Mail;

/// <summary>What a mail server does to an attempt.</summary>
public enum MailFault
{
    /// <summary>Takes it.</summary>
    None,

    /// <summary>Says that there is no such person.</summary>
    Refused,

    /// <summary>Says that it is too large.</summary>
    TooLarge,

    /// <summary>Says that it has had too much mail for now.</summary>
    Busy,

    /// <summary>Says that it is out of order.</summary>
    Broken,

    /// <summary>Takes it and never answers.</summary>
    SilentAfterTaking,

    /// <summary>Takes it and breaks the connection instead of answering.</summary>
    DroppedAfterTaking,
}

/// <summary>
/// Addresses that tell a test server what to do, so that the server needs no other instruction and thousands of mails can have
/// each their own fate at once: fault.times.unique@example.org plays its fault for that many attempts, then takes the mail.
/// </summary>
public static class FaultAddress
{
    public static string Of(MailFault fault, int times, string unique) =>
        string.Create(CultureInfo.InvariantCulture, $"{fault}.{times}.{unique}@example.org");

    /// <summary>What the address asks for: a fault, or a word that only one kind of server knows.</summary>
    public static (string Fate, int Times) Read(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var parts = address.Split('.', 3);
        return parts.Length == 3 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var times)
            ? (parts[0], times)
            : (nameof(MailFault.None), 0);
    }
}
