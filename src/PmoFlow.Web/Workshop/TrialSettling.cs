using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

internal static class TrialSettling
{
    /// <summary>The trial once it has ended, or as far as it is where that takes longer than somebody wants to wait.</summary>
    public static async Task<TrialRecord?> After(string id, TrialDesk trials, CancellationToken cancellation)
    {
        TrialRecord? now = null;
        await Settling.Until(async () => now = await trials.Find(id, cancellation), trial => trial?.State is not TrialState.Running, cancellation);
        return now;
    }
}
