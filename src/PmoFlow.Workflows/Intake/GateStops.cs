using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>What can stop a request's gates before they have decided, and whether it has.</summary>
internal sealed record GateStops(
    Task<Posted<Withdrawn>> Withdrawn, Task<Posted<Recalled>> Recalled, Task<Posted<RequestRevised>> Revised, RequestMoves Moves, string Stage)
{
    public IReadOnlyList<Task> All => [Withdrawn, Recalled, Revised, Moves.Asked];

    /// <summary>
    /// Whether something ends the gates now. A word that moves the request to another version with the same gates is taken, and they
    /// go on.
    /// </summary>
    public async Task<bool> Stop()
    {
        if (Withdrawn.IsCompleted || Recalled.IsCompleted || Revised.IsCompleted || await Moves.VoidsRounds(Stage))
            return true;
        await Moves.Take(Stage);
        return false;
    }

    /// <summary>What those with a seat read.</summary>
    public string Because => Withdrawn is { IsCompletedSuccessfully: true, Result.What.ByOffice: true } ? "The office withdrew the request."
        : Withdrawn.IsCompleted ? "The requester withdrew the request."
        : Recalled.IsCompleted ? "An analyst recalled the request."
        : Revised.IsCompleted ? "The request was changed. Whoever decides is asked again, with what changed."
        : "The office's process was changed. Whoever decides by the new one is asked.";

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
