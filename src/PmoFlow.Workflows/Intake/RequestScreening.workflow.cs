using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Workflows.Intake;

/// <summary>Screening, as part of a request's orchestration.</summary>
internal static class RequestScreening
{
    /// <summary>An analyst looks at it; the requester may be asked to say more, as often as it takes.</summary>
    public static async Task<RequestStep> Run(RequestJourney journey, LifecycleStage.Screening stage, RequestStep step)
    {
        if (step.IsFirst && stage.QualifiedBelow is not null && (step = await journey.LookAtCost(stage, step)).Stage != stage.Name)
            return step;
        while (true)
        {
            var wait = await journey.Begin(step, RequestWaits.Screening(stage));
            if (await journey.AnalystActs(RequestEvents.Screened, wait, stage.Name, RequestWaits.Of) is not { } screened)
                return await journey.Withdraw();
            stage = journey.Now(stage);
            if (screened.What.Decision == ScreeningDecision.Defer)
            {
                wait = await journey.Begin(RequestStep.Deferred(screened, stage), RequestWaits.Deferral(screened.What.Until!.Value));
                journey.Mail(RequestMailKind.Deferred, wait);
                var early = await journey.DayComes(wait, stage.Name);
                if (journey.IsWithdrawn)
                    return await journey.Withdraw();
                step = RequestStep.CameBack(early, stage = journey.Now(stage));
                continue;
            }
            // Between the analyst's word and this the other may have ended.
            if (screened.What.Decision == ScreeningDecision.Merge && await journey.Join(screened) is { } whyNot)
            {
                step = RequestStep.NotMerged(screened, stage, whyNot);
                continue;
            }
            if (screened.What.Decision != ScreeningDecision.AskForInformation)
                return RequestStep.Screened(screened, stage);

            wait = await journey.Begin(RequestStep.Asked(screened, stage), RequestWaits.Information(stage));
            journey.Mail(RequestMailKind.Asked, wait);
            var answer = await journey.RequesterAnswers(wait, stage.Name, RequestWaits.OfInformation);
            stage = journey.Now(stage);
            if (journey.IsWithdrawn)
                return await journey.Withdraw();
            if (answer is null)
                return RequestStep.NeverAnswered(stage);
            step = RequestStep.Answered(answer, stage);
        }
    }
}
