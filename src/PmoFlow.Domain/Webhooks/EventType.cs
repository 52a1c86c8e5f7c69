namespace PmoFlow.Domain.Webhooks;

/// <summary>What kind of thing an event is about.</summary>
public enum SubjectKind
{
    /// <summary>A request.</summary>
    Request,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A subscription itself: a test that an administrator sends.</summary>
    Webhook,
}

/// <summary>
/// The types of events that leave the office: one per word of a timeline, <c>pmoflow.request.approved</c>. A type is never renamed; new
/// ones may come, and whoever subscribes to all of a kind gets them.
/// </summary>
public static class EventType
{
    /// <summary>An administrator's test.</summary>
    public const string Test = "pmoflow.webhook.test";

    private static readonly string[] OfRequests =
    [
        "submitted", "started", "screening", "qualified", "deferred", "came-back", "converted", "merged", "not-merged", "joined", "information-asked",
        "information-given", "information-expired", "scored", "gate-opened", "decided", "reseated", "asked-again", "recalled", "gate-closed",
        "approved", "declined", "project-created", "delivered", "withdrawn", "revised", "stopped",
    ];

    private static readonly string[] OfProjects =
    [
        "created", "imported", "rated", "planned", "milestones-set", "money-taken", "needs-set", "raid-entered", "raid-changed", "raid-closed",
        "status-asked", "status-submitted", "status-late", "status-missed", "health-check-opened", "health-check-raised", "health-rated",
        "health-review-asked", "health-reviewed", "health-escalated", "recovery-review-planned", "action-opened", "action-measured", "action-closed",
        "method-chosen", "tailored", "phase-item-done", "phase-begun", "phase-finished", "phase-asked", "change-asked", "gate-opened", "decided",
        "gate-closed", "closure-written", "handed-over", "acceptance-asked", "benefit-entered", "benefit-asked", "benefit-late", "benefit-read",
        "benefit-missed", "closed",
    ];

    /// <summary>All of a kind, and then each of them: what a subscription can choose.</summary>
    public static IReadOnlyList<string> Choices { get; } =
    [
        "pmoflow.request.*", .. OfRequests.Select(kind => Of(SubjectKind.Request, kind)),
        "pmoflow.project.*", .. OfProjects.Select(kind => Of(SubjectKind.Project, kind)),
    ];

    /// <summary>The type of what a timeline calls <paramref name="kind"/>.</summary>
    public static string Of(SubjectKind subject, string kind) => subject switch
    {
        SubjectKind.Request => $"pmoflow.request.{kind}",
        SubjectKind.Project => $"pmoflow.project.{kind}",
        _ => Test,
    };

    /// <summary>Whether a choice covers a type.</summary>
    public static bool Covers(string choice, string type)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(type);
        return choice == type || (choice.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(choice[..^1], StringComparison.Ordinal));
    }
}
