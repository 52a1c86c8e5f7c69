using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Operations;

/// <summary>Which command means something when.</summary>
public static class OperatorCommands
{
    private static readonly Dictionary<OrchestrationStatus, OperatorCommand[]> ByState = new()
    {
        [OrchestrationStatus.Pending] = [OperatorCommand.Suspend, OperatorCommand.Terminate],
        [OrchestrationStatus.Running] = [OperatorCommand.Suspend, OperatorCommand.RetryParked, OperatorCommand.Terminate],
        [OrchestrationStatus.Suspended] = [OperatorCommand.Resume, OperatorCommand.RetryParked, OperatorCommand.Terminate],
        [OrchestrationStatus.Quarantined] = [OperatorCommand.Release, OperatorCommand.Restart, OperatorCommand.Terminate],
        [OrchestrationStatus.Completed] = [OperatorCommand.Restart, OperatorCommand.Purge],
        [OrchestrationStatus.Failed] = [OperatorCommand.Restart, OperatorCommand.Purge],
        [OrchestrationStatus.Terminated] = [OperatorCommand.Restart, OperatorCommand.Purge],
    };

    /// <summary>Commands that mean something to an instance in that state, on a platform that offers that.</summary>
    public static IEnumerable<OperatorCommand> For(OrchestrationStatus status, IReadOnlySet<OperatorAbility> offers) =>
        ByState[status].Where(command => Needs(new CommandOrder(command, null)) is not { } ability || offers.Contains(ability));

    /// <summary>Whether the command means something to an instance in that state.</summary>
    public static bool Apply(OperatorCommand command, OrchestrationStatus status) => ByState[status].Contains(command);

    /// <summary>The ability of the platform that the order needs; null where every platform has it.</summary>
    public static OperatorAbility? Needs(CommandOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            { Command: OperatorCommand.Terminate, WithChildren: true } => OperatorAbility.TerminateChildren,
            { Command: OperatorCommand.RetryParked } => OperatorAbility.ParkedWork,
            { Command: OperatorCommand.Release } => OperatorAbility.Quarantine,
            { Command: OperatorCommand.Restart } => OperatorAbility.Restart,
            { Command: OperatorCommand.BackUp } => OperatorAbility.Backup,
            _ => null,
        };
    }
}
