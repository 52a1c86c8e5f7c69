using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Intake;

/// <summary>The steps of a request that touch tables or mail.</summary>
public static class RequestActivities
{
    /// <summary>Enters a transition in the record and its timeline, and brings lists and summaries up to date.</summary>
    public static readonly ActivityReference<RequestTransition, WaitBegun> RecordTransition =
        new("RecordTransition") { Retry = ActivityPolicies.Records };

    /// <summary>Tells the request that another was merged into that it has a follower more.</summary>
    public static readonly ActivityReference<RequestMerger, RequestJoined> JoinRequest =
        new("JoinRequest") { Retry = ActivityPolicies.Records };

    /// <summary>Ends the record of a request whose orchestration was ended from outside; false where it had ended before, or runs again.</summary>
    public static readonly ActivityReference<RequestStopInput, bool> StopRequest =
        new("StopRequest") { Retry = ActivityPolicies.Records };

    /// <summary>Writes to the requester, or to the analysts, about a request.</summary>
    public static readonly ActivityReference<RequestMail, Nothing> MailAboutRequest =
        new("MailAboutRequest") { Retry = ActivityPolicies.Mail };
}

/// <summary>A mail about a request.</summary>
/// <param name="Request">About which.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Occasion">Tells two mails of the same kind apart: the wait's number, the reminder's.</param>
public sealed record RequestMail(RequestId Request, RequestMailKind Kind, string Occasion);

/// <summary>A merger.</summary>
/// <param name="Request">What is merged.</param>
/// <param name="Into">What goes on.</param>
/// <param name="Actor">Who merged it, a mail address.</param>
public sealed record RequestMerger(RequestId Request, RequestId Into, string Actor);

/// <summary>What came of a merger.</summary>
/// <param name="WhyNot">Why it could not be done any more; null where it is, as in all results of before this was kept.</param>
public sealed record RequestJoined(string? WhyNot);

/// <summary>What a mail about a request says.</summary>
public enum RequestMailKind
{
    /// <summary>To the requester: we have it, this happens next, here you can follow it.</summary>
    Received,

    /// <summary>To the analysts: it has waited longer than the office promises.</summary>
    AnalystsReminded,

    /// <summary>To the requester: we need to know more.</summary>
    Asked,

    /// <summary>To the requester: we still need to know more.</summary>
    AskedAgain,

    /// <summary>To the requester: approved, a project begins.</summary>
    Approved,

    /// <summary>To the requester: it ended, and why.</summary>
    Ended,

    /// <summary>To the requester: not now, but on this day.</summary>
    Deferred,

    /// <summary>To the requester: it follows another process from now on.</summary>
    Converted,
}
