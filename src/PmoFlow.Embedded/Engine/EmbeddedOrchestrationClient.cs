using System.Diagnostics;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using SQLitePCL;

namespace PmoFlow.Embedded.Engine;

/// <summary>The world outside talks to the engine here: each call is one write, acknowledged when it is durable.</summary>
internal sealed class EmbeddedOrchestrationClient(EmbeddedEngine engine) : IOrchestrationClient
{
    public Task<StartOutcome> Start<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> orchestration, string instanceId, TInput input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(orchestration);
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        if (!engine.Catalog.Orchestrations.ContainsKey(orchestration.Name))
            throw new ArgumentException($"The orchestration {orchestration.Name} is not registered.", nameof(orchestration));
        var payload = Payload(input, $"The input of {orchestration.Name}");
        InstanceHeader? created = null;
        var trace = Activity.Current?.Id;
        return Write(transaction =>
        {
            created = EngineRows.Find(transaction, instanceId) is not null
                ? null : EngineRows.Create(transaction, instanceId, orchestration.Name, payload, engine.Time.GetUtcNow(), null, trace);
            return created is null ? StartOutcome.AlreadyExists : StartOutcome.Started;
        }, _ =>
        {
            if (created is not null)
                engine.DeliverStart(created, payload);
        });
    }

    public Task<RaiseOutcome> RaiseEvent<TPayload>(
        string instanceId, EventReference<TPayload> eventReference, TPayload payload, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(eventReference);
        InstanceIds.Check(instanceId);
        cancellation.ThrowIfCancellationRequested();
        var bytes = Payload(payload, $"The event {eventReference.Name}");
        (long Instance, Delivery Delivery)? raised = null;
        return Write(transaction =>
        {
            raised = EngineRows.Raise(transaction, instanceId, eventReference.Name, bytes, out var outcome);
            return outcome;
        }, _ =>
        {
            if (raised is { } sent)
                engine.Deliver(sent.Instance, sent.Delivery);
        });
    }

    public Task<SignalOutcome> Terminate(string instanceId, string reason, bool recursive = false, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var termination = new Termination(engine, instanceId, reason, recursive);
        return Write(termination.Apply, termination.Committed);
    }

    public Task<SignalOutcome> Suspend(string instanceId, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        long instance = 0;
        return Write(transaction =>
        {
            if (EngineRows.Find(transaction, instanceId) is not { } found)
                return SignalOutcome.NotFound;
            if (EngineRows.HasEnded(found.Status) || found.Suspended)
                return SignalOutcome.NotApplicable;
            instance = found.Number;
            transaction.Prepare("UPDATE instances SET suspended=1, updated=? WHERE instance=?")
                .Bind(engine.Time.GetUtcNow().UtcTicks).Bind(instance).Run();
            return SignalOutcome.Accepted;
        }, outcome =>
        {
            if (outcome == SignalOutcome.Accepted)
                engine.InMemory(instance)?.Block();
        });
    }

    public Task<SignalOutcome> Resume(string instanceId, string reason, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        long instance = 0;
        List<Delivery>? waiting = null;
        return Write(transaction =>
        {
            if (EngineRows.Find(transaction, instanceId) is not { } found)
                return SignalOutcome.NotFound;
            if (EngineRows.HasEnded(found.Status) || (!found.Suspended && found.Status != OrchestrationStatus.Quarantined))
                return SignalOutcome.NotApplicable;
            instance = found.Number;
            transaction.Prepare("UPDATE instances SET suspended=0, attempts=0, failure=NULL, status=CASE status WHEN 3 THEN 1 ELSE status END, updated=? WHERE instance=?")
                .Bind(engine.Time.GetUtcNow().UtcTicks).Bind(instance).Run();
            waiting = Recovery.InboxOf(transaction, instance, engine.Time.GetUtcNow());
            return SignalOutcome.Accepted;
        }, outcome =>
        {
            // Where a message is damaged it stays stopped, and its state says why.
            if (outcome == SignalOutcome.Accepted && waiting is not null)
                engine.Unblock(instance, waiting);
        });
    }

    public Task<OrchestrationState?> Get(string instanceId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(engine.Database.Read(connection => InstanceStates.Find(connection, instanceId)));
    }

    public Task<OrchestrationPage> List(OrchestrationQuery query, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(engine.Database.Read(connection => InstanceStates.List(connection, query)));
    }

    public async Task<OrchestrationState> WaitForEnd(string instanceId, CancellationToken cancellation = default)
    {
        while (true)
        {
            using var waiter = engine.Ends.Wait(instanceId);
            var state = await Get(instanceId, cancellation) ?? throw new KeyNotFoundException($"There is no instance '{instanceId}'.");
            if (state.HasEnded)
                return state.Damage is null ? state : throw new StorageException(raw.SQLITE_CORRUPT, $"What is stored of '{instanceId}' is damaged: its {state.Damage}.");
            await waiter.End.WaitAsync(cancellation);
        }
    }

    public Task<SignalOutcome> Purge(string instanceId, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Write(transaction =>
        {
            if (EngineRows.Find(transaction, instanceId) is not { } found)
                return SignalOutcome.NotFound;
            if (!EngineRows.HasEnded(found.Status))
                return SignalOutcome.NotApplicable;
            EngineRows.Delete(transaction, found.Number);
            return SignalOutcome.Accepted;
        });
    }

    public IDisposable? Answering() => new Caller(engine.Activities);

    private Task<T> Write<T>(Func<WriteTransaction, T> apply, Action<T>? committed = null) => engine.Write(apply, committed);

    private byte[] Payload<T>(T value, string what)
    {
        var bytes = engine.Catalog.Write(value);
        return bytes.Length <= IOrchestrationClient.MaxPayloadBytes
            ? bytes : throw new PayloadTooLargeException(what, bytes.Length, IOrchestrationClient.MaxPayloadBytes);
    }

    private sealed class Caller : IDisposable
    {
        private readonly ActivityPool activities;

        public Caller(ActivityPool activities)
        {
            this.activities = activities;
            activities.CallerCame();
        }

        public void Dispose() => activities.CallerLeft();
    }
}
