using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What a project begins with besides its record: the usual method's phases, and what was agreed with the approval.</summary>
internal static class ProjectBeginning
{
    /// <summary>The project, and the documents that are written with it.</summary>
    public static (ProjectRecord Project, Action<TableBatch> Beside) Of(ProjectRecord project, LifecycleStage.Delivery stage, DateTimeOffset now)
    {
        var phases = stage.Methods is [var usual, ..] ? ProjectPhases.Of(usual, now) : null;
        var baseline = stage.Changes is null ? null : ChangeSteps.First(project, now);
        return (project with
        {
            Method = phases?.Method,
            Phase = phases?.Current?.Name,
            Agreed = baseline is null ? null : new(baseline.Number, baseline.End, baseline.Budget),
        }, batch =>
        {
            if (phases is not null)
                batch.Insert(DeliveryTables.Phases, DeliveryTables.PhasesRow, phases);
            if (baseline is not null)
                batch.Insert(DeliveryTables.Baselines, DeliveryTables.BaselineRow(baseline.Number), baseline);
        });
    }
}
