using System.Text.Json.Serialization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What is said to a gate.</summary>
public static class GateEvents
{
    /// <summary>Somebody with a seat has decided.</summary>
    public static readonly EventReference<Posted<Decided>> Decided = new("Decided");

    /// <summary>A seat has gone to somebody else, or the organisation has changed.</summary>
    public static readonly EventReference<Posted<Reseated>> Reseated = new("GateReseated");

    /// <summary>The gate is not needed any more.</summary>
    public static readonly EventReference<Voided> Voided = new("GateVoided");
}

/// <summary>A decision at a gate.</summary>
/// <param name="Number">In which round of the visit.</param>
/// <param name="Decision">What.</param>
/// <param name="Comment">Why.</param>
public sealed record Decided([property: JsonPropertyName("escalation")] int Number, Decision Decision, string? Comment)
{
    /// <summary>What must be done, of an approval on conditions.</summary>
    public IReadOnlyList<string>? Conditions { get; init; }

    /// <summary>By when.</summary>
    public DateOnly? ConditionsDue { get; init; }

    /// <summary>When they said what they change with this, UTC; null for the first word of a seat.</summary>
    public DateTimeOffset? Changes { get; init; }
}

/// <summary>Seats that follow something.</summary>
/// <param name="From">Who gave their seat away; null where the organisation changed and all seats are looked at.</param>
/// <param name="To">To whom, both by mail address.</param>
public sealed record Reseated(string? From, string? To);

/// <summary>Why something is not needed any more.</summary>
public sealed record Voided(string Because);

/// <summary>A gate to be run.</summary>
/// <param name="Request">For which request.</param>
/// <param name="Lifecycle">What it is pinned to.</param>
/// <param name="Gate">Name of the stage.</param>
/// <param name="Visit">The request's visit to that stage.</param>
public sealed record ApprovalGateInput(RequestId Request, LifecycleVersion Lifecycle, string Gate, int Visit)
{
    /// <summary>What changed in the request since it was last asked.</summary>
    public IReadOnlyList<string>? Changes { get; init; }

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
public sealed record GateResult(GateVerdict Verdict, string Summary, string? Comment)
{
    /// <summary>Whether it was approved on conditions.</summary>
    public bool HasConditions { get; init; }
}

/// <summary>A round to be opened.</summary>
/// <param name="Gate">At which gate.</param>
/// <param name="Number">From 0.</param>
public sealed record GateOpening(ApprovalGateInput Gate, [property: JsonPropertyName("escalation")] int Number)
{
    /// <summary>Why it begins; null for the first and, as before this was kept, for one after escalation.</summary>
    public GateTurnKind? Kind { get; init; }

    /// <summary>What changed in the request since it was last asked.</summary>
    public IReadOnlyList<string>? Changes { get; init; }

    /// <summary>Whether those decide to whom it is escalated.</summary>
    [JsonIgnore]
    public bool IsEscalated => Number > 0 && Kind != GateTurnKind.AskedAgain;
}

/// <summary>A round that is open.</summary>
/// <param name="Wait">Its visit and instants.</param>
/// <param name="Number">From 0.</param>
/// <param name="Seats">Mail addresses of those who have a seat.</param>
public sealed record GateOpened(WaitBegun Wait, [property: JsonPropertyName("escalation")] int Number, IReadOnlyList<string> Seats);

/// <summary>A mail to somebody with a seat.</summary>
/// <param name="Request">About which request.</param>
/// <param name="Visit">Which visit to the gate.</param>
/// <param name="Number">Which round.</param>
/// <param name="Email">To whom.</param>
/// <param name="Reminder">0 for the invitation; from 1 for the reminders.</param>
public sealed record GateInvitation(RequestId Request, int Visit, [property: JsonPropertyName("escalation")] int Number, string Email, int Reminder)
{
    /// <summary>Which of the stage's gates; null where it has a single one.</summary>
    public string? Part { get; init; }

    /// <summary>Tells apart invitations of somebody who gets a seat more than once in a round.</summary>
    public string? Occasion { get; init; }
}

/// <summary>A decision to be counted.</summary>
public sealed record GateDecision(RequestId Request, int Visit, Posted<Decided> Posted)
{
    /// <summary>Which of the stage's gates; null where it has a single one.</summary>
    public string? Part { get; init; }
}

/// <summary>Seats to be looked at anew.</summary>
/// <param name="Gate">At which gate.</param>
/// <param name="Number">In which round.</param>
/// <param name="Posted">Who said so, and why.</param>
public sealed record GateReseating(ApprovalGateInput Gate, int Number, Posted<Reseated> Posted);

/// <summary>Seats after that.</summary>
/// <param name="Silent">Mail addresses of those who have not decided.</param>
/// <param name="Came">Those among them who are new.</param>
public sealed record GateReseated(IReadOnlyList<string> Silent, IReadOnlyList<string> Came)
{
    /// <summary>What the gate came to where those who are left cannot approve it any more; null in all other cases.</summary>
    public GateResult? Result { get; init; }

    /// <summary>Whether all who are left have decided, and it is not enough.</summary>
    public bool IsNobodyLeft { get; init; }
}

/// <summary>Conditions of approvals that become improvement actions.</summary>
/// <param name="Request">Of which request.</param>
/// <param name="Project">Of which project then.</param>
public sealed record ConditionsOpening(RequestId Request, ProjectId Project);

/// <summary>A request that nobody decided about and that rests.</summary>
/// <param name="Gate">At which gate.</param>
/// <param name="Number">After which round.</param>
/// <param name="For">How long.</param>
public sealed record GateResting(ApprovalGateInput Gate, int Number, TimeLimit For);

/// <summary>A round to be closed without a verdict of its own.</summary>
/// <param name="Request">Of which request.</param>
/// <param name="Visit">Which visit to the gate.</param>
/// <param name="Number">Which round.</param>
/// <param name="Verdict">Declined where the deadline declines it; open where it is void.</param>
/// <param name="Because">Why, as a sentence.</param>
public sealed record GateClosing(RequestId Request, int Visit, [property: JsonPropertyName("escalation")] int Number, GateVerdict Verdict, string Because)
{
    /// <summary>Which of the stage's gates; null where it has a single one.</summary>
    public string? Part { get; init; }
}

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

    /// <summary>Lets the seats of a round follow a delegation or a change of the organisation.</summary>
    public static readonly ActivityReference<GateReseating, GateReseated> ReseatGate = new("ReseatGate") { Retry = ActivityPolicies.Records };

    /// <summary>Lets the request rest, and tells until when.</summary>
    public static readonly ActivityReference<GateResting, WaitBegun> RestGate = new("RestGate") { Retry = ActivityPolicies.Records };

    /// <summary>Makes the conditions of a request's approvals improvement actions of its project.</summary>
    public static readonly ActivityReference<ConditionsOpening, Nothing> OpenConditions =
        new("OpenConditions") { Retry = ActivityPolicies.Records };

    /// <summary>Closes a round that reached no verdict.</summary>
    public static readonly ActivityReference<GateClosing, Nothing> CloseGate = new("CloseGate") { Retry = ActivityPolicies.Records };
}
