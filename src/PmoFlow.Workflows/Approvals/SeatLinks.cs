using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>The links of seats: each bound to approver, request, gate, round and the revision that was shown.</summary>
public sealed class SeatLinks(Links links, OfficeSettings office)
{
    /// <summary>A link shows what was decided for this long after the round's end.</summary>
    private static readonly TimeSpan Shown = TimeSpan.FromDays(365);

    /// <summary>The page of a seat, by a new link.</summary>
    public async Task<Uri> Page(GateRound round, GateSeat seat, CancellationToken cancellation) =>
        office.Link($"/approvals/{await links.Issue(RecordOf(round, seat), cancellation)}");

    /// <summary>What a link of that seat opens.</summary>
    public static LinkRecord RecordOf(GateRound round, GateSeat seat)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(seat);
        return new LinkRecord(LinkKind.Approval, round.Request.Value, seat.Email, round.Due + Shown)
        {
            Gate = round.Gate,
            Visit = round.Visit,
            Number = round.Number,
            Part = round.Part,
            Revision = round.Revision,
        };
    }
}
