using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Notifications;

/// <summary>One person's mail of one day: waits until the office opens, then tells everything that was collected by then.</summary>
public static class DailyDigest
{
    /// <summary>One instance per person and day.</summary>
    public static readonly OrchestrationReference<DigestInput, Nothing> Reference = new("DailyDigest");

    /// <summary>Sends it.</summary>
    public static readonly ActivityReference<DigestInput, Nothing> SendDigest = new("SendDigest") { Retry = ActivityPolicies.Mail };

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, DigestInput digest)
    {
        await context.CreateTimer(digest.At);
        var mailings = new Mailings(context);
        mailings.Send(SendDigest, digest);
        await mailings.AllSent();
        return default;
    }
}
