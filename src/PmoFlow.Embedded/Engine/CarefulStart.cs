using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// After starts that came to nothing, one instance after the other, each counted before its code runs, whatever wakes it: so the one
/// that ends the process is found, and is quarantined alone.
/// </summary>
internal sealed class CarefulStart(EmbeddedEngine engine)
{
    private readonly Lock gate = new();
    private readonly Queue<long> order = [];
    private readonly Dictionary<long, List<Delivery>> waiting = [];
    private readonly HashSet<long> seen = [];
    private TaskCompletionSource? through;
    private bool busy;

    /// <summary>Keeps a message until it is its instance's turn; false where it has had its turn.</summary>
    public bool TryHold(long instance, Delivery delivery)
    {
        lock (gate)
        {
            if (waiting.TryGetValue(instance, out var line))
            {
                line.Add(delivery);
                return true;
            }
            if (through is not null || !seen.Add(instance))
                return false;
            waiting.Add(instance, [delivery]);
            order.Enqueue(instance);
            if (busy)
                return true;
            busy = true;
        }
        Next();
        return true;
    }

    /// <summary>From now on nobody else has to wait; completes when those who do have had their turn.</summary>
    public Task End()
    {
        lock (gate)
        {
            through ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!busy)
                through.TrySetResult();
            return through.Task;
        }
    }

    private void Next()
    {
        long instance;
        lock (gate)
        {
            if (!order.TryDequeue(out instance))
            {
                busy = false;
                through?.TrySetResult();
                return;
            }
        }
        engine.Insist(transaction => Count(transaction, instance), goesOn =>
        {
            List<Delivery> line;
            lock (gate)
                _ = waiting.Remove(instance, out line!);
            if (goesOn)
                engine.WhenSettled(instance, Next);
            foreach (var delivery in line)
                engine.Deliver(instance, delivery);
            if (!goesOn)
                Next();
        });
    }

    private bool Count(WriteTransaction transaction, long instance)
    {
        var row = transaction.Prepare("SELECT name, attempts FROM instances WHERE instance=? AND suspended=0 AND status<3").Bind(instance);
        if (!row.Next())
            return false;
        var (name, attempts) = (row.Text(0), row.Int(1));
        row.Reset();
        if (attempts >= engine.Options.MaxFetches)
        {
            EngineRows.Quarantine(transaction, instance, engine.Time.GetUtcNow(), new TaskFailure(name, "PmoFlow.Poison",
                $"The process ended {attempts} times while this ran; a person must look at it."));
            return false;
        }
        transaction.Prepare("UPDATE instances SET attempts=attempts+1 WHERE instance=?").Bind(instance).Run();
        return true;
    }
}
