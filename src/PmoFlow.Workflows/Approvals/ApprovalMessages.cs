using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What is said to a gate.</summary>
public static class GateEvents
{
    /// <summary>Somebody with a seat has decided.</summary>
    public static readonly EventReference<Posted<Decided>> Decided = new("Decided");

    /// <summary>The gate is not needed any more.</summary>
    public static readonly EventReference<Voided> Voided = new("GateVoided");
}

/// <summary>A decision at a gate.</summary>
/// <param name="Escalation">In which round.</param>
/// <param name="Decision">What.</param>
/// <param name="Comment">Why.</param>
public sealed record Decided(int Escalation, Decision Decision, string? Comment);

/// <summary>Why something is not needed any more.</summary>
public sealed record Voided(string Because);

/// <summary>A gate to be run.</summary>
/// <param name="Request">For which request.</param>
/// <param name="Lifecycle">What it is pinned to.</param>
/// <param name="Gate">Name of the stage.</param>
/// <param name="Visit">The request's visit to that stage.</param>
public sealed record ApprovalGateInput(RequestId Request, LifecycleVersion Lifecycle, string Gate, int Visit)
{
    /// <summary>Which of the stage's gates, by name; null where it has a single one.</summary>
    public string? Part { get; init; }

    /// <summary>The instance that runs a gate of a visit.</summary>
    public static string InstanceId(RequestId request, int visit, string? part = null) =>
        part is null ? $"{request}:gate:{visit}" : $"{request}:gate:{visit}:{part}";
}

/// <summary>What a gate came to.</summary>
/// <param name="Verdict">Approved or declined; open where it was voided.</param>
/// <param name="Summary">A sentence for the timeline and the requester.</param>
/// <param name="Comment">What those who decided said.</param>
public sealed record GateResult(GateVerdict Verdict, string Summary, string? Comment);

/// <summary>A round to be opened.</summary>
/// <param name="Gate">At which gate.</param>
/// <param name="Escalation">0 for the first round, 1 for the one after escalation.</param>
public sealed record GateOpening(ApprovalGateInput Gate, int Escalation);

/// <summary>A round that is open.</summary>
/// <param name="Wait">Its visit and instants.</param>
/// <param name="Escalation">0 for the first round.</param>
/// <param name="Seats">Mail addresses of those who have a seat.</param>
public sealed record GateOpened(WaitBegun Wait, int Escalation, IReadOnlyList<string> Seats);

/// <summary>A mail to somebody with a seat.</summary>
/// <param name="Request">About which request.</param>
/// <param name="Visit">Which visit to the gate.</param>
/// <param name="Escalation">Which round.</param>
/// <param name="Email">To whom.</param>
/// <param name="Reminder">0 for the invitation; from 1 for the reminders.</param>
public sealed record GateInvitation(RequestId Request, int Visit, int Escalation, string Email, int Reminder);

/// <summary>A decision to be counted.</summary>
public sealed record GateDecision(RequestId Request, int Visit, Posted<Decided> Posted);

/// <summary>A round to be closed without a verdict of its own.</summary>
/// <param name="Request">Of which request.</param>
/// <param name="Visit">Which visit to the gate.</param>
/// <param name="Escalation">Which round.</param>
/// <param name="Verdict">Declined where the deadline declines it; open where it is void.</param>
/// <param name="Because">Why, as a sentence.</param>
public sealed record GateClosing(RequestId Request, int Visit, int Escalation, GateVerdict Verdict, string Because);

/// <summary>The steps of a gate that touch tables or mail.</summary>
public static class GateActivities
{
    /// <summary>Finds who has a seat, opens the round and moves the request to the gate.</summary>
    public static readonly ActivityReference<GateOpening, GateOpened> OpenGate = new("OpenGate") { Retry = ActivityPolicies.Records };

    /// <summary>Sends somebody with a seat their link.</summary>
    public static readonly ActivityReference<GateInvitation, Nothing> InviteApprover =
        new("InviteApprover") { Retry = ActivityPolicies.Mail };

    /// <summary>Counts a decision; one that is not the first of its seat, or comes too late, is recorded as superseded.</summary>
    public static readonly ActivityReference<GateDecision, GateResult> RecordDecision =
        new("RecordDecision") { Retry = ActivityPolicies.Records };

    /// <summary>Closes a round that reached no verdict.</summary>
    public static readonly ActivityReference<GateClosing, Nothing> CloseGate = new("CloseGate") { Retry = ActivityPolicies.Records };
}
