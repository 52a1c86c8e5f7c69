using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Stops an instance where it stands. Its history and what it has not taken in stay as they are.</summary>
internal sealed class QuarantineCommit(
    EmbeddedEngine engine, LiveInstance instance, InstanceHeader header, TaskFailure failure, List<Delivery> deliveries) : WriteItem
{
    public override void Apply(WriteTransaction transaction)
    {
        var stopped = EngineRows.Quarantine(transaction, header.Number, engine.Time.GetUtcNow(), failure);
        foreach (var delivery in deliveries)
        {
            if (stopped && delivery.IsVolatile)
                PersistCommit.Persist(transaction, header.Number, delivery);
        }
    }

    public override void Committed() => instance.Quarantined();

    public override void Failed(Exception exception) => instance.CommitFailed(deliveries, exception);
}
