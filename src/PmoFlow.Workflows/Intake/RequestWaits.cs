using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a request waits for in each stage, as everybody sees it.</summary>
internal static class RequestWaits
{
    public static WaitFor Screening(LifecycleStage.Screening stage) =>
        new("screening", "An analyst", new(stage.ServiceLevel, []), "The analysts are reminded, and reminded again.");

    /// <summary>What it waits an analyst for, in a stage where it does.</summary>
    public static WaitFor Of(LifecycleStage stage) => stage switch
    {
        LifecycleStage.Screening screening => Screening(screening),
        LifecycleStage.Scoring scoring => Scoring(scoring),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static WaitFor OfInformation(LifecycleStage stage) => Information((LifecycleStage.Screening)stage);

    public static WaitFor Information(LifecycleStage.Screening stage) =>
        new("information", "The requester", stage.Information, "The office stops waiting and the request moves on without the answer.");

    public static WaitFor Deferral(DateOnly until) =>
        new("deferral", "Nobody until its day", new(new(1, TimeLimitUnit.Days), []), "It comes back to the analysts' work list by itself.") { Day = until };

    public static WaitFor Scoring(LifecycleStage.Scoring stage) =>
        new("scoring", "An analyst", new(stage.ServiceLevel, []), "The analysts are reminded, and reminded again.");
}
