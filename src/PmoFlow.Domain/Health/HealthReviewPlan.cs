using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Health;

/// <summary>Who looks at a project beside its lead, and by when they say what they see.</summary>
/// <param name="By">Somebody of the project's unit or above it with this role, never its lead.</param>
/// <param name="Answer">By when, and when they are reminded.</param>
/// <param name="Every">Each how many checks: 1 for each; one that an event raised is always reviewed.</param>
public sealed record HealthReviewPlan(Role By, Deadline Answer, int Every = 1)
{
    /// <summary>Whether that check is reviewed; the first one is.</summary>
    public bool Covers(int number, bool isRaised) => isRaised || (number - 1) % Every == 0;
}

/// <summary>What raises a check besides the calendar.</summary>
/// <param name="When">Each raises one when it comes to be so, and another only after it has not been so in between.</param>
/// <param name="Quiet">For so long after a raised check none is raised; what comes to be so meanwhile raises one then, if it still is.</param>
public sealed record HealthRaises(IReadOnlyList<HealthTrigger> When, TimeLimit Quiet);
