using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Actions;

/// <summary>
/// An improvement action until it is closed: its owner is told and reminded; once it is overdue, those who lead the unit hear of
/// it too, and the owner again and again, at growing distances.
/// </summary>
public static class ActionFollowUp
{
    /// <summary>One instance per action, under its number.</summary>
    public static readonly OrchestrationReference<ActionFollowUpInput, Nothing> Reference = new("ActionFollowUp");

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, ActionFollowUpInput input)
    {
        var mailings = new Mailings(context);
        var closed = new EventWaits(context).Next(ActionEvents.Closed, visit: 0);

        mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Opened));
        for (var reminder = 0; reminder < input.Reminders.Count; reminder++)
        {
            if (!await context.Before(input.Reminders[reminder], closed))
                mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Reminded, reminder + 1));
        }

        if (!await context.Before(input.Due, closed))
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Escalated));
        for (var reminder = 1; !closed.IsCompleted; reminder++)
        {
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Overdue, reminder));
            await context.Before(context.UtcNow.AddDays(Math.Pow(2, Math.Min(reminder, 8))), closed);
        }

        await context.CallActivity(ActionActivities.CloseAction, new ActionClosing(input.Action, await closed));
        await mailings.AllSent();
        return default;
    }
}
