using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// A project's status reports, one after another until it is closed. Each is asked for with what the office knows already, reminded,
/// shown as late and escalated. A report that never comes is missed: the one before it does not stand for it.
/// </summary>
public static class StatusCycle
{
    /// <summary>One instance per project.</summary>
    public static readonly OrchestrationReference<StatusCycleInput, Nothing> Reference = new("StatusCycle");

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, StatusCycleInput input)
    {
        var mailings = new Mailings(context);
        var submitted = new EventWaits(context).Next(StatusEvents.Submitted, input.Number);
        var stopped = context.WaitForEvent(StatusEvents.Stopped);

        var next = await context.CallActivity(StatusActivities.PlanStatusReport, input);
        if (next.At is not { } at || await context.Before(at, stopped))
            return default;

        var asked = await context.CallActivity(StatusActivities.OpenStatusReport, input);
        var reminder = 0;
        foreach (var moment in asked.Reminders.Append(asked.Due))
        {
            mailings.Send(StatusActivities.MailAboutStatus, new StatusMail(input, StatusMailKind.Asked, reminder++));
            if (await context.Before(moment, submitted, stopped))
                break;
        }
        if (!submitted.IsCompleted && !stopped.IsCompleted)
        {
            await context.CallActivity(StatusActivities.MarkStatusLate, input);
            mailings.Send(StatusActivities.MailAboutStatus, new StatusMail(input, StatusMailKind.Late, 0));
            if (!await context.Before(asked.Escalate, submitted, stopped))
                mailings.Send(StatusActivities.MailAboutStatus, new StatusMail(input, StatusMailKind.Escalated, 0));
            await context.Before(asked.Next, submitted, stopped);
        }

        await context.CallActivity(StatusActivities.CloseStatusReport,
            new StatusClosing(input, submitted.IsCompleted ? await submitted : null, stopped.IsCompleted));
        await mailings.AllSent();
        if (!stopped.IsCompleted)
            context.ContinueAsNew(input with { Number = input.Number + 1, At = asked.Next });
        return default;
    }
}
