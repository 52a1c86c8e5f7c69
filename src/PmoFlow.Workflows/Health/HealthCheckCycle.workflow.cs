using PmoFlow.Domain.Health;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Health;

/// <summary>
/// One health check: the lead is asked, reminded, and rated by rules; silence is "unknown", never green. Red opens an improvement
/// action.
/// </summary>
public static class HealthCheckCycle
{
    /// <summary>One instance per project and check.</summary>
    public static readonly OrchestrationReference<HealthCheckInput, HealthRated> Reference = new("HealthCheckCycle");

    /// <summary>The orchestration.</summary>
    public static async Task<HealthRated> Run(OrchestrationContext context, HealthCheckInput check)
    {
        var mailings = new Mailings(context);
        var answered = new EventWaits(context).Next(HealthEvents.Answered, check.Number);
        var voided = context.WaitForEvent(HealthEvents.Voided);

        var asked = await context.CallActivity(HealthActivities.OpenHealthCheck, check);
        var reminder = 0;
        foreach (var moment in asked.Reminders.Append(asked.Due))
        {
            mailings.Send(HealthActivities.AskForHealth, new HealthMail(check, asked.Period, reminder++));
            if (await context.Before(moment, answered, voided))
                break;
        }

        var rated = await context.CallActivity(HealthActivities.RecordHealth, new HealthRecording(check, asked.Period,
            answered.IsCompleted ? await answered : null,
            voided.IsCompleted ? (await voided).Because : null));
        if (rated.Rating == HealthRating.Red)
            await context.CallActivity(ActionActivities.OpenRecoveryAction, new ActionOpening(check, asked.Period));
        await mailings.AllSent();
        return rated;
    }
}
