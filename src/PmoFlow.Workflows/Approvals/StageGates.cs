using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>Runs the gates of one stage, at once or one after the other; one that declines ends the others.</summary>
internal sealed class StageGates(OrchestrationContext context, RequestId request, Lifecycle lifecycle, LifecycleStage.Approval stage)
{
    /// <summary>What they come to together.</summary>
    /// <param name="arrival">The request's arrival at the stage.</param>
    /// <param name="changes">What changed in it since those who decide were last asked.</param>
    /// <param name="stops">What can end them before they have decided.</param>
    public async Task<StageResult> Run(WaitBegun arrival, IReadOnlyList<string>? changes, GateStops stops)
    {
        var results = new List<(string? Title, GateResult Result)>();
        foreach (var gates in Together(arrival.Cost))
        {
            var started = gates.Select(gate => Start(gate, arrival.Visit, changes)).ToList();
            if (await FirstToStop(started.Select(s => s.Run), stops) is { } because)
            {
                foreach (var (id, run) in started.Where(s => !s.Run.IsCompleted))
                    context.SendEvent(id, GateEvents.Voided, new Voided(because));
            }
            foreach (var (gate, run) in gates.Zip(started.Select(s => s.Run)))
                results.Add((stage.Gates is null ? null : gate.Title, await run));
            if (results.Exists(r => r.Result.Verdict != GateVerdict.Approved))
                break;
        }
        return StageResult.Of(results);
    }

    /// <summary>The gates that a request of that cost comes to, those that are asked at once together.</summary>
    private IEnumerable<IReadOnlyList<StageGate>> Together(decimal? cost)
    {
        var asked = stage.AllGates.Where(gate => gate.AppliesTo(cost)).ToList();
        return stage.Order == GateOrder.Sequence ? asked.Select(gate => new[] { gate }) : [asked];
    }

    private (string Id, Task<GateResult> Run) Start(StageGate gate, int visit, IReadOnlyList<string>? changes)
    {
        var part = stage.Gates is null ? null : gate.Name;
        var id = ApprovalGateInput.InstanceId(request, visit, part);
        return (id, context.CallSubOrchestration(ApprovalGate.Reference, id,
            new ApprovalGateInput(request, lifecycle.Id, stage.Name, visit) { Part = part, Changes = changes }));
    }

    /// <summary>Waits until all have approved (null), or for whatever ends those that still run.</summary>
    private static async Task<string?> FirstToStop(IEnumerable<Task<GateResult>> runs, GateStops stops)
    {
        var open = runs.ToList();
        while (open.Count > 0)
        {
            var first = await Task.WhenAny([.. open, .. stops.All]);
            if (first is not Task<GateResult> gate || !open.Remove(gate))
            {
                if (await stops.Stop())
                    return stops.Because;
                continue;
            }
            if ((await gate).Verdict != GateVerdict.Approved && open.Count > 0)
                return "Another gate of this stage declined the request.";
        }
        return null;
    }
}
