using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>What can stop a request's gates before they have decided, and whether it has.</summary>
internal sealed record GateStops(Task<Posted<Withdrawn>> Withdrawn, Task<Posted<Recalled>> Recalled, Task<Posted<RequestRevised>> Revised)
{
    public IReadOnlyList<Task> All => [Withdrawn, Recalled, Revised];

    /// <summary>What those with a seat read.</summary>
    public string Because => Withdrawn.IsCompleted ? "The requester withdrew the request."
        : Recalled.IsCompleted ? "An analyst recalled the request."
        : "The request was changed. Whoever decides is asked again, with what changed.";

    /// <summary>The result with what stopped it, or with what came when it was decided.</summary>
    /// <param name="result">Of all gates.</param>
    /// <param name="backTo">Where a recalled request goes.</param>
    public async Task<StageResult> End(StageResult result, string backTo)
    {
        var recalled = Recalled.IsCompleted ? await Recalled : null;
        var revised = Revised.IsCompleted ? await Revised : null;
        if (result.IsStopped && !Withdrawn.IsCompleted)
            return result with { Recalled = recalled, BackTo = backTo, Revised = revised };
        // A withdrawal counts wherever the request is; the others were meant for these gates.
        string?[] late = [recalled?.Key, revised?.Key];
        return result with { TooLate = late.OfType<string>().ToList() is { Count: > 0 } keys ? keys : null };
    }
}
