using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// What a request waits for first. Its receipt is written while the request enters its first stage, so most often this is reckoned from
/// the file, as the stage itself will.
/// </summary>
/// <param name="Who">Whose turn it is, without the names of those who decide.</param>
/// <param name="Will">What they will do, as the end of a sentence.</param>
/// <param name="Due">By when, UTC.</param>
internal sealed record FirstWait(string Who, string Will, DateTimeOffset Due)
{
    /// <summary>Null where it has no single day, or where the request has moved on already and waits for nothing.</summary>
    public static FirstWait? Of(RequestRecord request, Lifecycle lifecycle, BusinessCalendar calendar)
    {
        if (request.Waiting is [{ Due: { } due } wait, ..])
            return new(WhoWaits(wait), wait.Kind == "screening" ? "look at it" : "", due);
        if (request.Outcome != RequestOutcome.Open || request.Stage != lifecycle.Start)
            return null;
        var stage = lifecycle.Stage(lifecycle.Start);
        if (stage is LifecycleStage.Screening { QualifiedBelow: { } limit } passed && request.Cost < limit)
            stage = lifecycle.Stage(passed.Qualified);
        return stage switch
        {
            LifecycleStage.Screening screening => new("An analyst", "look at it", screening.ServiceLevel.After(request.SubmittedAt, calendar)),
            LifecycleStage.Scoring scoring => new("An analyst", "score it", scoring.ServiceLevel.After(request.SubmittedAt, calendar)),
            LifecycleStage.Approval { Gate: { } gate } => new("The approvers", "decide about it", gate.Deadline.Due.After(request.SubmittedAt, calendar)),
            _ => null,
        };
    }

    /// <summary>Whose turn it is, without the names of those who decide.</summary>
    public static string WhoWaits(Wait wait) => wait.Kind == "decision" ? "The approvers" : wait.Who;

    /// <summary>What the requester reads first.</summary>
    public static string Thanks(FirstWait? wait) => wait is not { Will.Length: > 0 } ? "Thank you. Your request has arrived."
        : $"Thank you. Your request has arrived, and {char.ToLowerInvariant(wait.Who[0])}{wait.Who[1..]} will {wait.Will}.";
}
