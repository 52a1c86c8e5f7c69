using Microsoft.DurableTask.Client;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>Instances from Durable Task's form.</summary>
internal static class States
{
    public static OrchestrationState Read(OrchestrationMetadata stored) => new(
        stored.InstanceId,
        stored.Name,
        Status(stored.RuntimeStatus),
        stored.CreatedAt,
        stored.LastUpdatedAt,
        Payload.Text(stored.SerializedCustomStatus) is { ValueKind: not System.Text.Json.JsonValueKind.Null } shown ? shown : null,
        Payload.Text(stored.SerializedInput),
        stored.RuntimeStatus == OrchestrationRuntimeStatus.Failed ? null : Payload.Text(stored.SerializedOutput),
        stored.RuntimeStatus == OrchestrationRuntimeStatus.Failed
            ? Failures.Read(stored.Name, stored.FailureDetails, stored.SerializedOutput) : null);

    /// <summary>What to ask for; none where Durable Task knows no such state.</summary>
    public static IEnumerable<OrchestrationRuntimeStatus> Stored(OrchestrationStatus status) =>
        Enum.GetValues<OrchestrationRuntimeStatus>().Where(candidate => Status(candidate) == status);

    private static OrchestrationStatus Status(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Pending => OrchestrationStatus.Pending,
        OrchestrationRuntimeStatus.Suspended => OrchestrationStatus.Suspended,
        OrchestrationRuntimeStatus.Completed => OrchestrationStatus.Completed,
        OrchestrationRuntimeStatus.Failed => OrchestrationStatus.Failed,
        OrchestrationRuntimeStatus.Terminated => OrchestrationStatus.Terminated,
        // Between two executions an instance is as much under way as in one.
        _ => OrchestrationStatus.Running,
    };
}
