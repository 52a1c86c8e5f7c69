using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// A benefit's reviews, long after its project has ended: at each the owner is asked what it has come to, reminded, shown as late, and
/// escalated. One that is never answered is unknown; what was said before does not stand for it.
/// </summary>
public static class BenefitReview
{
    /// <summary>One instance per benefit.</summary>
    public static readonly OrchestrationReference<BenefitReviewInput, Nothing> Reference = new("BenefitReview");

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, BenefitReviewInput input)
    {
        var mailings = new Mailings(context);
        var answered = new EventWaits(context).Next(BenefitEvents.Answered, input.Review);

        var next = await context.CallActivity(BenefitActivities.PlanBenefitReview, input);
        if (next.At is not { } at)
            return default;
        await context.Before(at);

        var asked = await context.CallActivity(BenefitActivities.OpenBenefitReview, input);
        var reminder = 0;
        foreach (var moment in asked.Reminders.Append(asked.Due))
        {
            mailings.Send(BenefitActivities.MailAboutBenefit, new BenefitMail(input, BenefitMailKind.Asked, reminder++));
            if (await context.Before(moment, answered))
                break;
        }
        if (!answered.IsCompleted)
        {
            await context.CallActivity(BenefitActivities.MarkBenefitLate, input);
            if (!await context.Before(asked.Escalate, answered))
                mailings.Send(BenefitActivities.MailAboutBenefit, new BenefitMail(input, BenefitMailKind.Escalated, 0));
            await context.Before(asked.Until, answered);
        }

        await context.CallActivity(BenefitActivities.CloseBenefitReview, new BenefitClosing(input, answered.IsCompleted ? await answered : null));
        await mailings.AllSent();
        context.ContinueAsNew(input with { Review = input.Review + 1 });
        return default;
    }
}
