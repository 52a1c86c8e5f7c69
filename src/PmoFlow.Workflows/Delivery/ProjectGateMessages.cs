using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said to a decision about a project.</summary>
public static class ProjectGateEvents
{
    /// <summary>Somebody with a seat has decided.</summary>
    public static readonly EventReference<Posted<ProjectDecided>> Decided = new("ProjectDecided");

    /// <summary>It is not needed any more.</summary>
    public static readonly EventReference<Voided> Voided = new("ProjectGateVoided");
}

/// <summary>What somebody decided.</summary>
public sealed record ProjectDecided(Decision Decision, string? Comment);

/// <summary>A decision that is to be taken.</summary>
/// <param name="Project">About which project.</param>
/// <param name="Number">Which of its decisions.</param>
public sealed record ProjectGateInput(ProjectId Project, int Number)
{
    /// <summary>The instance that asks for it.</summary>
    public static string InstanceId(ProjectId project, int number) => FormattableString.Invariant($"{project}:gate:{number}");
}

/// <summary>A round of it that opens.</summary>
public sealed record ProjectGateOpening(ProjectGateInput Gate, bool IsEscalated);

/// <summary>A round that was opened.</summary>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
/// <param name="IsEscalated">Whether those are asked to whom it was escalated.</param>
/// <param name="Escalates">Whether others decide where nobody does in time.</param>
public sealed record ProjectGateAsked(DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders, bool IsEscalated, bool Escalates)
{
    /// <summary>Why nobody is asked, as a sentence; null where people are.</summary>
    public string? Gone { get; init; }
}

/// <summary>What somebody decided, to be counted.</summary>
public sealed record ProjectDecision(ProjectGateInput Gate, Posted<ProjectDecided> Posted);

/// <summary>The end of a decision.</summary>
/// <param name="Gate">Which.</param>
/// <param name="Verdict">Open where nobody decided in time.</param>
/// <param name="Voided">Why it is not needed any more; null where it is.</param>
public sealed record ProjectGateClosing(ProjectGateInput Gate, GateVerdict Verdict, string? Voided);

/// <summary>What a decision came to so far.</summary>
public sealed record ProjectGateEnd(GateVerdict Verdict);

/// <summary>A mail about a decision.</summary>
/// <param name="Gate">Which.</param>
/// <param name="Kind">What it says.</param>
/// <param name="IsEscalated">Whether those are asked to whom it was escalated.</param>
/// <param name="Reminder">0 for the first; from 1 for the reminders.</param>
public sealed record ProjectGateMail(ProjectGateInput Gate, ProjectGateMailKind Kind, bool IsEscalated, int Reminder);

/// <summary>What a mail about a decision says.</summary>
public enum ProjectGateMailKind
{
    /// <summary>To those with a seat who have not decided.</summary>
    Asked,

    /// <summary>To who asked, and the lead: what it came to.</summary>
    Ended,
}

/// <summary>The steps of a decision that touch tables or mail.</summary>
public static class ProjectGateActivities
{
    /// <summary>Finds who decides, and enters them.</summary>
    public static readonly ActivityReference<ProjectGateOpening, ProjectGateAsked> OpenProjectGate =
        new("OpenProjectGate") { Retry = ActivityPolicies.Records };

    /// <summary>Counts what somebody decided.</summary>
    public static readonly ActivityReference<ProjectDecision, ProjectGateEnd> CountProjectDecision =
        new("CountProjectDecision") { Retry = ActivityPolicies.Records };

    /// <summary>Ends it and does what follows: the phase goes on, the baseline begins anew, or nothing changes.</summary>
    public static readonly ActivityReference<ProjectGateClosing, ProjectGateEnd> CloseProjectGate =
        new("CloseProjectGate") { Retry = ActivityPolicies.Records };

    /// <summary>Mails about it.</summary>
    public static readonly ActivityReference<ProjectGateMail, Nothing> MailAboutProjectGate =
        new("MailAboutProjectGate") { Retry = ActivityPolicies.Mail };
}
