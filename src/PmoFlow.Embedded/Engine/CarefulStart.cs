using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// After starts that came to nothing, one instance after the other, each counted before its code runs: so the one that ends the
/// process is found, and is quarantined alone.
/// </summary>
internal sealed class CarefulStart(EmbeddedEngine engine, IEnumerable<(long Instance, Delivery Delivery)> inbox)
{
    private readonly Lock gate = new();
    private readonly Queue<long> order = new(inbox.Select(entry => entry.Instance).Distinct());
    private readonly Dictionary<long, List<Delivery>> waiting = inbox
        .GroupBy(entry => entry.Instance, entry => entry.Delivery).ToDictionary(group => group.Key, group => group.ToList());

    /// <summary>Keeps a message behind those that its instance has not had yet; false where it has had them.</summary>
    public bool TryHold(long instance, Delivery delivery)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(instance, out var line))
                return false;
            line.Add(delivery);
            return true;
        }
    }

    public void Next()
    {
        long instance;
        lock (gate)
        {
            if (!order.TryDequeue(out instance))
                return;
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
            var why = HistoryJson.Write(new TaskFailure(name, "PmoFlow.Poison",
                $"The process ended {attempts} times while this ran; a person must look at it."));
            transaction.Prepare("UPDATE instances SET status=3, failure=?, end_seal=? WHERE instance=?")
                .Bind(why).Bind(Seal.Of(why, instance)).Bind(instance).Run();
            return false;
        }
        transaction.Prepare("UPDATE instances SET attempts=attempts+1 WHERE instance=?").Bind(instance).Run();
        return true;
    }
}
