using System.Text.Json;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>The half that runs an episode.</summary>
internal sealed partial class LiveInstance
{
    public void Execute()
    {
        List<Delivery> batch;
        lock (gate)
        {
            batch = inHand = queue;
            queue = [];
            if (engine.IsStopping)
            {
                PutAway(batch);
                return;
            }
        }
        try
        {
            RunEpisode(batch);
        }
        catch (StorageException e) when (e.IsCorruption && header is not null)
        {
            Quarantine($"What is stored of it is damaged: {e.Message}", batch);
        }
        catch (Exception e)
        {
            CommitFailed(batch, e);
        }
    }

    /// <summary>The episode's commit is durable.</summary>
    public void Committed(EpisodeOutcome outcome, int bytes)
    {
        engine.Idle.Begin();
        lock (gate)
        {
            if (outcome.End is null)
            {
                orchestrator!.Bytes += bytes;
                if (bytes > 0)
                    orchestrator.Episodes++;
            }
            else
            {
                orchestrator = null;
                ended |= !outcome.End.ContinuedAsNew;
                if (!ended)
                    Renew(outcome);
            }
            Settle();
        }
        engine.Cache.Trim();
        engine.Idle.End();
    }

    /// <summary>The instance ended while its episode was on the way: what the episode did is void.</summary>
    public void Discarded()
    {
        lock (gate)
        {
            ended = true;
            Settle();
        }
    }

    /// <summary>It is stopped for its defect; what was in hand is in the file.</summary>
    public void Quarantined()
    {
        lock (gate)
        {
            stateVersion++;
            blocked = true;
            Settle();
        }
    }

    /// <summary>Reading or writing failed: all of it again, from the file, after a while.</summary>
    public void CommitFailed(List<Delivery> deliveries, Exception exception)
    {
        if (!engine.IsStopping)
            engine.Log.EpisodeFailed(exception, number);
        lock (gate)
        {
            orchestrator = null;
            inHand = [];
            if (ended || blocked)
            {
                PutBack(deliveries);
                Settle();
                return;
            }
            queue.InsertRange(0, deliveries);
        }
        engine.Later(() => engine.Run(this));
        engine.Idle.End();
    }

    private void RunEpisode(List<Delivery> batch)
    {
        if (!Load(batch))
            return;
        var current = orchestrator!;
        var messages = new List<Incoming>(batch.Count);
        foreach (var delivery in batch)
        {
            if (delivery.Execution is null || delivery.Execution == current.Execution)
                messages.Add(delivery.Message);
        }
        var hadOpenTasks = current.HasOpenTasks;
        EpisodeOutcome outcome;
        using (EngineTelemetry.Episode(header!))
            outcome = current.Run(engine.Time.GetUtcNow(), messages);
        if (current.Defect is { } defect)
            Quarantine(defect, batch);
        else if (batch.Count == 0)
            Settle();
        else
            engine.Writer.Enqueue(new EpisodeCommit(
                engine, this, header!, current.Episodes, outcome, batch, hadOpenTasks || current.HasOpenTasks || outcome.Effects.Count > 0));

        void Settle()
        {
            lock (gate)
                this.Settle();
        }
    }

    // False where there is nothing to run: it has ended, or is blocked, or had to be quarantined; then all is settled already.
    private bool Load(List<Delivery> batch)
    {
        if (orchestrator is not null)
            return true;
        int version;
        lock (gate)
            version = stateVersion;
        var fresh = header is not null && !freshInput.IsEmpty;
        var record = fresh ? new InstanceRecord(header!, OrchestrationStatus.Running, false, freshInput, [])
            : engine.Database.Read(connection => InstanceRecord.ReadToRun(connection, number));
        freshInput = default;
        engine.Options.Read?.Invoke();
        if (record is null || EngineRows.HasEnded(record.Status))
        {
            Discarded();
            return false;
        }
        header = record.Header;
        if (record.Suspended || record.Status == OrchestrationStatus.Quarantined)
        {
            lock (gate)
            {
                // Where it was let go while it was read, it is read again.
                blocked |= version == stateVersion;
                // All of it: who let it go left out what was in hand here.
                if (blocked)
                {
                    PutBack(batch);
                }
                else
                {
                    // What has a number was there before the rest; what has none has only come now.
                    queue.InsertRange(0, batch.Where(delivery => !delivery.IsVolatile));
                    queue.AddRange(batch.Where(delivery => delivery.IsVolatile));
                }
                Settle();
            }
            return false;
        }
        if (record.Damage is { } damage)
        {
            Quarantine($"What is stored of it is damaged: {damage}", batch);
            return false;
        }
        return Replay(record, batch);
    }

    private bool Replay(InstanceRecord record, List<Delivery> batch)
    {
        if (!engine.Catalog.Orchestrations.TryGetValue(record.Header.Name, out var definition))
        {
            Quarantine($"The orchestration {record.Header.Name} is not registered.", batch);
            return false;
        }
        var replayed = new Orchestrator(definition, engine.Catalog, record.Header.Id, record.Header.Execution, record.Input, ForeignAwait);
        try
        {
            foreach (var row in record.History)
            {
                replayed.Replay(HistoryJson.ReadEpisode(row));
                replayed.Bytes += row.Length;
                if (replayed.Defect is not null)
                    break;
            }
        }
        catch (JsonException e)
        {
            Quarantine($"Its history cannot be read: {e.Message}", batch);
            return false;
        }
        if (replayed.Defect is { } defect)
        {
            Quarantine(defect, batch);
            return false;
        }
        orchestrator = replayed;
        return true;
    }

    private void Quarantine(string reason, List<Delivery> batch)
    {
        var failure = new TaskFailure(header!.Name, "PmoFlow.Defect", reason);
        engine.Log.Quarantined(header.Id, reason);
        engine.Writer.Enqueue(new QuarantineCommit(engine, this, header, failure, batch));
    }

    private void Renew(EpisodeOutcome outcome)
    {
        header = header! with { Execution = header.Execution + 1 };
        freshInput = outcome.NextInput;
        var first = new List<Delivery> { new(Incoming.Started.One, Delivery.StartNumber, null) };
        first.AddRange(outcome.Carried.Select(raised => new Delivery(raised, raised.Number, null)));
        if (!blocked)
            queue.InsertRange(0, first);
    }

    // Under the gate, when the engine stops: what has ended meanwhile is kept for the next start, so that it is not run again.
    private void PutAway(List<Delivery> batch)
    {
        PutBack(batch);
        inHand = [];
        busy = false;
        engine.Idle.End();
    }

    // Under the gate: the episode in hand is over.
    private void Settle()
    {
        inHand = [];
        settled?.Invoke();
        settled = null;
        if (ended)
        {
            queue.Clear();
            GiveUp();
        }
        else if (blocked)
        {
            PutBack(queue);
            queue.Clear();
            GiveUp();
        }
        else if (queue.Count > 0 || orchestrator?.Defect is not null)
        {
            // A foreign task that came back while this was busy left its mark and woke nobody.
            engine.Run(this);
        }
        else if (orchestrator is null)
        {
            GiveUp();
        }
        else
        {
            busy = false;
            engine.Cache.Keep(this, orchestrator.Bytes);
        }
        engine.Idle.End();
    }
}
