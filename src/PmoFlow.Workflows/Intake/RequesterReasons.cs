using System.Text.RegularExpressions;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Approvals;

namespace PmoFlow.Workflows.Intake;

/// <summary>Why a request stands where it stands, as its requester may read it: what was said, but not by whom, and no note among analysts.</summary>
public sealed class RequesterReasons(GateLedger rounds)
{
    /// <summary>The request with the reason that its requester may read.</summary>
    public async Task<RequestRecord> Told(RequestRecord request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Reason is not { Length: > 0 } reason)
            return request;
        // Why analysts think that two ask for the same is their own.
        if (request.Outcome == RequestOutcome.Merged)
            return request with { Reason = null };
        var names = (await rounds.All(request.Id, cancellation)).SelectMany(round => round.Seats).Select(seat => seat.Who).Distinct().ToList();
        return names.Count == 0 ? request : request with { Reason = Unnamed(reason, names) };
    }

    /// <summary>On which conditions it was approved.</summary>
    public async Task<IReadOnlyList<string>> Conditions(RequestId request, CancellationToken cancellation = default) =>
        [.. (await rounds.All(request, cancellation)).Where(round => round is { Verdict: GateVerdict.Approved, VoidedBecause: null })
            .SelectMany(round => round.Seats).Where(seat => seat.Decision == Decision.Approve).SelectMany(seat => seat.Conditions ?? []).Distinct()];

    /// <summary>Without the names of those who decided.</summary>
    private static string Unnamed(string reason, List<string> names)
    {
        // The longest first: who decides for somebody else bears both names.
        var name = $"(?:{string.Join('|', names.OrderByDescending(name => name.Length).Select(Regex.Escape))})";
        var unsigned = Regex.Replace(reason, $@"(\A|\n| · ){name}: ", "$1");
        return Regex.Replace(unsigned, $"(Approved|Declined) by {name}(, {name})*", "$1 by the approvers");
    }
}
