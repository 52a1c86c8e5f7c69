using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Workflows.Import;

/// <summary>What follows from a chunk of rows in lists and summaries, done at once rather than row by row.</summary>
internal sealed class IntakeEffects
{
    private readonly ConcurrentDictionary<(UnitId Unit, string Period, string Of), Contribution?> ratings = [];

    /// <summary>Projects that were written.</summary>
    public ProjectsToPublish Projects { get; } = new();

    /// <summary>A rating counts in a unit's period, and no longer in that of the unit it leaves.</summary>
    public void Rate(UnitId unit, HealthCheckRecord check, UnitId? leaving)
    {
        var contribution = Measure.Of(check);
        ratings[(unit, check.Period, contribution.Of)] = contribution;
        if (leaving is { } left)
            ratings[(left, check.Period, contribution.Of)] = null;
    }

    /// <summary>Lets lists and summaries follow. Safe to repeat.</summary>
    public async Task Apply(ProjectLedger projects, SummaryLedger summaries, CancellationToken cancellation)
    {
        await Task.WhenAll(
        [
            projects.PublishAll(Projects, cancellation),
            .. ratings.GroupBy(r => (r.Key.Unit, r.Key.Period)).Select(summary => summaries.PutAll(
                summary.Key.Unit, summary.Key.Period, [.. summary.Select(r => new SummaryPart(r.Key.Of, r.Value))], cancellation)),
        ]);
    }
}
