using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Actions;

/// <summary>What is said to an improvement action's orchestration.</summary>
public static class ActionEvents
{
    /// <summary>Somebody says that it is done, or not needed.</summary>
    public static readonly EventReference<Posted<ActionClosed>> Closed = new("ActionClosed");
}

/// <summary>An action's end.</summary>
/// <param name="State">Done or dropped.</param>
/// <param name="Note">What was done, or why it is not needed.</param>
public sealed record ActionClosed(ActionState State, string Note);

/// <summary>An action to be followed up.</summary>
/// <param name="Action">Its number, and the instance's id.</param>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
public sealed record ActionFollowUpInput(ActionId Action, DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders)
{
    /// <summary>Which round of measuring this is, from 0; null for an action that is not measured.</summary>
    public int? Round { get; init; }
}

/// <summary>A recovery action to be opened for a red rating.</summary>
/// <param name="Check">The check that was rated red.</param>
/// <param name="Period">The month it is of.</param>
public sealed record ActionOpening(HealthCheckInput Check, string Period);

/// <summary>An action to be measured.</summary>
/// <param name="Action">Which.</param>
/// <param name="Round">For which time.</param>
public sealed record ActionMeasuring(ActionId Action, int Round);

/// <summary>What measuring came to.</summary>
/// <param name="Again">How it is followed up anew; null where that is not needed.</param>
public sealed record ActionMeasured(ActionFollowUpInput? Again)
{
    /// <summary>Whether it has worked, and its owner is to be told; false in histories from before the orchestration told them.</summary>
    public bool Worked { get; init; }
}

/// <summary>A mail about an action.</summary>
/// <param name="Action">About which.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reminder">Tells reminders apart, from 1.</param>
public sealed record ActionMail(ActionId Action, ActionMailKind Kind, int Reminder = 0);

/// <summary>What a mail about an action says.</summary>
public enum ActionMailKind
{
    /// <summary>To the owner: please do this.</summary>
    Opened,

    /// <summary>To the owner: it is due soon.</summary>
    Reminded,

    /// <summary>To the owner: it is overdue.</summary>
    Overdue,

    /// <summary>To those who lead the unit: it is overdue.</summary>
    Escalated,

    /// <summary>To the owner: it did not work, and is open again.</summary>
    Reopened,

    /// <summary>To the owner: it has worked, and nothing more is to be done.</summary>
    Worked,
}

/// <summary>An action to be closed.</summary>
public sealed record ActionClosing(ActionId Action, Posted<ActionClosed> Posted);

/// <summary>The steps of an action that touch tables or mail.</summary>
public static class ActionActivities
{
    /// <summary>Opens the recovery action of a red rating and starts to follow it up.</summary>
    public static readonly ActivityReference<ActionOpening, ActionId> OpenRecoveryAction =
        new("OpenRecoveryAction") { Retry = ActivityPolicies.Records };

    /// <summary>Writes to the owner, or to those who lead the unit.</summary>
    public static readonly ActivityReference<ActionMail, Nothing> MailAboutAction =
        new("MailAboutAction") { Retry = ActivityPolicies.Mail };

    /// <summary>Measures the figure again: it worked and is done, or is open again.</summary>
    public static readonly ActivityReference<ActionMeasuring, ActionMeasured> MeasureAction =
        new("MeasureAction") { Retry = ActivityPolicies.Records };

    /// <summary>Closes it.</summary>
    public static readonly ActivityReference<ActionClosing, Nothing> CloseAction = new("CloseAction") { Retry = ActivityPolicies.Records };
}
