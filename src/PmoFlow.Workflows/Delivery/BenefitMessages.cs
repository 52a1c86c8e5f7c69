using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What is said to a benefit's reviews.</summary>
public static class BenefitEvents
{
    /// <summary>Somebody has said what it came to.</summary>
    public static readonly EventReference<Posted<BenefitAnswered>> Answered = new("BenefitAnswered");
}

/// <summary>What a benefit came to.</summary>
/// <param name="Value">The measure.</param>
/// <param name="Note">What explains it.</param>
public sealed record BenefitAnswered(decimal Value, string Note);

/// <summary>A benefit to be looked at.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Number">Which of its benefits.</param>
/// <param name="Review">The review that comes next, from 1.</param>
public sealed record BenefitReviewInput(ProjectId Project, int Number, int Review)
{
    /// <summary>The instance that looks at a benefit.</summary>
    public static string InstanceId(ProjectId project, int number) => FormattableString.Invariant($"{project}:benefit:{number}");
}

/// <summary>When the next review is, UTC; null where there is none.</summary>
public sealed record NextBenefitReview(DateTimeOffset? At);

/// <summary>A review that was asked for.</summary>
/// <param name="Due">By when, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
/// <param name="Escalate">When those who lead the unit hear of it, UTC.</param>
/// <param name="Until">Until when it can be answered, UTC.</param>
public sealed record BenefitAsked(DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders, DateTimeOffset Escalate, DateTimeOffset Until);

/// <summary>A review's end.</summary>
public sealed record BenefitClosing(BenefitReviewInput Review, Posted<BenefitAnswered>? Answered);

/// <summary>A mail about a review.</summary>
/// <param name="Review">Which.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Reminder">0 for the first; from 1 for the reminders.</param>
public sealed record BenefitMail(BenefitReviewInput Review, BenefitMailKind Kind, int Reminder);

/// <summary>What a mail about a review says.</summary>
public enum BenefitMailKind
{
    /// <summary>It is to be answered.</summary>
    Asked,

    /// <summary>To those who lead the unit: nobody has answered.</summary>
    Escalated,
}

/// <summary>The steps of a review that touch tables or mail.</summary>
public static class BenefitActivities
{
    /// <summary>Says when the next review is.</summary>
    public static readonly ActivityReference<BenefitReviewInput, NextBenefitReview> PlanBenefitReview =
        new("PlanBenefitReview") { Retry = ActivityPolicies.Records };

    /// <summary>Enters that the owner is asked.</summary>
    public static readonly ActivityReference<BenefitReviewInput, BenefitAsked> OpenBenefitReview =
        new("OpenBenefitReview") { Retry = ActivityPolicies.Records };

    /// <summary>Mails about it.</summary>
    public static readonly ActivityReference<BenefitMail, Nothing> MailAboutBenefit = new("MailAboutBenefit") { Retry = ActivityPolicies.Mail };

    /// <summary>Shows it as late.</summary>
    public static readonly ActivityReference<BenefitReviewInput, Nothing> MarkBenefitLate =
        new("MarkBenefitLate") { Retry = ActivityPolicies.Records };

    /// <summary>Enters what it came to, or that nobody said.</summary>
    public static readonly ActivityReference<BenefitClosing, Nothing> CloseBenefitReview =
        new("CloseBenefitReview") { Retry = ActivityPolicies.Records };
}
