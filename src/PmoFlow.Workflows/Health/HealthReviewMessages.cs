using PmoFlow.Domain.Health;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Health;

/// <summary>What is said to a review.</summary>
public static class HealthReviewEvents
{
    /// <summary>The reviewer has said what they see.</summary>
    public static readonly EventReference<Posted<HealthReviewed>> Reviewed = new("HealthReviewed");

    /// <summary>The review is not needed any more.</summary>
    public static readonly EventReference<Voided> Voided = new("HealthReviewVoided");
}

/// <summary>What a reviewer sees.</summary>
/// <param name="Rating">Never unknown.</param>
/// <param name="Finding">Why.</param>
public sealed record HealthReviewed(HealthRating Rating, string Finding);

/// <summary>A review that was asked for.</summary>
/// <param name="Period">The month it is of.</param>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
/// <param name="HasReviewer">Whether there is anybody to ask.</param>
public sealed record HealthReviewAsked(string Period, DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders, bool HasReviewer);

/// <summary>A review's end: said, or not.</summary>
/// <param name="Check">Of which check.</param>
/// <param name="Period">The month it is of.</param>
/// <param name="Reviewed">What was said; null for silence.</param>
public sealed record HealthReviewRecording(HealthCheckInput Check, string Period, Posted<HealthReviewed>? Reviewed);

/// <summary>What a review came to.</summary>
/// <param name="IsRedByReview">Whether the project is red for what the reviewer says alone.</param>
public sealed record HealthReviewEnd(bool IsRedByReview);

/// <summary>The steps of a review that touch tables or mail.</summary>
public static class HealthReviewActivities
{
    /// <summary>Finds somebody with the role who does not lead the project, and enters them on the check.</summary>
    public static readonly ActivityReference<HealthCheckInput, HealthReviewAsked> AssignReviewer =
        new("AssignReviewer") { Retry = ActivityPolicies.Records };

    /// <summary>Sends the reviewer a link.</summary>
    public static readonly ActivityReference<HealthMail, Nothing> AskForReview = new("AskForReview") { Retry = ActivityPolicies.Mail };

    /// <summary>Enters what the reviewer sees beside the other views, and rates the check anew.</summary>
    public static readonly ActivityReference<HealthReviewRecording, HealthReviewEnd> RecordReview =
        new("RecordReview") { Retry = ActivityPolicies.Records };
}
