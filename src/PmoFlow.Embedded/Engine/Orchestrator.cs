using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// One execution of one instance: its function, run over messages, and held to its history. Touches nothing outside; what its
/// decisions ask for is in the outcome.
/// </summary>
internal sealed partial class Orchestrator
{
    private readonly OrchestrationDefinition definition;
    private readonly OrchestrationCatalog catalog;
    private readonly ReadOnlyMemory<byte> input;
    private readonly EpisodeThread thread;
    private readonly Dictionary<int, PendingTask> open = [];
    private readonly EventBuffer events = new();
    private Task<byte[]>? body;
    private EpisodeOutcome outcome = new() { At = default };
    private IReadOnlyList<Decision> expected = [];
    private int met;
    private string? defect;
    private byte[]? nextInput;

    public Orchestrator(
        OrchestrationDefinition definition, OrchestrationCatalog catalog, string instanceId, int execution,
        ReadOnlyMemory<byte> input, Action<Orchestrator> foreignAwait)
    {
        this.definition = definition;
        this.catalog = catalog;
        this.input = input;
        InstanceId = instanceId;
        Execution = execution;
        thread = new EpisodeThread(() =>
        {
            defect ??= Foreign;
            foreignAwait(this);
        });
    }

    private const string Foreign =
        "The orchestration awaits a task that its context did not give; such a task cannot be replayed.";

    public int Execution { get; }

    /// <summary>Rows of history so far.</summary>
    public int Episodes { get; set; }

    /// <summary>Roughly what it holds on to.</summary>
    public long Bytes { get; set; } = 4096;

    /// <summary>Why it must not go on; it is of no further use then.</summary>
    public string? Defect => defect;

    /// <summary>Names of the events it waits for.</summary>
    public IEnumerable<string> AwaitedEvents => events.Awaited;

    /// <summary>True where something that was asked for has not come yet.</summary>
    public bool HasOpenTasks => open.Count > 0;

    /// <summary>Runs one recorded episode again and holds the decisions to those recorded.</summary>
    public void Replay(Episode episode)
    {
        isReplaying = true;
        (expected, met) = (episode.Out, 0);
        Process(episode.At, episode.In);
        isReplaying = false;
        Episodes++;
        if (defect is null && met < expected.Count)
            defect = $"{Where()}: history has {expected[met]}, and the code no longer decides it.";
    }

    /// <summary>Runs the next episode. Where it leaves a <see cref="Defect"/>, the outcome must not be used.</summary>
    public EpisodeOutcome Run(DateTimeOffset now, IReadOnlyList<Incoming> messages)
    {
        var at = now > UtcNow ? now : UtcNow;
        foreach (var message in messages)
        {
            // The clock may have been set back since a timer fired; to the orchestration it is not before that time.
            if (message is Incoming.Fired fired && open.GetValueOrDefault(fired.Task) is PendingTimer timer && timer.At > at)
                at = timer.At;
        }
        Process(at, messages);
        return outcome;
    }

    private void Process(DateTimeOffset at, IReadOnlyList<Incoming> messages)
    {
        utcNow = at;
        outcome = new EpisodeOutcome { At = at };
        if (defect is not null)
            return;
        try
        {
            thread.Run(() => TakeAll(messages));
        }
        catch (OrchestrationDefectException e)
        {
            defect ??= $"{Where()}: {e.Message}";
        }
        catch (Exception e)
        {
            // Of the code that came with the orchestration, a retry's predicate for instance: it would throw again each time.
            defect ??= $"{Where()}: {e.GetType().FullName}: {e.Message}";
        }
    }

    private void TakeAll(IReadOnlyList<Incoming> messages)
    {
        var next = 0;
        while (next < messages.Count && body is not { IsCompleted: true } && defect is null)
        {
            if (Take(messages[next]))
                outcome.Taken.Add(messages[next]);
            next++;
            thread.Drain();
        }
        if (defect is not null)
            return;
        if (body is { IsCompleted: true })
            Finish(messages.Skip(next));
        else if (body is not null && open.Count == 0 && !events.HasWaiter)
            throw new OrchestrationDefectException(Foreign);
    }

