using PmoFlow.Domain.Actions;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Actions;

/// <summary>
/// An improvement action until it is closed: its owner is told and reminded; once it is overdue, those who lead the unit hear of
/// it too, and the owner again and again, at growing distances. One that predicts a change of a figure is measured when it is due, or
/// when it is closed after that: it worked, or it is open again and followed up anew.
/// </summary>
public static class ActionFollowUp
{
    /// <summary>One instance per action, under its number.</summary>
    public static readonly OrchestrationReference<ActionFollowUpInput, Nothing> Reference = new("ActionFollowUp");

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, ActionFollowUpInput input)
    {
        var mailings = new Mailings(context);
        var closed = new EventWaits(context).Next(ActionEvents.Closed, visit: input.Round ?? 0);

        mailings.Send(ActionActivities.MailAboutAction, input.Round > 0
            ? new ActionMail(input.Action, ActionMailKind.Reopened, input.Round.Value)
            : new ActionMail(input.Action, ActionMailKind.Opened));
        for (var reminder = 0; reminder < input.Reminders.Count; reminder++)
        {
            if (!await context.Before(input.Reminders[reminder], closed))
                mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Reminded, reminder + 1));
        }

        var inTime = await context.Before(input.Due, closed);
        if (input.Round is not null && !inTime)
        {
            // Nobody has said that it is done; where the figure is as predicted, it is.
            await Measure(context, input, mailings);
            return default;
        }
        if (!inTime)
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Escalated));
        for (var reminder = 1; !closed.IsCompleted; reminder++)
        {
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Overdue, reminder));
            await context.Before(context.UtcNow.AddDays(Math.Pow(2, Math.Min(reminder, 8))), closed);
        }

        var word = await closed;
        await context.CallActivity(ActionActivities.CloseAction, new ActionClosing(input.Action, word));
        if (input.Round is not null && word.What.State == ActionState.Done)
        {
            if (context.UtcNow < input.Due)
                await context.CreateTimer(input.Due, CancellationToken.None);
            await Measure(context, input, mailings);
            return default;
        }
        await mailings.AllSent();
        return default;
    }

    private static async Task Measure(OrchestrationContext context, ActionFollowUpInput input, Mailings mailings)
    {
        var measured = await context.CallActivity(ActionActivities.MeasureAction, new ActionMeasuring(input.Action, input.Round!.Value));
        if (measured.Worked)
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Worked));
        if (measured.Again is not null)
            mailings.Send(ActionActivities.MailAboutAction, new ActionMail(input.Action, ActionMailKind.Escalated, input.Round.Value));
        await mailings.AllSent();
        if (measured.Again is { } again)
            context.ContinueAsNew(again);
    }
}
