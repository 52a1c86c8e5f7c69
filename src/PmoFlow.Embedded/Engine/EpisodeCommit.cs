using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Everything that an episode changes, in one transaction.</summary>
internal sealed class EpisodeCommit(
    EmbeddedEngine engine, LiveInstance instance, InstanceHeader header, int episode, EpisodeOutcome outcome,
    List<Delivery> deliveries, bool hadOpenTasks) : WriteItem
{
    private readonly byte[]? row = outcome.Taken.Count + outcome.Decisions.Count == 0
        ? null : HistoryJson.Write(outcome.At, outcome.Taken, outcome.Decisions);

    private readonly List<(long Instance, Delivery Delivery)> sent = [];
    private readonly List<(InstanceHeader Header, byte[] Input)> children = [];
    private List<DueTimer> forgotten = [];
    private bool discarded;

    /// <summary>Bytes of history it adds.</summary>
    public int Bytes => row?.Length ?? 0;

    public override void Apply(WriteTransaction transaction)
    {
        sent.Clear();
        children.Clear();
        forgotten = [];
        // Somebody may have terminated or purged it in the meantime: then all of this never was.
        discarded = !UpdateInstance(transaction);
        if (discarded)
            return;
        var ended = outcome.End is { ContinuedAsNew: false };
        var continues = outcome.End is { ContinuedAsNew: true };
        if (row is not null && !continues)
            transaction.Prepare("INSERT INTO history(instance, execution, episode, body, seal) VALUES (?,?,?,?,?)")
                .Bind(header.Number).Bind(header.Execution).Bind(episode).Bind(row)
                .Bind(Seal.Of(row, header.Number, episode)).Run();
        foreach (var delivery in deliveries)
            Consume(transaction, delivery);
        foreach (var effect in outcome.Effects)
            Apply(transaction, effect, ended || continues);
        if (ended)
            End(transaction);
        if (continues)
            Continue(transaction);
    }

    public override void Committed()
    {
        if (discarded)
        {
            instance.Discarded();
            return;
        }
        var open = outcome.End is null;
        foreach (var effect in outcome.Effects)
        {
            if (open)
                Dispatch(effect);
        }
        engine.Timers.Remove(forgotten);
        foreach (var (header, input) in children)
            engine.DeliverStart(header, input);
        foreach (var (target, delivery) in sent)
            engine.Deliver(target, delivery);
        instance.Committed(outcome, Bytes);
        if (outcome.End is not { ContinuedAsNew: false } end)
            return;
        EngineTelemetry.Ended(header.Name, end.Status);
        engine.Ends.Signal(header.Id);
    }

    public override void Failed(Exception exception) => instance.CommitFailed(deliveries, exception);

    // One that is quarantined meanwhile stays so.
    private const string GoesOn = "UPDATE instances SET status=CASE status WHEN 3 THEN 3 ELSE 1 END, attempts=0, updated=?";

    private bool UpdateInstance(WriteTransaction transaction)
    {
        if (outcome.End is null && !outcome.CustomStatusChanged)
            return transaction.Prepare(GoesOn + " WHERE instance=? AND execution=? AND status<4")
                .Bind(outcome.At.UtcTicks).Bind(header.Number).Bind(header.Execution).Run() > 0;
        if (outcome.End is null)
            return transaction.Prepare(GoesOn + ", custom=?, custom_seal=? WHERE instance=? AND execution=? AND status<4")
                .Bind(outcome.At.UtcTicks).Bind(outcome.CustomStatus).Bind(Seal.Of(outcome.CustomStatus, header.Number)).Bind(header.Number).Bind(header.Execution).Run() > 0;
        if (outcome.End.ContinuedAsNew)
            return transaction.Prepare(GoesOn + ", custom=NULL, execution=execution+1 WHERE instance=? AND execution=? AND status<4")
                .Bind(outcome.At.UtcTicks).Bind(header.Number).Bind(header.Execution).Run() > 0;
        var failure = outcome.Failure is { } why ? HistoryJson.Write(why) : null;
        return transaction.Prepare("""
            UPDATE instances SET status=?1, suspended=0, attempts=0, updated=?2, output=?3, failure=?4, end_seal=?5,
                custom=CASE WHEN ?6 THEN ?7 ELSE custom END, custom_seal=CASE WHEN ?6 THEN ?8 ELSE custom_seal END
            WHERE instance=?9 AND execution=?10 AND status<4
            """)
            .Bind((long)outcome.End.Status).Bind(outcome.At.UtcTicks).Bind(outcome.Output)
            .Bind(failure).Bind(Seal.Of(outcome.Output ?? failure, header.Number))
            .Bind(outcome.CustomStatusChanged).Bind(outcome.CustomStatus).Bind(Seal.Of(outcome.CustomStatus, header.Number))
            .Bind(header.Number).Bind(header.Execution).Run() > 0;
    }

    private void Consume(WriteTransaction transaction, Delivery delivery)
    {
        if (!delivery.IsVolatile)
            transaction.Prepare("DELETE FROM inbox WHERE instance=? AND seq=?").Bind(header.Number).Bind(delivery.Number).Run();
        // The rows of an execution that is over went with it. The same number may be a task of this one.
        if (delivery.Execution is { } execution && execution != header.Execution)
            return;
        switch (delivery.Message)
        {
            case Incoming.Completed completed:
                ForgetWork(transaction, completed.Task);
                break;
            case Incoming.Failed failed when !outcome.Effects.Exists(e => e is Effect.RetryActivity retry && retry.Task == failed.Task):
                ForgetWork(transaction, failed.Task);
                break;
            case Incoming.Fired fired:
                ForgetTimer(transaction, fired.Task);
                break;
        }
    }

    private void Apply(WriteTransaction transaction, Effect effect, bool over)
    {
        switch (effect)
        {
            case Effect.RunActivity run when !over:
                transaction.Prepare("""
                    INSERT INTO work(instance, execution, task, name, state, attempt, fetches, scheduled, input, seal)
                    VALUES (?,?,?,?,0,1,1,?,?,?)
                    """).Bind(header.Number).Bind(header.Execution).Bind(run.Task).Bind(run.Name)
                    .Bind(outcome.At.UtcTicks).Bind(run.Input).Bind(Seal.Of(run.Input, header.Number, run.Task)).Run();
                break;
            case Effect.RetryActivity retry when !over:
                transaction.Prepare("UPDATE work SET state=1, attempt=?, fetches=0 WHERE instance=? AND execution=? AND task=?")
                    .Bind(retry.Attempt).Bind(header.Number).Bind(header.Execution).Bind(retry.Task).Run();
                AddTimer(transaction, retry.Task, EngineRows.TimerRetry, retry.At);
                break;
            case Effect.SetTimer timer when !over:
                AddTimer(transaction, timer.Task, EngineRows.TimerOwn, timer.At);
                break;
            case Effect.CancelTimer cancel:
                ForgetTimer(transaction, cancel.Task);
                break;
            case Effect.StartChild child:
                StartChild(transaction, child);
                break;
            case Effect.SendEvent send:
                if (EngineRows.Raise(transaction, send.InstanceId, send.Name, send.Payload, out _) is { } raised)
                    sent.Add(raised);
                break;
        }
    }

    private void StartChild(WriteTransaction transaction, Effect.StartChild child)
    {
        if (EngineRows.Find(transaction, child.InstanceId) is not null)
        {
            var taken = new TaskFailure(child.Name, typeof(InvalidOperationException).FullName!,
                $"There is an instance '{child.InstanceId}' already.", IsPermanent: true);
            var number = transaction.NextNumber();
            var refusal = new Delivery(new Incoming.Failed(child.Task, taken), number, header.Execution);
            EngineRows.AddToInbox(transaction, header.Number, number, header.Execution, refusal.Message);
            sent.Add((header.Number, refusal));
            return;
        }
        var created = EngineRows.Create(transaction, child.InstanceId, child.Name, child.Input, outcome.At,
            new ParentTask(header.Number, header.Execution, child.Task), header.Trace);
        children.Add((created, child.Input));
    }

    private void End(WriteTransaction transaction)
    {
        transaction.Prepare("DELETE FROM inbox WHERE instance=?").Bind(header.Number).Run();
        if (hadOpenTasks)
            forgotten = EngineRows.ForgetTasks(transaction, header.Number);
        if (header.Parent is { } parent && EngineRows.TellParent(transaction, parent, task => outcome.Failure is { } failure
                ? new Incoming.Failed(task, failure) : new Incoming.Completed(task, outcome.Output)) is { } told)
            sent.Add(told);
    }

    private void Continue(WriteTransaction transaction)
    {
        forgotten = EngineRows.ForgetTasks(transaction, header.Number);
        transaction.Prepare("DELETE FROM history WHERE instance=? AND execution=?").Bind(header.Number).Bind(header.Execution).Run();
        transaction.Prepare("UPDATE inputs SET body=?, seal=? WHERE instance=?")
            .Bind(outcome.NextInput).Bind(Seal.Of(outcome.NextInput, header.Number)).Bind(header.Number).Run();
        EngineRows.AddToInbox(transaction, header.Number, Delivery.StartNumber, null, Incoming.Started.One);
        // Under their old numbers, so before anything that came while this execution ended.
        foreach (var raised in outcome.Carried)
            EngineRows.AddToInbox(transaction, header.Number, raised.Number, null, raised);
    }

    private void AddTimer(WriteTransaction transaction, int task, int kind, DateTimeOffset at) =>
        transaction.Prepare("INSERT OR REPLACE INTO timers(instance, execution, task, kind, fire_at) VALUES (?,?,?,?,?)")
            .Bind(header.Number).Bind(header.Execution).Bind(task).Bind(kind).Bind(at.UtcTicks).Run();

    private void ForgetWork(WriteTransaction transaction, int task) =>
        transaction.Prepare("DELETE FROM work WHERE instance=? AND execution=? AND task=?")
            .Bind(header.Number).Bind(header.Execution).Bind(task).Run();

    private void ForgetTimer(WriteTransaction transaction, int task) =>
        transaction.Prepare("DELETE FROM timers WHERE instance=? AND execution=? AND task=?")
            .Bind(header.Number).Bind(header.Execution).Bind(task).Run();

    private void Dispatch(Effect effect)
    {
        switch (effect)
        {
            case Effect.RunActivity run:
                engine.Activities.Enqueue(new ActivityRun(engine, new WorkKey(header.Number, header.Execution, run.Task),
                    new ActivityWork(header.Id, run.Name, 1, run.Input, header.Trace)));
                break;
            case Effect.RetryActivity retry:
                engine.Timers.Add(new DueTimer(retry.At.UtcTicks, header.Number, header.Execution, retry.Task, EngineRows.TimerRetry));
                break;
            case Effect.SetTimer timer:
                engine.Timers.Add(new DueTimer(timer.At.UtcTicks, header.Number, header.Execution, timer.Task, EngineRows.TimerOwn));
                break;
            case Effect.CancelTimer cancel:
                engine.Timers.Remove(new DueTimer(cancel.At.UtcTicks, header.Number, header.Execution, cancel.Task, EngineRows.TimerOwn));
                break;
        }
    }
}
