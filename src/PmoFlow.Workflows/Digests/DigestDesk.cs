using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Digests;

/// <summary>People subscribe to weekly mails and unsubscribe.</summary>
public sealed class DigestDesk(
    ITableStore tables, IOrchestrationClient orchestrations, OfficeDirectory directory, Links links, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Somebody's subscriptions, by unit.</summary>
    public async Task<IReadOnlyList<DigestSubscription>> Of(string email, CancellationToken cancellation = default) =>
        await tables.Scan(DigestTables.Subscriptions, DigestTables.All, DigestTables.Of(Person.Normalise(email)), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>Somebody's subscription of one unit, of the whole portfolio for null; null where there is none.</summary>
    public async Task<DigestSubscription?> Find(string email, UnitId? unit, CancellationToken cancellation = default) =>
        (await tables.Find(DigestTables.Subscriptions, Key(email, unit), cancellation))?.Document;

    /// <summary>Subscribes; who has subscribed already keeps what they have.</summary>
    public async Task<Outcome<DigestSubscription>> Subscribe(Person person, UnitId? unit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (!Access.Allows(person, Permission.SeeDashboards))
            return new Refusal.Forbidden("Weekly mails are for those who may see dashboards.");
        if (unit is { } named && Boards.Known(await directory.Units(cancellation)).All(known => known.Id != named))
            return new Refusal.NotFound($"There is no unit '{named}'.");
        var email = Person.Normalise(person.Email);
        if (await Find(email, unit, cancellation) is { } known)
            return known;
        var subscription = new DigestSubscription(email, unit, clock.GetUtcNow(), $"weekly-digest:{Guid.NewGuid():n}");
        await tables.Write(new TableBatch(DigestTables.Subscriptions.Table, DigestTables.All)
            .Upsert(DigestTables.Subscriptions, DigestTables.Row(email, unit), subscription)
            .Upsert(DigestTables.Subscriptions, DigestTables.Starting(subscription.Instance), subscription), cancellation);
        await Start(subscription, cancellation);
        return subscription;
    }

    /// <summary>Unsubscribes; false where there was nothing to unsubscribe.</summary>
    public async Task<bool> Unsubscribe(string email, UnitId? unit, CancellationToken cancellation = default)
    {
        if (await Find(email, unit, cancellation) is not { } subscription)
            return false;
        await tables.Delete(DigestTables.Subscriptions, Key(email, unit), cancellation);
        // Where this comes to nothing, the orchestration finds out by itself when it next wants to send.
        await orchestrations.RaiseEvent(subscription.Instance, WeeklyDigest.Unsubscribed, default, cancellation);
        return true;
    }

    /// <summary>Starts what a crash left between the subscription and its orchestration. Any number may run at once.</summary>
    public async Task Sweep(CancellationToken cancellation = default)
    {
        await foreach (var starting in tables.Scan(DigestTables.Subscriptions, DigestTables.All, DigestTables.AllStarting, cancellation))
            await Start(starting.Document, cancellation);
    }

    /// <summary>A link by which its owner unsubscribes without signing in.</summary>
    internal async Task<Uri> UnsubscribeLink(DigestSubscription subscription, CancellationToken cancellation)
    {
        var link = new LinkRecord(LinkKind.Digest, (subscription.Unit ?? Board.Enterprise).Value, subscription.Email, DateTimeOffset.MaxValue);
        return office.Link($"/digests/unsubscribe/{await links.Issue(link, cancellation)}");
    }

    /// <summary>Whose mail about which unit a link unsubscribes; null where nobody was given it.</summary>
    public async Task<(string Email, UnitId? Unit)?> Open(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.Digest, cancellation) is { } link
            ? (link.Email, link.Owner == Board.Enterprise.Value ? null : new UnitId(link.Owner)) : null;

    /// <summary>Remembers that a mail went out.</summary>
    internal Task Sent(WeeklyIssue issue, CancellationToken cancellation) => tables.Change(DigestTables.Subscriptions, Key(issue.Email, issue.Unit),
        before => before?.Instance == issue.Instance ? before with { SentAt = clock.GetUtcNow() } : null, cancellation);

    private async Task Start(DigestSubscription subscription, CancellationToken cancellation)
    {
        await orchestrations.Start(WeeklyDigest.Reference, subscription.Instance,
            new WeeklyDigestInput(subscription.Email, subscription.Unit, subscription.Instance), cancellation);
        await tables.Delete(DigestTables.Subscriptions, new(DigestTables.All, DigestTables.Starting(subscription.Instance)), cancellation);
    }

    private static TableKey Key(string email, UnitId? unit) => new(DigestTables.All, DigestTables.Row(Person.Normalise(email), unit));
}
