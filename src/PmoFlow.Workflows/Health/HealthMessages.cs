using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Health;

/// <summary>What is said to a health check.</summary>
public static class HealthEvents
{
    /// <summary>The lead has answered.</summary>
    public static readonly EventReference<Posted<HealthAnswered>> Answered = new("HealthAnswered");

    /// <summary>The check is not needed any more.</summary>
    public static readonly EventReference<Voided> Voided = new("HealthCheckVoided");
}

/// <summary>Answers to a health check, by question.</summary>
public sealed record HealthAnswered(IReadOnlyDictionary<string, string> Answers)
{
    /// <summary>What was named as evidence, by question; null for nothing.</summary>
    public IReadOnlyDictionary<string, string>? Evidence { get; init; }

    /// <summary>How the lead rates the project themselves; null where they leave it to their answers.</summary>
    public HealthRating? Own { get; init; }
}

/// <summary>A health check to be conducted.</summary>
/// <param name="Project">Of which project.</param>
/// <param name="Lifecycle">Whose questions and rules.</param>
/// <param name="Stage">Name of that lifecycle's delivery stage.</param>
/// <param name="Number">From 1.</param>
public sealed record HealthCheckInput(ProjectId Project, LifecycleVersion Lifecycle, string Stage, int Number)
{
    /// <summary>The instance that conducts a check.</summary>
    public static string InstanceId(ProjectId project, int number) => $"{project}:health:{number}";

    internal static HealthCheckInput Of(DeliveryCycleInput delivery) =>
        new(delivery.Project, delivery.Lifecycle, delivery.Stage, delivery.Number);
}

/// <summary>A health check that was asked.</summary>
/// <param name="Period">The month it is of.</param>
/// <param name="Due">By when it is to be answered, UTC.</param>
/// <param name="Reminders">When to remind, UTC.</param>
/// <param name="HasLead">Whether there is anybody to ask.</param>
public sealed record HealthAsked(string Period, DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Reminders, bool HasLead);

/// <summary>A mail about a health check.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Period">The month it is of.</param>
/// <param name="Reminder">0 for the first mail; from 1 for the reminders.</param>
public sealed record HealthMail(HealthCheckInput Check, string Period, int Reminder);

/// <summary>A health check's end: answered, or not.</summary>
/// <param name="Check">Which check.</param>
/// <param name="Period">The month it is of.</param>
/// <param name="Answered">What was answered; null where nobody did.</param>
/// <param name="Because">Why it ended without an answer, where that was not its deadline.</param>
public sealed record HealthRecording(HealthCheckInput Check, string Period, Posted<HealthAnswered>? Answered, string? Because = null);

/// <summary>What a health check came to.</summary>
public sealed record HealthRated(HealthRating Rating);

/// <summary>The steps of a health check that touch tables or mail.</summary>
public static class HealthActivities
{
    /// <summary>Opens the check and shows it on the project.</summary>
    public static readonly ActivityReference<HealthCheckInput, HealthAsked> OpenHealthCheck =
        new("OpenHealthCheck") { Retry = ActivityPolicies.Records };

    /// <summary>Sends the lead a link to the check.</summary>
    public static readonly ActivityReference<HealthMail, Nothing> AskForHealth = new("AskForHealth") { Retry = ActivityPolicies.Mail };

    /// <summary>Rates the answers by the rules of that day and enters the rating, or that there is none.</summary>
    public static readonly ActivityReference<HealthRecording, HealthRated> RecordHealth =
        new("RecordHealth") { Retry = ActivityPolicies.Records };
}
