using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Writes of the engine that more than one kind of commit makes.</summary>
internal static class EngineRows
{
    public const int WorkWaits = 1;
    public const int WorkParked = 2;

    public const int TimerOwn = 0;
    public const int TimerRetry = 1;

    /// <summary>The number of an instance and where it stands, or null.</summary>
    public static (long Number, OrchestrationStatus Status, bool Suspended)? Find(WriteTransaction transaction, string id)
    {
        var row = transaction.Prepare("SELECT instance, status, suspended FROM instances WHERE id=?").Bind(id);
        if (!row.Next())
            return null;
        var found = (row.Long(0), (OrchestrationStatus)row.Int(1), row.Int(2) != 0);
        row.Reset();
        return found;
    }

    public static bool HasEnded(OrchestrationStatus status) => status >= OrchestrationStatus.Completed;

    /// <summary>A new instance with its start in its inbox.</summary>
    public static InstanceHeader Create(
        WriteTransaction transaction, string id, string name, ReadOnlySpan<byte> input, DateTimeOffset now, ParentTask? parent,
        string? trace)
    {
        var number = transaction.NextNumber();
        var row = transaction.Prepare("""
            INSERT INTO instances(instance, id, name, status, created, updated, trace, parent, parent_execution, parent_task)
            VALUES (?,?,?,0,?,?,?,?,?,?)
            """).Bind(number).Bind(id).Bind(name).Bind(now.UtcTicks).Bind(now.UtcTicks).Bind(trace);
        if (parent is null)
            row.BindNull().BindNull().BindNull().Run();
        else
            row.Bind(parent.Instance).Bind(parent.Execution).Bind(parent.Task).Run();
        transaction.Prepare("INSERT INTO inputs(instance, body, seal) VALUES (?,?,?)")
            .Bind(number).Bind(input).Bind(Seal.Of(input, number)).Run();
        AddToInbox(transaction, number, Delivery.StartNumber, null, Incoming.Started.One);
        return new InstanceHeader(number, id, name, 0, parent, trace);
    }

    public static void AddToInbox(WriteTransaction transaction, long instance, long number, int? execution, Incoming message)
    {
        var row = transaction.Prepare("INSERT INTO inbox(instance, seq, execution, body, seal) VALUES (?,?,?,?,?)").Bind(instance).Bind(number);
        _ = execution is { } value ? row.Bind(value) : row.BindNull();
        var body = HistoryJson.Write(message);
        row.Bind(body).Bind(Seal.Of(body, instance, number)).Run();
    }

    /// <summary>An event for an instance that has not ended; null where there is none to hand over.</summary>
    /// <remarks>
    /// Nothing is handed over to an instance that is stopped: who lets it go reads all that waits, in order. Handed over as well, it
    /// could overtake what came before it.
    /// </remarks>
    public static (long Instance, Delivery Delivery)? Raise(
        WriteTransaction transaction, string id, string name, ReadOnlyMemory<byte> payload, out RaiseOutcome outcome)
    {
        outcome = RaiseOutcome.NotFound;
        if (Find(transaction, id) is not { } target)
            return null;
        outcome = RaiseOutcome.Ended;
        if (HasEnded(target.Status))
            return null;
        outcome = RaiseOutcome.Accepted;
        var number = transaction.NextNumber();
        var raised = new Incoming.Raised(number, name, payload);
        AddToInbox(transaction, target.Number, number, null, raised);
        return target.Suspended || target.Status == OrchestrationStatus.Quarantined ? null : (target.Number, new Delivery(raised, number, null));
    }

    /// <summary>Tells a parent that its child has ended, where that parent still waits.</summary>
    /// <remarks>As <see cref="Raise"/>, nothing is handed over to one that is stopped.</remarks>
    public static (long Instance, Delivery Delivery)? TellParent(
        WriteTransaction transaction, ParentTask parent, Func<int, Incoming> message)
    {
        if (IsStopped(transaction, parent.Instance, parent.Execution) is not { } isStopped)
            return null;
        var number = transaction.NextNumber();
        var delivery = new Delivery(message(parent.Task), number, parent.Execution);
        AddToInbox(transaction, parent.Instance, number, parent.Execution, delivery.Message);
        return isStopped ? null : (parent.Instance, delivery);
    }

    /// <summary>Whether an execution is suspended or quarantined; null where it is over.</summary>
    public static bool? IsStopped(WriteTransaction transaction, long instance, int execution) =>
        transaction.Prepare("SELECT suspended OR status=3 FROM instances WHERE instance=? AND execution=? AND status<4")
            .Bind(instance).Bind(execution).Scalar() is { } stopped ? stopped != 0 : null;

    /// <summary>Stops an instance where it stands; false where it has ended or is gone.</summary>
    public static bool Quarantine(WriteTransaction transaction, long instance, DateTimeOffset now, TaskFailure failure)
    {
        var why = HistoryJson.Write(failure);
        return transaction.Prepare("UPDATE instances SET status=3, updated=?, failure=?, end_seal=? WHERE instance=? AND status<4")
            .Bind(now.UtcTicks).Bind(why).Bind(Seal.Of(why, instance)).Bind(instance).Run() > 0;
    }

    /// <summary>Nothing waits for an ended instance and it waits for nothing.</summary>
    /// <returns>The timers that are not awaited any more, to be dropped from the queue once this is durable.</returns>
    public static List<DueTimer> ForgetPending(WriteTransaction transaction, long instance)
    {
        transaction.Prepare("DELETE FROM inbox WHERE instance=?").Bind(instance).Run();
        return ForgetTasks(transaction, instance);
    }

    /// <summary>As if it had never been.</summary>
    /// <returns>As <see cref="ForgetPending"/>.</returns>
    public static List<DueTimer> Delete(WriteTransaction transaction, long instance)
    {
        var timers = ForgetPending(transaction, instance);
        transaction.Prepare("DELETE FROM history WHERE instance=?").Bind(instance).Run();
        transaction.Prepare("DELETE FROM inputs WHERE instance=?").Bind(instance).Run();
        transaction.Prepare("DELETE FROM instances WHERE instance=?").Bind(instance).Run();
        return timers;
    }

    /// <summary>Its timers and its work.</summary>
    /// <returns>As <see cref="ForgetPending"/>.</returns>
    public static List<DueTimer> ForgetTasks(WriteTransaction transaction, long instance)
    {
        var timers = new List<DueTimer>();
        var rows = transaction.Prepare("DELETE FROM timers WHERE instance=? RETURNING fire_at, execution, task, kind").Bind(instance);
        while (rows.Next())
            timers.Add(new DueTimer(rows.Long(0), instance, rows.Int(1), rows.Int(2), rows.Int(3)));
        transaction.Prepare("DELETE FROM work WHERE instance=?").Bind(instance).Run();
        return timers;
    }
}