    private bool Take(Incoming message)
    {
        switch (message)
        {
            case Incoming.Started:
                Begin();
                return true;
            case Incoming.Raised raised:
                events.Add(raised);
                return true;
            case Incoming.Completed completed when open.Remove(completed.Task, out var task):
                task.Complete(completed.Result);
                return true;
            case Incoming.Fired fired when open.Remove(fired.Task, out var timer):
                timer.Complete(default);
                return true;
            case Incoming.Failed failed when open.TryGetValue(failed.Task, out var task):
                if (task is PendingActivity activity && Retry(failed, activity))
                    return true;
                open.Remove(failed.Task);
                task.Fail(failed.Failure);
                return true;
            default:
                return false;
        }
    }

    private void Begin()
    {
        body = definition.Run(this, input);
        // A body that ends on another thread awaited something foreign without coming back here.
        if (!body.IsCompleted)
            _ = body.ContinueWith(static (_, state) => ((Orchestrator)state!).BodyEnded(), this, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void BodyEnded()
    {
        if (!thread.IsCurrent)
            thread.Post(static _ => { }, null);
    }

    private void Finish(IEnumerable<Incoming> rest)
    {
        var failure = body!.IsCompletedSuccessfully ? null : TaskFailure.From(definition.Name, Cause(body));
        var continues = failure is null && nextInput is not null;
        if (failure is null && !continues && body.Result.Length > IOrchestrationClient.MaxPayloadBytes)
            failure = TaskFailure.From(definition.Name,
                new PayloadTooLargeException("The output", body.Result.Length, IOrchestrationClient.MaxPayloadBytes));
        var status = continues ? OrchestrationStatus.Running
            : failure is null ? OrchestrationStatus.Completed : OrchestrationStatus.Failed;
        outcome.End = new Decision.End(status, continues);
        Decide(outcome.End);
        outcome.Failure = failure;
        outcome.Output = failure is null && !continues ? body.Result : null;
        if (!continues)
            return;
        outcome.NextInput = nextInput;
        outcome.Carried.AddRange(events.Unconsumed());
        outcome.Carried.AddRange(rest.OfType<Incoming.Raised>());
    }

    private static Exception Cause(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
            throw new InvalidOperationException("The task has not failed.");
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private bool Retry(Incoming.Failed failed, PendingActivity activity)
    {
        Decision.Retry? retry;
        if (isReplaying)
        {
            // What was decided stands, also where the policy has been changed since.
            retry = met < expected.Count && expected[met] is Decision.Retry recorded && recorded.Task == failed.Task ? recorded : null;
        }
        else
        {
            retry = activity.NextWait(UtcNow, failed.Failure) is { } wait
                ? new Decision.Retry(failed.Task, activity.Attempt + 1, After(wait)) : null;
        }
        if (retry is null)
            return false;
        Decide(retry);
        activity.Attempt = retry.Attempt;
        Effect(new Effect.RetryActivity(retry.Task, retry.Attempt, retry.At));
        return true;
    }

    private DateTimeOffset After(TimeSpan wait) =>
        wait < DateTimeOffset.MaxValue - UtcNow ? UtcNow + wait : DateTimeOffset.MaxValue;

    private void Decide(Decision decision)
    {
        if (!isReplaying)
        {
            outcome.Decisions.Add(decision);
            return;
        }
        if (met >= expected.Count)
            throw Stop($"the code now decides {decision}, and history has nothing there.");
        if (!expected[met].Equals(decision))
            throw Stop($"the code now decides {decision}, and history has {expected[met]}.");
        met++;
    }

    // Kept beside being thrown: the code may catch it, and must not go on.
    private OrchestrationDefectException Stop(string reason)
    {
        defect ??= $"{Where()}: {reason}";
        return new OrchestrationDefectException(reason);
    }

    private void Effect(Effect effect)
    {
        if (!isReplaying)
            outcome.Effects.Add(effect);
    }

    private string Where() => $"{definition.Name}, execution {Execution}, episode {Episodes}, decision {met}";
}
