using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Approvals;

/// <summary>
/// People decide about a request: everybody with a seat is asked, reminded, and where they stay silent the gate escalates, rests or
/// declines. Seats follow the organisation while it is open. Expiry never approves.
/// </summary>
public static class ApprovalGate
{
    /// <summary>One instance per visit of a request to a gate.</summary>
    public static readonly OrchestrationReference<ApprovalGateInput, GateResult> Reference = new("ApprovalGate");

    /// <summary>The orchestration.</summary>
    public static async Task<GateResult> Run(OrchestrationContext context, ApprovalGateInput gate, GatePolicy policy)
    {
        var mailings = new Mailings(context);
        var (walk, turn) = (new GateWalk(context, gate, mailings), GateTurn.First(gate.Changes));
        var result = await Decide(walk, turn, policy);
        while (result is null)
        {
            turn = turn.AfterSilence(policy);
            result = turn.Kind switch
            {
                GateTurnKind.Escalated => await Escalate(walk, turn, policy),
                GateTurnKind.AskedAgain => await Rest(walk, turn, policy),
                _ => await walk.Close(GateVerdict.Declined, $"{walk.Silence}, so it was declined."),
            };
        }
        await mailings.AllSent();
        return result;
    }

    private static async Task<GateResult?> Escalate(GateWalk walk, GateTurn turn, GatePolicy policy)
    {
        await walk.Close(GateVerdict.Open, $"{walk.Silence}, so it was escalated.");
        return await Decide(walk, turn, policy);
    }

    /// <summary>The request rests; then the same people are asked anew.</summary>
    private static async Task<GateResult?> Rest(GateWalk walk, GateTurn turn, GatePolicy policy)
    {
        var defer = (GateExpiry.Defer)policy.Expiry;
        await walk.Close(GateVerdict.Open, $"{walk.Silence}, so it rests for {defer.For}.");
        return await walk.Rests(defer) ? await Decide(walk, turn, policy) : await walk.WasVoided();
    }

    /// <summary>Asks, reminds and counts until there is a verdict; null where the round's deadline passes without one, or nobody is left while others could be asked.</summary>
    private static async Task<GateResult?> Decide(GateWalk walk, GateTurn turn, GatePolicy policy)
    {
        var wait = await walk.Open(turn);
        var reminder = 0;
        foreach (var moment in wait.Reminders.Append(wait.Due))
        {
            walk.AskTheSilent(reminder++);
            while (await walk.Before(moment))
            {
                if (walk.IsVoided)
                    return await walk.CloseVoided();
                if (walk.IsReseated)
                {
                    if (await walk.Reseat() is { } over)
                        return over;
                    if (walk.IsNobodyLeft && turn.AfterSilence(policy).Kind != GateTurnKind.Over)
                        return null;
                }
                else if (await walk.Count() is { Verdict: not GateVerdict.Open } result)
                    return result;
            }
        }
        return null;
    }
}
