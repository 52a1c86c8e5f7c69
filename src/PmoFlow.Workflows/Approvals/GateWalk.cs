using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>How <see cref="ApprovalGate"/> does each thing it says: the waits and calls behind its lines.</summary>
internal sealed class GateWalk(OrchestrationContext context, ApprovalGateInput gate, Mailings mailings)
{
    private readonly EventWaits events = new(context);
    private readonly Task<Voided> voided = context.WaitForEvent(GateEvents.Voided);
    private readonly List<string> silent = [];
    private GateOpened round = null!;

    public bool IsVoided => voided.IsCompleted;

    public bool IsReseated => events.Next(GateEvents.Reseated, gate.Visit).IsCompleted;

    /// <summary>Whether all who are left in the round have decided, and it is not enough.</summary>
    public bool IsNobodyLeft { get; private set; }

    /// <summary>Why the round ends without a verdict, as the beginning of a sentence.</summary>
    public string Silence => IsNobodyLeft ? "Nobody is left who could still decide" : "Nobody decided in time";

    /// <summary>Opens the round; those with a seat have not been asked yet.</summary>
    public async Task<WaitBegun> Open(GateTurn turn)
    {
        round = await context.CallActivity(GateActivities.OpenGate, new GateOpening(gate, turn.Number)
        {
            Kind = turn.Kind == GateTurnKind.AskedAgain ? turn.Kind : null,
            Changes = turn.Changes,
        });
        IsNobodyLeft = false;
        silent.Clear();
        silent.AddRange(round.Seats);
        return round.Wait;
    }

    /// <summary>Writes to those who have not decided.</summary>
    public void AskTheSilent(int reminder)
    {
        foreach (var email in silent)
            Ask(email, reminder, null);
    }

    /// <summary>Waits until somebody says something, at the latest until then.</summary>
    public Task<bool> Before(DateTimeOffset moment) => context.Before(
        moment, events.Next(GateEvents.Decided, gate.Visit), voided, events.Next(GateEvents.Reseated, gate.Visit));

    /// <summary>Counts a decision.</summary>
    public async Task<GateResult> Count()
    {
        var decided = await events.Take(GateEvents.Decided, gate.Visit);
        var result = await context.CallActivity(
            GateActivities.RecordDecision, new GateDecision(gate.Request, gate.Visit, decided) { Part = gate.Part });
        silent.Remove(decided.Actor.Email);
        return result;
    }

    /// <summary>Lets seats follow; who is new is asked at once. The result where those who are left cannot approve it any more.</summary>
    public async Task<GateResult?> Reseat()
    {
        var reseated = await events.Take(GateEvents.Reseated, gate.Visit);
        var result = await context.CallActivity(GateActivities.ReseatGate, new GateReseating(gate, round.Number, reseated));
        silent.Clear();
        silent.AddRange(result.Silent);
        foreach (var email in result.Came)
            Ask(email, 0, reseated.Key);
        IsNobodyLeft = result.IsNobodyLeft;
        return result.Result;
    }

    /// <summary>Rests for as long as the office's calendar says; false where the gate was voided meanwhile.</summary>
    public async Task<bool> Rests(GateExpiry.Defer defer)
    {
        var until = await context.CallActivity(GateActivities.RestGate, new GateResting(gate, round.Number, defer.For));
        return !await context.Before(until.Due, voided);
    }

    /// <summary>Closes the round.</summary>
    public async Task<GateResult> Close(GateVerdict verdict, string because)
    {
        await context.CallActivity(GateActivities.CloseGate, new GateClosing(gate.Request, gate.Visit, round.Number, verdict, because) { Part = gate.Part });
        return new(verdict, because, null);
    }

    /// <summary>Closes the round as the request's orchestration said.</summary>
    public async Task<GateResult> CloseVoided() => await Close(GateVerdict.Open, (await voided).Because);

    /// <summary>The result of a gate that was voided between two rounds.</summary>
    public async Task<GateResult> WasVoided() => new(GateVerdict.Open, (await voided).Because, null);

    private void Ask(string email, int reminder, string? occasion) =>
        mailings.Send(GateActivities.InviteApprover, new GateInvitation(gate.Request, gate.Visit, round.Number, email, reminder)
        {
            Part = gate.Part,
            Occasion = occasion,
        });
}
