using PmoFlow.Domain;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// Tells words to a request that answer a wait of before: its orchestration passes them over without a trace, and they would be told
/// again until the request ends.
/// </summary>
public sealed class VisitsOver(RequestLedger requests)
{
    private static readonly HashSet<string> OfOneVisit =
    [
        RequestEvents.Screened.Name, RequestEvents.InformationProvided.Name, RequestEvents.BroughtBack.Name, RequestEvents.Scored.Name, RequestEvents.Recalled.Name,
    ];

    /// <summary>Whether an item was said about a visit that its request has left.</summary>
    internal async Task<bool> IsOver(InboxItem item, CancellationToken cancellation) =>
        item.Instance == item.Owner && OfOneVisit.Contains(item.Event)
            && item.Payload.TryGetProperty("visit", out var visit) && visit.TryGetInt32(out var said)
            && await requests.Find(new RequestId(item.Owner), cancellation) is { } request && said < request.Visit;
}
