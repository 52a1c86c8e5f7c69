using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Health;

/// <summary>
/// The independent view of one health check, beside the lead's: somebody else is asked, reminded, and heard. Their silence is shown as
/// unknown. Where they alone see red, that opens an improvement action as the rules' red does.
/// </summary>
public static class HealthReview
{
    /// <summary>One instance per project and check.</summary>
    public static readonly OrchestrationReference<HealthCheckInput, HealthReviewEnd> Reference = new("HealthReview");

    /// <summary>The instance that reviews a check.</summary>
    public static string InstanceId(Domain.ProjectId project, int number) => $"{project}:review:{number}";

    /// <summary>The orchestration.</summary>
    public static async Task<HealthReviewEnd> Run(OrchestrationContext context, HealthCheckInput check)
    {
        var mailings = new Mailings(context);
        var reviewed = new EventWaits(context).Next(HealthReviewEvents.Reviewed, check.Number);
        var voided = context.WaitForEvent(HealthReviewEvents.Voided);

        var asked = await context.CallActivity(HealthReviewActivities.AssignReviewer, check);
        if (asked.HasReviewer)
        {
            var reminder = 0;
            foreach (var moment in asked.Reminders.Append(asked.Due))
            {
                mailings.Send(HealthReviewActivities.AskForReview, new HealthMail(check, asked.Period, reminder++));
                if (await context.Before(moment, reviewed, voided))
                    break;
            }
        }

        if (voided.IsCompleted)
            return new(false);
        var end = await context.CallActivity(HealthReviewActivities.RecordReview,
            new HealthReviewRecording(check, asked.Period, reviewed.IsCompleted ? await reviewed : null));
        if (end.IsRedByReview)
            await context.CallActivity(ActionActivities.OpenRecoveryAction, new ActionOpening(check, asked.Period));
        await mailings.AllSent();
        return end;
    }
}
