using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Web.Operations;

/// <summary>How the platform is as a whole; what it does not tell is null.</summary>
/// <param name="Readiness">Whether it does its work.</param>
/// <param name="Load">How busy it is.</param>
/// <param name="Versions">What live instances ran on when the program started.</param>
/// <param name="LastBackup">The newest backup.</param>
/// <param name="Missing">What this platform does not offer, and what to do instead.</param>
public sealed record OperationsOverview(
    Readiness Readiness, EngineLoad? Load, IReadOnlyList<RunningVersion>? Versions, BackupCopy? LastBackup,
    IReadOnlyDictionary<OperatorAbility, string> Missing)
{
    internal static async Task<OperationsOverview> Read(IOrchestrationOperations platform, CancellationToken cancellation) => new(
        await platform.Ready(cancellation),
        platform.Offers.Contains(OperatorAbility.Load) ? await platform.Load(cancellation) : null,
        platform.Offers.Contains(OperatorAbility.Versions) ? await platform.RunningVersions(cancellation) : null,
        platform.Offers.Contains(OperatorAbility.Backup) ? await platform.LastBackup(cancellation) : null,
        Enum.GetValues<OperatorAbility>().Where(ability => !platform.Offers.Contains(ability))
            .ToDictionary(ability => ability, ability => platform.WhyNot(ability) ?? ""));

    internal int Count(OrchestrationStatus status) => Load?.Instances.GetValueOrDefault(status) ?? 0;
}
