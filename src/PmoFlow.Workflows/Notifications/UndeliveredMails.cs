using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Notifications;

/// <summary>
/// The mails that nobody will read unless somebody helps: refused, bounced, or tried in vain for a while. They stay until they are
/// sent after all or an analyst has dealt with them.
/// </summary>
public sealed class UndeliveredMails(ITableStore tables)
{
    /// <summary>After so many attempts in vain a mail is shown, while it is tried on.</summary>
    public const int PatientAttempts = 5;

    /// <summary>All of them, by what they are about.</summary>
    public async Task<IReadOnlyList<OutboxItem>> List(CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Undelivered, OfficeTables.All, cancellation: cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>An analyst has dealt with it.</summary>
    public Task Settle(string about, string key, CancellationToken cancellation = default) =>
        tables.Delete(OfficeTables.Undelivered, KeyOf(about, key), cancellation);

    internal async Task Follow(OutboxItem mail, CancellationToken cancellation)
    {
        var stuck = mail.State is OutboxState.Failed or OutboxState.Bounced
            || (mail.State == OutboxState.Pending && mail.Attempts >= PatientAttempts);
        if (stuck)
            await tables.Upsert(OfficeTables.Undelivered, KeyOf(mail.About, mail.Key), mail, cancellation);
        else if (mail.Attempts >= PatientAttempts)
            await Settle(mail.About, mail.Key, cancellation);
    }

    private static TableKey KeyOf(string about, string key) => new(OfficeTables.All, $"{about}|{key}");
}
