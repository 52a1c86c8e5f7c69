using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PmoFlow.Platform.Orchestrations;
using Stored = Microsoft.DurableTask.Client.OrchestrationMetadata;
using StoredQuery = Microsoft.DurableTask.Client.OrchestrationQuery;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// The client port over Microsoft.DurableTask, which answers nothing when it is spoken to about an instance that is not there or has
/// ended: the state is looked up first.
/// </summary>
/// <param name="host">Gives Durable Task's own client.</param>
/// <param name="catalog">For the JSON of payloads.</param>
/// <param name="pulse">Hears of each thing asked for.</param>
internal sealed class DurableTaskOrchestrationClient(Func<DurableTaskClient> host, OrchestrationCatalog catalog, Pulse pulse) : IOrchestrationClient
{
    // After this only what is stored and raised again, as the inbox is, is sure to arrive.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public async Task<StartOutcome> Start<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        var payload = Payload.Of(catalog.Write(input), $"The input of {orchestration.Name}");
        if (await Find(instanceId, cancellation) is not null)
            return StartOutcome.AlreadyExists;
        try
        {
            await Current.ScheduleNewOrchestrationInstanceAsync(
                orchestration.Name, payload, new StartOrchestrationOptions(instanceId), cancellation);
            return StartOutcome.Started;
        }
        catch (Exception refused) when (refused is RpcException or InvalidOperationException)
        {
            // Somebody else was faster.
            if (await Find(instanceId, cancellation) is not null)
                return StartOutcome.AlreadyExists;
            throw;
        }
    }

    public async Task<RaiseOutcome> RaiseEvent<TPayload>(
        string instanceId, EventReference<TPayload> eventReference, TPayload payload, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(eventReference);
        var json = Payload.Of(catalog.Write(payload), $"The event {eventReference.Name}");
        switch (await Begun(instanceId, cancellation))
        {
            case null:
                return RaiseOutcome.NotFound;
            case { IsCompleted: true }:
                return RaiseOutcome.Ended;
            default:
                return await Reaches(client => client.RaiseEventAsync(instanceId, eventReference.Name, json, cancellation))
                    ? RaiseOutcome.Accepted : RaiseOutcome.Ended;
        }
    }

    /// <exception cref="NotSupportedException">
    /// Children were asked for: Azure Storage ignores that wish, and to seem to have ended them would be worse than to say so.
    /// </exception>
    public Task<SignalOutcome> Terminate(string instanceId, string reason, bool recursive = false, CancellationToken cancellation = default) =>
        recursive
            ? throw new NotSupportedException("Durable Task on Azure Storage ends no children with their parent; end each by its id.")
            : Signal(instanceId, client => client.TerminateInstanceAsync(
                instanceId, new TerminateInstanceOptions { Output = reason }, cancellation), cancellation);

    public Task<SignalOutcome> Suspend(string instanceId, string reason, CancellationToken cancellation = default) =>
        Signal(instanceId, client => client.SuspendInstanceAsync(instanceId, reason, cancellation), cancellation);

    public Task<SignalOutcome> Resume(string instanceId, string reason, CancellationToken cancellation = default) =>
        Signal(instanceId, client => client.ResumeInstanceAsync(instanceId, reason, cancellation), cancellation);

    public async Task<OrchestrationState?> Get(string instanceId, CancellationToken cancellation = default) =>
        await Current.GetInstanceAsync(instanceId, getInputsAndOutputs: true, cancellation) is { } stored ? States.Read(stored) : null;

    public async Task<OrchestrationPage> List(Platform.Orchestrations.OrchestrationQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var stored = new StoredQuery(
            InstanceIdPrefix: query.IdPrefix, Statuses: query.Status is { } status ? States.Stored(status) : null,
            PageSize: query.PageSize, ContinuationToken: query.Cursor, FetchInputsAndOutputs: true);
        await foreach (var page in Current.GetAllInstancesAsync(stored).AsPages(query.Cursor, query.PageSize).WithCancellation(cancellation))
        {
            // Durable Task does not ask by name; a page may so be shorter than it could be.
            var instances = page.Values.Where(instance => query.Name is null || instance.Name == query.Name).Select(States.Read);
            return new OrchestrationPage(
                [.. instances.OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)],
                string.IsNullOrEmpty(page.ContinuationToken) ? null : page.ContinuationToken);
        }
        return new OrchestrationPage([], null);
    }

    public async Task<OrchestrationState> WaitForEnd(string instanceId, CancellationToken cancellation = default)
    {
        if (await Find(instanceId, cancellation) is null)
            throw new KeyNotFoundException($"There is no instance {instanceId}.");
        return States.Read(await Current.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, cancellation));
    }

    public async Task<SignalOutcome> Purge(string instanceId, CancellationToken cancellation = default)
    {
        if (await Find(instanceId, cancellation) is not { } instance)
            return SignalOutcome.NotFound;
        if (!instance.IsCompleted)
            return SignalOutcome.NotApplicable;
        var purged = await Current.PurgeInstanceAsync(instanceId, cancellation);
        return purged.PurgedInstanceCount > 0 ? SignalOutcome.Accepted : SignalOutcome.NotFound;
    }

    private DurableTaskClient Current
    {
        get
        {
            pulse.Beat();
            return host();
        }
    }

    private async Task<SignalOutcome> Signal(string instanceId, Func<DurableTaskClient, Task> send, CancellationToken cancellation)
    {
        switch (await Known(instanceId, cancellation))
        {
            case null:
                return SignalOutcome.NotFound;
            case { IsCompleted: true }:
                return SignalOutcome.NotApplicable;
            default:
                return await Reaches(send) ? SignalOutcome.Accepted : SignalOutcome.NotApplicable;
        }
    }

    /// <summary>False where the instance has ended since it was looked up.</summary>
    private async Task<bool> Reaches(Func<DurableTaskClient, Task> send)
    {
        try
        {
            await send(Current);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            return false;
        }
    }

    /// <summary>
    /// The instance once it has a history. Until then Azure Storage throws events away where they overtake the start, as they do when
    /// the worker that had fetched it was killed: it comes back later than they arrive. The longer that takes, the rarer the looks:
    /// where hundreds wait because the back end is busy, their looks must not be what it is busy with.
    /// </summary>
    private async Task<Stored?> Begun(string instanceId, CancellationToken cancellation)
    {
        var asked = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var found = await Known(instanceId, cancellation);
            var waited = TimeProvider.System.GetElapsedTime(asked);
            if (found?.RuntimeStatus != OrchestrationRuntimeStatus.Pending || waited > LongestStart)
                return found;
            await Task.Delay(TimeSpan.FromTicks(Math.Max(Look.Ticks, waited.Ticks / 2)), TimeProvider.System, cancellation);
        }
    }

    /// <summary>
    /// The instance, as far as it can be told. Where a worker is killed after it wrote a child's first history and before it wrote what is
    /// shown of it, that stays without a name, and the host fails over handing it out. The child is well, and hears what is sent to it.
    /// </summary>
    private async Task<Stored?> Known(string instanceId, CancellationToken cancellation)
    {
        try
        {
            return await Find(instanceId, cancellation);
        }
        catch (RpcException unreadable) when (unreadable.StatusCode == StatusCode.Unknown)
        {
            return new Stored("", instanceId) { RuntimeStatus = OrchestrationRuntimeStatus.Running };
        }
    }

    private Task<Stored?> Find(string instanceId, CancellationToken cancellation) =>
        Current.GetInstanceAsync(instanceId, getInputsAndOutputs: false, cancellation);
}
