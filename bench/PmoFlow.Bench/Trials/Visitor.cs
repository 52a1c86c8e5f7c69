using System.Text.Json;
using PmoFlow.Embedded;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// The world outside of one orchestration: starts it, decides at its gates, in order, and does again what got no answer. Keeps
/// what it was answered.
/// </summary>
internal sealed class Visitor(string id, ScriptState script)
{
    private readonly int gates = Script.Gates(script);
    private readonly HashSet<int> uncertain = [];
    private Task? pending;
    private bool started;
    private bool ended;
    private bool suspended;
    private int accepted;
    private string? seen;

    public string Id => id;

    /// <summary>It was told the end, and asked again after that.</summary>
    public bool HasSeenTheEnd { get; private set; }

    public void Act(EmbeddedPlatform platform, Random random)
    {
        if (pending is { IsCompleted: false })
            return;
        var answered = pending;
        pending = null;
        switch (answered)
        {
            case { IsFaulted: true }:
                // Refused, so nothing of it has happened; it is asked for again.
                return;
            case Task<StartOutcome> start:
                started = true;
                _ = start.Result;
                return;
            case Task<RaiseOutcome> raise when raise.Result == RaiseOutcome.Accepted:
                accepted++;
                return;
            case Task<RaiseOutcome> { Result: RaiseOutcome.Ended }:
                accepted = gates;
                return;
            case Task<SignalOutcome> signal:
                suspended = !suspended && signal.Result == SignalOutcome.Accepted;
                return;
        }
        if (!started)
            pending = platform.Client.Start(Script.Story, id, script);
        else if (suspended && (accepted >= gates || random.Next(3) == 0))
            pending = platform.Client.Resume(id, "");
        else if (!suspended && random.Next(12) == 0 && !ended)
            pending = platform.Client.Suspend(id, "");
        else if (accepted < gates)
            pending = platform.Client.RaiseEvent(id, Script.Decided, accepted + 1);
        else
            Look(platform);
    }

    /// <summary>The process ended: what got no answer may have happened or not.</summary>
    public void Unanswered()
    {
        if (pending is Task<RaiseOutcome> { IsCompletedSuccessfully: false })
            uncertain.Add(accepted + 1);
        else if (pending is Task<RaiseOutcome> { Result: RaiseOutcome.Accepted })
            accepted++;
        else if (pending is Task<StartOutcome> { IsCompletedSuccessfully: true })
            started = true;
        else if (pending is Task<SignalOutcome>)
            suspended = true;
        pending = null;
    }

    public void Check(EmbeddedPlatform platform)
    {
        var state = platform.Client.Get(id).Result ?? throw new Violation($"{id} was acknowledged and is gone.");
        var output = JsonSerializer.Deserialize(state.Output!.Value, ScriptJson.Default.ScriptState)!;
        if (output.Log != Script.Expected(script))
            throw new Violation($"{id} came to\n{output.Log}\ninstead of\n{Script.Expected(script)}");
        // In order, each once; twice only where an answer was lost and it was said again.
        var expected = 0;
        foreach (var number in output.Events)
        {
            if (number == expected && uncertain.Contains(number))
                continue;
            if (number != ++expected)
                throw new Violation($"{id} took its decisions as {string.Join(',', output.Events)}.");
        }
    }

    private void Look(EmbeddedPlatform platform)
    {
        var state = platform.Client.Get(id).Result ?? throw new Violation($"{id} was acknowledged and is gone.");
        if (state.Status is OrchestrationStatus.Quarantined or OrchestrationStatus.Failed)
            throw new Violation($"{id} is {state.Status}: {state.Failure}");
        if (state.Status == OrchestrationStatus.Suspended)
            suspended = true;
        if (!state.HasEnded)
            return;
        var now = $"{state.Status} {state.Output} {state.UpdatedAt:O}";
        if (seen is not null && seen != now)
            throw new Violation($"{id} changed after its end: {seen} became {now}.");
        HasSeenTheEnd = seen is not null;
        (seen, ended) = (now, true);
    }
}
