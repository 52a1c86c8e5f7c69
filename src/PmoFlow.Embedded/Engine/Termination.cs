using System.Text.Json;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Ends an instance where it stands, whatever it does at the moment, and its descendants where that is asked for.</summary>
internal sealed class Termination(EmbeddedEngine engine, string instanceId, string reason, bool recursive)
{
    private readonly List<(long Instance, string Id, string Name)> ended = [];
    private readonly List<(long Instance, Delivery Delivery)> told = [];
    private readonly List<DueTimer> forgotten = [];

    public SignalOutcome Apply(WriteTransaction transaction)
    {
        ended.Clear();
        told.Clear();
        forgotten.Clear();
        if (EngineRows.Find(transaction, instanceId) is not { } found)
            return SignalOutcome.NotFound;
        if (EngineRows.HasEnded(found.Status))
            return SignalOutcome.NotApplicable;
        End(transaction, found.Number, instanceId);
        for (var next = 0; recursive && next < ended.Count; next++)
        {
            foreach (var (child, id) in LiveChildren(transaction, ended[next].Instance))
                End(transaction, child, id);
        }
        return SignalOutcome.Accepted;
    }

    public void Committed(SignalOutcome outcome)
    {
        if (outcome != SignalOutcome.Accepted)
            return;
        engine.Timers.Remove(forgotten);
        foreach (var (instance, id, name) in ended)
        {
            EngineTelemetry.Ended(name, OrchestrationStatus.Terminated);
            engine.InMemory(instance)?.Ended();
            engine.Ends.Signal(id);
        }
        foreach (var (instance, delivery) in told)
            engine.Deliver(instance, delivery);
    }

    private void End(WriteTransaction transaction, long instance, string id)
    {
        var said = JsonSerializer.SerializeToUtf8Bytes(reason, EngineJson.Default.String);
        transaction.Prepare("UPDATE instances SET status=6, suspended=0, updated=?, output=?, failure=NULL, end_seal=? WHERE instance=?")
            .Bind(engine.Time.GetUtcNow().UtcTicks).Bind(said).Bind(Seal.Of(said, instance)).Bind(instance).Run();
        forgotten.AddRange(EngineRows.ForgetPending(transaction, instance));
        var row = transaction.Prepare("SELECT name, parent, parent_execution, parent_task FROM instances WHERE instance=?").Bind(instance);
        row.Next();
        var name = row.Text(0);
        var parent = row.IsNull(1) ? null : new ParentTask(row.Long(1), row.Int(2), row.Int(3));
        row.Reset();
        ended.Add((instance, id, name));
        if (parent is not null && EngineRows.TellParent(transaction, parent, task => new Incoming.Failed(task,
                new TaskFailure(name, "PmoFlow.Terminated", $"'{id}' was terminated: {reason}"))) is { } message)
            told.Add(message);
    }

    private static List<(long, string)> LiveChildren(WriteTransaction transaction, long parent)
    {
        var rows = transaction.Prepare("SELECT instance, id FROM instances WHERE parent=? AND status<4").Bind(parent);
        var children = new List<(long, string)>();
        while (rows.Next())
            children.Add((rows.Long(0), rows.Text(1)));
        return children;
    }
}
