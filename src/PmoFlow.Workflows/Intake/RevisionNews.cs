using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Tells gates of a revision that was written by a process which ended before it could say so.</summary>
public sealed class RevisionNews(
    ITableStore tables, RequestLedger ledger, GateLedger rounds, LifecycleLibrary lifecycles, SeatDesk seats, OrchestrationInbox inbox)
{
    /// <summary>Tells of it, once; false where the revision was never written.</summary>
    internal async Task<bool> Tell(RequestId id, int revision, CancellationToken cancellation)
    {
        if (await ledger.Find(id, cancellation) is not { } request || request.Revision < revision)
            return false;
        // Who was asked with the newest revision needs no telling: the first process came that far.
        var isUnknown = (await rounds.All(id, cancellation)).Any(round => round.Visit == request.Visit && round.Revision < request.DecidableFrom);
        if (isUnknown && await Content(id, revision - 1, cancellation) is { } before && await Content(id, revision, cancellation) is { } after)
        {
            var material = RevisionChanges.Between(lifecycles.Get(request.Lifecycle).Form, before, after).Where(change => change.IsMaterial);
            await seats.Revised(id, new Actor(request.Content.Requester.Email, request.Content.Requester.Name), Lines(material), cancellation);
        }
        await inbox.Clear(id.Value, revision, cancellation);
        return true;
    }

    /// <summary>What changed as those who decide read it, a line each.</summary>
    internal static IReadOnlyList<string> Lines(IEnumerable<RevisionChange> material) =>
        [.. material.Select(change => $"{change.Label}: {change.Before.Shortened(200)} → {change.After.Shortened(200)}")];

    private async Task<RequestContent?> Content(RequestId id, int revision, CancellationToken cancellation) =>
        (await tables.Find(OfficeTables.Revisions, new(id.Value, OfficeTables.RevisionRow(revision)), cancellation))?.Document.Content;
}
