using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said to a project's status cycle.</summary>
public static class StatusEvents
{
    /// <summary>The lead has sent the report.</summary>
    public static readonly EventReference<Posted<StatusSubmitted>> Submitted = new("StatusSubmitted");

    /// <summary>The project was closed.</summary>
    public static readonly EventReference<Voided> Stopped = new("StatusStopped");
}

/// <summary>A report as it was sent.</summary>
/// <param name="Rating">How the lead rates the whole.</param>
/// <param name="Answers">By section.</param>
public sealed record StatusSubmitted(HealthRating Rating, IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>Whether who sent it led the project then; null in histories from before that was kept.</summary>
    public bool? ByLead { get; init; }
}

/// <summary>A project to be reported on.</summary>
/// <param name="Project">Its number.</param>
/// <param name="Lifecycle">Whose cadence.</param>
/// <param name="Stage">Name of that lifecycle's delivery stage.</param>
/// <param name="Number">The report that comes next, from 1.</param>
public sealed record StatusCycleInput(ProjectId Project, LifecycleVersion Lifecycle, string Stage, int Number)
{
    /// <summary>The moment that was promised for it when the one before was asked for, UTC; null for the first.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The instance that asks for a project's reports.</summary>
    public static string InstanceId(ProjectRecord project) => DeliveryCycleInput.Of($"{project.Id}:status", project.Reopened);
}

/// <summary>When the next report is asked for, UTC; null where the project is closed.</summary>
public sealed record NextStatusReport(DateTimeOffset? At);

/// <summary>A report that was asked for.</summary>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
/// <param name="Escalate">When those who lead the unit hear of it, UTC.</param>
/// <param name="Next">When the next one is asked for; until then this one can be sent, UTC.</param>
public sealed record StatusAsked(DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders, DateTimeOffset Escalate, DateTimeOffset Next);

/// <summary>A mail about a report.</summary>
/// <param name="Status">Which report.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reminder">0 for the first; from 1 for the reminders.</param>
public sealed record StatusMail(StatusCycleInput Status, StatusMailKind Kind, int Reminder);

/// <summary>What a mail about a report says.</summary>
public enum StatusMailKind
{
    /// <summary>It is to be sent.</summary>
    Asked,

    /// <summary>Its time has passed.</summary>
    Late,

    /// <summary>To those who lead the unit: it is still not there.</summary>
    Escalated,
}

/// <summary>A report's end.</summary>
/// <param name="Status">Which report.</param>
/// <param name="Submitted">What was sent; null where nothing was.</param>
/// <param name="Stopped">Whether the project was closed.</param>
public sealed record StatusClosing(StatusCycleInput Status, Posted<StatusSubmitted>? Submitted, bool Stopped);

/// <summary>The steps of a status cycle that touch tables or mail.</summary>
public static class StatusActivities
{
    /// <summary>Says when the next report is asked for.</summary>
    public static readonly ActivityReference<StatusCycleInput, NextStatusReport> PlanStatusReport =
        new("PlanStatusReport") { Retry = ActivityPolicies.Records };

    /// <summary>Fills a report with what the office knows.</summary>
    public static readonly ActivityReference<StatusCycleInput, StatusAsked> OpenStatusReport =
        new("OpenStatusReport") { Retry = ActivityPolicies.Records };

    /// <summary>Mails about a report.</summary>
    public static readonly ActivityReference<StatusMail, Nothing> MailAboutStatus = new("MailAboutStatus") { Retry = ActivityPolicies.Mail };

    /// <summary>Shows a report, and its project, as late.</summary>
    public static readonly ActivityReference<StatusCycleInput, Nothing> MarkStatusLate =
        new("MarkStatusLate") { Retry = ActivityPolicies.Records };

    /// <summary>Freezes a report as it was sent, or enters that there is none.</summary>
    public static readonly ActivityReference<StatusClosing, Nothing> CloseStatusReport =
        new("CloseStatusReport") { Retry = ActivityPolicies.Records };
}
