using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Intake;

/// <summary>That a file is to be looked at.</summary>
/// <param name="Id">Which.</param>
/// <param name="At">When, UTC.</param>
public sealed record AttachmentReview(string Id, DateTimeOffset At);

/// <summary>What came of looking.</summary>
/// <param name="Again">When to look again, UTC; null where nothing is left to be done.</param>
public sealed record AttachmentReviewed(DateTimeOffset? Again);

/// <summary>One upload until it belongs to a request, or is taken away because it never came to.</summary>
public static class AttachmentHold
{
    /// <summary>One instance per upload, begun before its first byte is stored.</summary>
    public static readonly OrchestrationReference<AttachmentReview, Nothing> Reference = new("AttachmentHold");

    /// <summary>Removes a file that nothing refers to; says when to look again where a draft still does.</summary>
    public static readonly ActivityReference<AttachmentReview, AttachmentReviewed> ReviewAttachment = new("ReviewAttachment") { Retry = ActivityPolicies.Records };

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, AttachmentReview review)
    {
        await context.CreateTimer(review.At);
        if (await context.CallActivity(ReviewAttachment, review) is { Again: { } again })
            context.ContinueAsNew(review with { At = again });
        return default;
    }
}
