using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a request's orchestration is started with.</summary>
/// <param name="Request">Its number, and the instance's id.</param>
/// <param name="Lifecycle">What it is pinned to.</param>
public sealed record RequestLifecycleInput(RequestId Request, LifecycleVersion Lifecycle)
{
    /// <summary>The word that brought it here from another process, if that is how it began.</summary>
    public Posted<Screened>? Converted { get; init; }
}

/// <summary>
/// A request's whole life, stage by stage as its lifecycle says: an analyst screens it, it is scored, people decide about it, a
/// project delivers it. The requester may withdraw it at any time, and the office may move it to another version of its lifecycle.
/// </summary>
public static class RequestLifecycle
{
    /// <summary>One instance per request, under its number.</summary>
    public static readonly OrchestrationReference<RequestLifecycleInput, RequestOutcome> Reference = new("RequestLifecycle");

    /// <summary>The orchestration.</summary>
    public static async Task<RequestOutcome> Run(OrchestrationContext context, RequestLifecycleInput input, Func<LifecycleVersion, Lifecycle> versions)
    {
        var lifecycle = versions(input.Lifecycle);
        var journey = new RequestJourney(context, input.Request, lifecycle, versions);
        journey.Mail(input.Converted is null ? RequestMailKind.Received : RequestMailKind.Converted);

        var step = input.Converted is { } converted ? RequestStep.Converted(converted, lifecycle) : RequestStep.Begin(lifecycle);
        while (step.Outcome is null && journey.Lifecycle.Stage(step.Stage) is var stage && stage is not LifecycleStage.End)
        {
            if (step.ConvertsBy is { } word)
                return await journey.Convert(word);
            step = stage switch
            {
                LifecycleStage.Screening screening => await RequestScreening.Run(journey, screening, step),
                LifecycleStage.Scoring scoring => await Score(journey, scoring, step),
                LifecycleStage.Approval approval => await Approve(journey, approval, step),
                LifecycleStage.Delivery delivery => await Deliver(journey, delivery, step),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        var outcome = await journey.End(step);
        await journey.AllMailsSent();
        return outcome;
    }

    /// <summary>An analyst gives each criterion a level.</summary>
    private static async Task<RequestStep> Score(RequestJourney journey, LifecycleStage.Scoring stage, RequestStep step)
    {
        var wait = await journey.Begin(step, RequestWaits.Scoring(stage));
        return await journey.AnalystActs(RequestEvents.Scored, wait, stage.Name, RequestWaits.Of) is { } scored
            ? RequestStep.Scored(scored, journey.Now(stage))
            : await journey.Withdraw();
    }

    /// <summary>People decide; an analyst may recall it, and where it is changed they are asked again.</summary>
    private static async Task<RequestStep> Approve(RequestJourney journey, LifecycleStage.Approval stage, RequestStep step)
    {
        var result = await journey.RunGates(stage, step);
        return journey.IsWithdrawn && result.IsStopped ? await journey.Withdraw() : RequestStep.Decided(result, journey.Now(stage));
    }

    /// <summary>A project delivers it, for as long as that takes.</summary>
    private static async Task<RequestStep> Deliver(RequestJourney journey, LifecycleStage.Delivery stage, RequestStep step)
    {
        var project = await journey.CreateProject(stage, step);
        if (journey.HasConditions)
            await journey.OpenConditions(project);
        journey.Mail(RequestMailKind.Approved);
        var closing = await journey.RunDelivery(stage, project);
        return journey.IsWithdrawn ? await journey.Withdraw() : RequestStep.Delivered(closing, journey.Now(stage));
    }
}
