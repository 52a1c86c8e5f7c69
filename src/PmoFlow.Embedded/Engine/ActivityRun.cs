using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>Which row of work.</summary>
internal readonly record struct WorkKey(long Instance, int Execution, int Task);

/// <summary>What an activity needs to run.</summary>
internal sealed record ActivityWork(string InstanceId, string Name, int Attempt, byte[] Input, string? Trace);

/// <summary>One run of one activity.</summary>
/// <param name="engine">Whose activity it is.</param>
/// <param name="key">Its row.</param>
/// <param name="work">What to run; null where it must be fetched from its row, which counts the attempt.</param>
internal sealed class ActivityRun(EmbeddedEngine engine, WorkKey key, ActivityWork? work) : IThreadPoolWorkItem
{
    public WorkKey Key => key;

    /// <summary>False where its attempt is yet to be counted.</summary>
    public bool IsFetched => work is not null;

    public void Execute() => _ = Run();

    private async Task Run()
    {
        try
        {
            if ((work ?? await Fetch()) is { } fetched && await Answer(fetched) is { } answer)
                engine.Deliver(key.Instance, new Delivery(answer, Delivery.Volatile, key.Execution));
        }
        catch (Exception e)
        {
            // The row is still there. Its place is free for others meanwhile.
            if (!engine.IsStopping)
                engine.Log.WorkNotFetched(e, key.Instance, key.Task);
            engine.Later(() => engine.Activities.Enqueue(new ActivityRun(engine, key, null)));
        }
        finally
        {
            engine.ActivitiesEnded.Add();
            engine.Activities.Finished();
        }
    }

    private async Task<Incoming?> Answer(ActivityWork fetched)
    {
        if (!engine.Catalog.Activities.TryGetValue(fetched.Name, out var definition))
        {
            await Park(new TaskFailure(fetched.Name, typeof(InvalidOperationException).FullName!,
                $"The activity {fetched.Name} is not registered."));
            return null;
        }
        var context = new PmoFlow.Platform.Orchestrations.ActivityContext(fetched.InstanceId,
            $"{fetched.InstanceId}/{key.Instance}.{key.Execution}/{key.Task}", fetched.Attempt, engine.Stopping);
        using var span = EngineTelemetry.Run(fetched);
        var from = Stopwatch.GetTimestamp();
        try
        {
            await using var scope = engine.Services.CreateAsyncScope();
            var result = await definition.Run(scope.ServiceProvider, context, fetched.Input);
            if (result.Length > IOrchestrationClient.MaxPayloadBytes)
                throw new PayloadTooLargeException($"The output of {fetched.Name}", result.Length, IOrchestrationClient.MaxPayloadBytes);
            EngineTelemetry.Ran(fetched.Name, failed: false, Stopwatch.GetElapsedTime(from));
            return new Incoming.Completed(key.Task, result);
        }
        catch (OperationCanceledException) when (engine.Stopping.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            EngineTelemetry.Ran(fetched.Name, failed: true, Stopwatch.GetElapsedTime(from));
            span?.SetStatus(ActivityStatusCode.Error, e.Message);
            var failure = TaskFailure.From(fetched.Name, e);
            return new Incoming.Failed(key.Task, e is PayloadTooLargeException ? failure with { IsPermanent = true } : failure);
        }
    }

    private Task<ActivityWork?> Fetch() => engine.Writer.Write(transaction =>
    {
        var row = transaction.Prepare("""
            SELECT i.id, w.name, w.attempt, w.fetches, w.input, w.seal, i.trace FROM work w JOIN instances i ON i.instance=w.instance
            WHERE w.instance=? AND w.execution=? AND w.task=? AND w.state=0
            """).Bind(key.Instance).Bind(key.Execution).Bind(key.Task);
        if (!row.Next())
            return null;
        var found = new ActivityWork(row.Text(0), row.Text(1), row.Int(2), row.Blob(4), row.IsNull(6) ? null : row.Text(6));
        var (fetches, seal) = (row.Int(3), row.Long(5));
        row.Reset();
        if (Seal.Of(found.Input, key.Instance, key.Task) != seal)
        {
            Park(transaction, new TaskFailure(found.Name, "PmoFlow.Damaged", "Its stored input is damaged; its orchestration can be terminated or restarted."));
            return null;
        }
        if (fetches >= engine.Options.MaxFetches)
        {
            Park(transaction, new TaskFailure(found.Name, "PmoFlow.Poison",
                $"The process ended {fetches} times while this was under way; a person must look at it."));
            return null;
        }
        transaction.Prepare("UPDATE work SET fetches=fetches+1 WHERE instance=? AND execution=? AND task=?")
            .Bind(key.Instance).Bind(key.Execution).Bind(key.Task).Run();
        return found;
    });

    private Task<bool> Park(TaskFailure failure) => engine.Writer.Write(transaction =>
    {
        Park(transaction, failure);
        return true;
    });

    private void Park(WriteTransaction transaction, TaskFailure failure) =>
        transaction.Prepare("UPDATE work SET state=2, failure=? WHERE instance=? AND execution=? AND task=?")
            .Bind(HistoryJson.Write(failure)).Bind(key.Instance).Bind(key.Execution).Bind(key.Task).Run();
}
