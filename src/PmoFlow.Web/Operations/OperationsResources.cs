using System.Text.Json;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Operations;

namespace PmoFlow.Web.Operations;

/// <summary>An instance in a list; <paramref name="Damage"/> names what of it is not what was written, and is left out.</summary>
internal sealed record InstanceResource(
    string Id, string Orchestration, string State, DateTimeOffset StartedAt, DateTimeOffset MovedAt, string? Request, string? Project, string? Failure,
    string? Damage)
{
    public static InstanceResource Of(OrchestrationState state)
    {
        var subject = InstanceSubject.Of(state.InstanceId);
        return new(state.InstanceId, state.Name, Words.Stable(state.Status), state.CreatedAt, state.UpdatedAt,
            subject.Request?.Value, subject.Project?.Value, state.Failure?.Message, state.Damage);
    }
}

/// <summary>An instance with what it waits for, what it carries and which commands mean something to it.</summary>
internal sealed record InstanceDetailResource(
    InstanceResource Instance, IReadOnlyList<InstanceWaitResource>? WaitingFor, IReadOnlyList<ParkedResource> Parked, IReadOnlyList<string> Commands,
    JsonElement? CustomStatus, JsonElement? Input, JsonElement? Output)
{
    public static InstanceDetailResource Of(InstanceView view, IReadOnlySet<OperatorAbility> offers) => new(
        InstanceResource.Of(view.State), view.Waits is null ? null : [.. view.Waits.Select(InstanceWaitResource.Of)], [.. view.Parked.Select(ParkedResource.Of)],
        [.. OperatorCommands.For(view.State.Status, offers).Where(command => command != OperatorCommand.RetryParked || view.Parked.Count > 0).Select(CommandWords.Path)],
        view.State.CustomStatus, view.State.Input, view.State.Output);
}

/// <summary>Something an instance waits for.</summary>
internal sealed record InstanceWaitResource(string Kind, string Name, DateTimeOffset? Until, string? Failure)
{
    public static InstanceWaitResource Of(WaitReason wait) => new(Words.Stable(wait.Kind), wait.Name, wait.Until, wait.Failure?.Message);
}

/// <summary>A line of a history; <paramref name="Data"/> is JSON as text.</summary>
internal sealed record HistoryResource(DateTimeOffset At, string What, int? Task, string? Data)
{
    public static HistoryResource Of(HistoryLine line) => new(line.At, line.What, line.Task, line.Payload);
}

/// <summary>Work that waits for a person.</summary>
internal sealed record ParkedResource(string Instance, string Activity, int Execution, int Task, string Reason)
{
    public static ParkedResource Of(ParkedWork work) => new(work.InstanceId, work.Activity, work.Execution, work.Task, work.Reason.Message);
}

/// <summary>A command that was given.</summary>
internal sealed record CommandResource(
    DateTimeOffset At, string By, string ByName, string Command, string? Instance, string? Details, string Reason, string? Result)
{
    public static CommandResource Of(CommandRecord record) => new(
        record.At, record.Email, record.Name, CommandWords.Path(record.Command), record.Instance, record.Details, record.Reason, record.Result);
}

/// <summary>Why, and what with: <c>withChildren</c> for terminate, <c>execution</c> and <c>task</c> for retry-parked.</summary>
internal sealed record CommandBody(string? Reason, bool? WithChildren, int? Execution, int? Task);

/// <summary>Why, and what must have ended before when (an instant).</summary>
internal sealed record PurgeBody(string? Reason, DateTimeOffset? EndedBefore);

/// <summary>How the platform is; parts that it does not tell are null and named in <paramref name="NotOffered"/>.</summary>
internal sealed record OverviewResource(
    bool Ready, string? NotReadyBecause, LoadResource? Load, IReadOnlyList<RunningVersion>? RunningAtStart, BackupResource? LastBackup,
    IReadOnlyDictionary<string, string> NotOffered)
{
    public static OverviewResource Of(OperationsOverview overview) => new(
        overview.Readiness.IsReady, overview.Readiness.Reason, LoadResource.Of(overview.Load), overview.Versions, BackupResource.Of(overview.LastBackup),
        overview.Missing.ToDictionary(pair => Words.Stable(pair.Key), pair => pair.Value));
}

/// <summary>How busy the platform is.</summary>
internal sealed record LoadResource(
    IReadOnlyDictionary<string, int> Instances, int LiveInMemory, long ActivitiesLastMinute, int ActivitiesInLine, int WritesInLine, long Commits,
    long Writes, int Parked, double OldestOverdueTimerSeconds)
{
    public static LoadResource? Of(EngineLoad? load) => load is null ? null : new(
        load.Instances.ToDictionary(pair => Words.Stable(pair.Key), pair => pair.Value), load.LiveInMemory, load.ActivitiesLastMinute, load.Activities,
        load.WritesQueued, load.Commits, load.Writes, load.Parked, load.OldestOverdueTimer.TotalSeconds);
}

/// <summary>A backup.</summary>
internal sealed record BackupResource(string Place, DateTimeOffset TakenAt, long Bytes)
{
    public static BackupResource? Of(BackupCopy? copy) => copy is null ? null : new(copy.Place, copy.TakenAt, copy.Bytes);
}
