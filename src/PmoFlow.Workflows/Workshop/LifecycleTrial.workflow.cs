using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Workshop;

/// <summary>A trial of a lifecycle: run by an activity, so that whoever began it need not wait and a restart begins it anew.</summary>
public static class LifecycleTrial
{
    /// <summary>One instance per trial.</summary>
    public static readonly OrchestrationReference<string, Nothing> Reference = new("LifecycleTrial");

    /// <summary>Runs it in virtual time and keeps what happened.</summary>
    public static readonly ActivityReference<string, Nothing> RunTrial = new("RunTrial") { Retry = ActivityPolicies.Records };

    /// <summary>The instance of a trial.</summary>
    public static string InstanceId(string trial) => $"trial:{trial}";

    /// <summary>The orchestration.</summary>
    public static Task<Nothing> Run(OrchestrationContext context, string trial) => context.CallActivity(RunTrial, trial);
}
