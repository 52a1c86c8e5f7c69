using PmoFlow.Embedded.Storage;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Puts the end of an activity or timer into the inbox of an instance that cannot take it in now, so that it is not run again.
/// </summary>
internal sealed class PersistCommit(EmbeddedEngine engine, long instance, Delivery delivery) : WriteItem
{
    private Delivery? kept;

    public override void Apply(WriteTransaction transaction) => kept = Persist(transaction, instance, delivery);

    public static Delivery? Persist(WriteTransaction transaction, long instance, Delivery delivery)
    {
        if (EngineRows.IsStopped(transaction, instance, delivery.Execution!.Value) is not { } isStopped)
            return null;
        var (sql, task) = delivery.Message switch
        {
            Incoming.Fired fired => ("DELETE FROM timers WHERE instance=? AND execution=? AND task=?", fired.Task),
            // The row stays for its input, which another attempt may need.
            Incoming.Completed completed => ("UPDATE work SET state=3 WHERE instance=? AND execution=? AND task=?", completed.Task),
            Incoming.Failed failed => ("UPDATE work SET state=3 WHERE instance=? AND execution=? AND task=?", failed.Task),
            _ => throw new InvalidOperationException("Only the end of an activity or a timer is volatile."),
        };
        if (transaction.Prepare(sql).Bind(instance).Bind(delivery.Execution.Value).Bind(task).Run() == 0)
            return null;
        var number = transaction.NextNumber();
        EngineRows.AddToInbox(transaction, instance, number, delivery.Execution, delivery.Message);
        // Who lets a stopped one go reads it, after what waited before it.
        return isStopped ? null : delivery with { Number = number };
    }

    public override void Committed()
    {
        if (kept is { } durable)
            engine.Deliver(instance, durable);
        engine.Idle.End();
    }

    public override void Failed(Exception exception)
    {
        // Its row of work or timer is still there, but only a start would look for it.
        if (!engine.IsStopping)
            engine.Log.WriteFailed(exception);
        engine.Later(() => engine.Persist(instance, delivery));
        engine.Idle.End();
    }
}
