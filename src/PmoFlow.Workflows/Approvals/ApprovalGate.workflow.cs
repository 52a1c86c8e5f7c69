using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Approvals;

/// <summary>
/// People decide about a request: everybody with a seat is asked, reminded, and where they stay silent the gate escalates or
/// declines. Expiry never approves.
/// </summary>
public static class ApprovalGate
{
    /// <summary>One instance per visit of a request to a gate.</summary>
    public static readonly OrchestrationReference<ApprovalGateInput, GateResult> Reference = new("ApprovalGate");

    /// <summary>The orchestration.</summary>
    public static async Task<GateResult> Run(OrchestrationContext context, ApprovalGateInput gate, GatePolicy policy)
    {
        var events = new EventWaits(context);
        var mailings = new Mailings(context);
        var voided = context.WaitForEvent(GateEvents.Voided);

        var round = await context.CallActivity(GateActivities.OpenGate, new GateOpening(gate, Escalation: 0));
        var result = await Decide(context, gate, round, events, mailings, voided);
        if (result is null && policy.Expiry is GateExpiry.Escalate)
        {
            await Close(context, gate, round, GateVerdict.Open, "Nobody decided in time, so it was escalated.");
            round = await context.CallActivity(GateActivities.OpenGate, new GateOpening(gate, Escalation: 1));
            result = await Decide(context, gate, round, events, mailings, voided);
        }
        result ??= await Expire(context, gate, round);
        await mailings.AllSent();
        return result;
    }

    /// <summary>Asks, reminds and counts until there is a verdict; null where the round's deadline passes without one.</summary>
    private static async Task<GateResult?> Decide(
        OrchestrationContext context, ApprovalGateInput gate, GateOpened round, EventWaits events, Mailings mailings, Task<Voided> voided)
    {
        var silent = round.Seats.ToList();
        var reminder = 0;
        foreach (var moment in round.Wait.Reminders.Append(round.Wait.Due))
        {
            foreach (var email in silent)
                mailings.Send(GateActivities.InviteApprover, new(gate.Request, round.Wait.Visit, round.Escalation, email, reminder));
            reminder++;

            while (await context.Before(moment, events.Next(GateEvents.Decided, round.Wait.Visit), voided))
            {
                if (voided.IsCompleted)
                    return await Void(context, gate, round, (await voided).Because);
                var decided = await events.Take(GateEvents.Decided, round.Wait.Visit);
                var result = await context.CallActivity(
                    GateActivities.RecordDecision, new GateDecision(gate.Request, round.Wait.Visit, decided));
                if (result.Verdict != GateVerdict.Open)
                    return result;
                silent.Remove(decided.Actor.Email);
            }
        }
        return null;
    }

    private static async Task<GateResult> Expire(OrchestrationContext context, ApprovalGateInput gate, GateOpened round)
    {
        const string because = "Nobody decided in time, so it was declined.";
        await Close(context, gate, round, GateVerdict.Declined, because);
        return new(GateVerdict.Declined, because, null);
    }

    private static async Task<GateResult> Void(OrchestrationContext context, ApprovalGateInput gate, GateOpened round, string because)
    {
        await Close(context, gate, round, GateVerdict.Open, because);
        return new(GateVerdict.Open, because, null);
    }

    private static Task Close(OrchestrationContext context, ApprovalGateInput gate, GateOpened round, GateVerdict verdict, string because) =>
        context.CallActivity(GateActivities.CloseGate, new GateClosing(gate.Request, round.Wait.Visit, round.Escalation, verdict, because));
}
