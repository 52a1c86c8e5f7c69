using PmoFlow.Domain;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Digests;

/// <summary>One person's weekly mail about one unit: waits for the office's day, tells what changed since the last one, and begins anew.</summary>
public static class WeeklyDigest
{
    /// <summary>One instance per subscription.</summary>
    public static readonly OrchestrationReference<WeeklyDigestInput, Nothing> Reference = new("WeeklyDigest");

    /// <summary>The person wants it no more.</summary>
    public static readonly EventReference<Nothing> Unsubscribed = new("Unsubscribed");

    /// <summary>Says when the next one goes out and of which days it tells.</summary>
    public static readonly ActivityReference<WeeklyDigestInput, DigestPlan> PlanWeeklyDigest =
        new("PlanWeeklyDigest") { Retry = ActivityPolicies.Records };

    /// <summary>Sends it; does nothing where it is wanted no more.</summary>
    public static readonly ActivityReference<WeeklyIssue, Nothing> SendWeeklyDigest = new("SendWeeklyDigest") { Retry = ActivityPolicies.Mail };

    /// <summary>The orchestration.</summary>
    public static async Task<Nothing> Run(OrchestrationContext context, WeeklyDigestInput digest)
    {
        var unsubscribed = context.WaitForEvent(Unsubscribed);
        var plan = await context.CallActivity(PlanWeeklyDigest, digest);
        if (plan.IsOver || await context.Before(plan.At, unsubscribed))
            return default;

        var mailings = new Mailings(context);
        mailings.Send(SendWeeklyDigest, new WeeklyIssue(digest.Email, digest.Unit, digest.Instance, plan.From, plan.Until));
        await mailings.AllSent();

        context.ContinueAsNew(digest with { ToldUntil = plan.Until });
        return default;
    }
}

/// <summary>Whose weekly mail.</summary>
/// <param name="Email">Whose.</param>
/// <param name="Unit">About which unit; null for the whole portfolio.</param>
/// <param name="Instance">The orchestration's own id, by which the subscription knows it.</param>
public sealed record WeeklyDigestInput(string Email, UnitId? Unit, string Instance)
{
    /// <summary>The last day that the mail before told of; null before the first.</summary>
    public DateOnly? ToldUntil { get; init; }
}

/// <summary>The next mail.</summary>
/// <param name="IsOver">Whether there is none, because nobody wants it.</param>
/// <param name="At">When it is sent, UTC.</param>
/// <param name="From">It tells what changed since the end of this day</param>
/// <param name="Until">until the end of this one.</param>
public sealed record DigestPlan(bool IsOver, DateTimeOffset At, DateOnly From, DateOnly Until);

/// <summary>One mail of a subscription.</summary>
public sealed record WeeklyIssue(string Email, UnitId? Unit, string Instance, DateOnly From, DateOnly Until);
