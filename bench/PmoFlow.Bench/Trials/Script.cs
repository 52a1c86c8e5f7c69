using System.Globalization;
using System.Text.Json.Serialization;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>State of a scripted orchestration, carried from execution to execution.</summary>
internal sealed record ScriptState(int Seed, int Executions, bool IsChild, string Log, int[] Events);

[JsonSerializable(typeof(ScriptState))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ScriptJson : JsonSerializerContext;

/// <summary>An orchestration whose story follows from a seed, and what must come of it, worked out without an engine.</summary>
internal static class Script
{
    public static readonly OrchestrationReference<ScriptState, ScriptState> Story = new("Story");
    public static readonly ActivityReference<int, int> Work = new("Work");
    public static readonly ActivityReference<int, int> Flaky = new("Flaky")
    {
        Retry = new RetryPolicy(3, TimeSpan.FromMinutes(2)) { Coefficient = 2 },
    };
    public static readonly EventReference<int> Decided = new("Decided");

    private static readonly string[] Kinds = ["work", "fan", "timer", "gate", "child", "flaky", "gate"];

    public static async Task<ScriptState> Run(OrchestrationContext context, ScriptState state)
    {
        var (log, events) = (state.Log, state.Events.ToList());
        // Left running when the next execution begins, whose first task has the same number.
        if (state.Executions % 2 == 0)
            _ = context.CallActivity(Work, state.Executions);
        foreach (var (kind, n) in Steps(state))
        {
            switch (kind)
            {
                case "work":
                    log += Result(kind, await context.CallActivity(Work, n));
                    break;
                case "fan":
                    log += Result(kind, (await Task.WhenAll(Enumerable.Range(n, 4).Select(i => context.CallActivity(Work, i)))).Sum());
                    break;
                case "timer":
                    var due = context.UtcNow.AddMinutes(n);
                    await context.CreateTimer(due);
                    log += context.UtcNow < due ? " EARLY" : Result(kind, n);
                    break;
                case "gate":
                    events.Add(await Gate(context, n));
                    break;
                case "child":
                    var child = await context.CallSubOrchestration(Story, $"{context.InstanceId}-{state.Executions}-{log.Length}", Child(n));
                    log += $" ({child.Log})";
                    break;
                case "flaky":
                    log += Result(kind, await Try(context, n));
                    break;
            }
        }
        var next = state with { Executions = state.Executions - 1, Log = log, Events = [.. events] };
        if (next.Executions > 0)
            context.ContinueAsNew(next);
        return next;
    }

    /// <summary>What the log must be in the end.</summary>
    public static string Expected(ScriptState state)
    {
        var log = state.Log;
        for (; state.Executions > 0; state = state with { Executions = state.Executions - 1 })
        {
            foreach (var (kind, n) in Steps(state))
            {
                log += kind switch
                {
                    "work" => Result(kind, n + 1),
                    "fan" => Result(kind, 4 * n + 10),
                    "timer" => Result(kind, n),
                    "child" => $" ({Expected(Child(n))})",
                    "flaky" => Result(kind, n % 4 == 3 ? -1 : n + 1),
                    _ => "",
                };
            }
        }
        return log;
    }

    /// <summary>How many decisions it takes in.</summary>
    public static int Gates(ScriptState state)
    {
        var gates = 0;
        for (; state.Executions > 0; state = state with { Executions = state.Executions - 1 })
            gates += Steps(state).Count(step => step.Kind == "gate");
        return gates;
    }

    private static ScriptState Child(int n) => new(n, 1, true, "", []);

    private static IEnumerable<(string Kind, int N)> Steps(ScriptState state)
    {
        var random = new Random(state.Seed * 7919 + state.Executions);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            // A child asks nobody and has no children: its parent's story is long enough.
            yield return (state.IsChild && kind is ("gate" or "child") ? "work" : kind, random.Next(1000));
        }
    }

    // The gate of the port's own advice: one event task, raced with successive reminders; only timers are cancelled.
    private static async Task<int> Gate(OrchestrationContext context, int n)
    {
        var decided = context.WaitForEvent(Decided);
        while (true)
        {
            using var cancel = new CancellationTokenSource();
            var reminder = context.CreateTimer(context.UtcNow.AddMinutes(n + 1), cancel.Token);
            if (await Task.WhenAny(decided, reminder) == decided)
            {
                cancel.Cancel();
                return await decided;
            }
            await context.CallActivity(Work, n);
        }
    }

    private static async Task<int> Try(OrchestrationContext context, int n)
    {
        try
        {
            return await context.CallActivity(Flaky, n);
        }
        catch (TaskFailedException)
        {
            return -1;
        }
    }

    private static string Result(string kind, int n) => string.Create(CultureInfo.InvariantCulture, $" {kind}{n}");
}
