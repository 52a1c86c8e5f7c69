using System.Diagnostics.Metrics;
using PmoFlow.Embedded.Engine;

namespace PmoFlow.Embedded.Operations;

/// <summary>What stands in line and what is late, looked up when somebody collects it and never otherwise.</summary>
internal sealed class EngineGauges : IDisposable
{
    private const int MostCounted = 1000;

    private readonly Meter meter = new(EngineTelemetry.Name);

    public EngineGauges(EmbeddedEngine engine, EngineOperations operations)
    {
        meter.CreateObservableGauge("pmoflow.activities.in_line", () => engine.Activities.Depth, description: "Activities running and in line.");
        meter.CreateObservableGauge("pmoflow.writer.in_line", () => engine.Writer.Depth, description: "Writes that wait for the next commit.");
        meter.CreateObservableGauge("pmoflow.writer.busy", () => engine.Writer.Busy.TotalSeconds, "s", "How long the commit in hand has taken.");
        meter.CreateObservableGauge("pmoflow.instances.in_memory", () => engine.LiveCount, description: "Instances in memory.");
        meter.CreateObservableGauge("pmoflow.timers.overdue", () => operations.Overdue().TotalSeconds, "s", "How late the oldest overdue timer is.");
        meter.CreateObservableGauge("pmoflow.work.parked", () => operations.Parked(MostCounted).Count, description: "Activities that wait for a person, counted to 1,000.");
    }

    public void Dispose() => meter.Dispose();
}
