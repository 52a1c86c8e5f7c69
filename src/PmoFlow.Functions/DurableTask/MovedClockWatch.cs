using Microsoft.DurableTask;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// Development's time: an execution asks the office's clock when it begins, and is told by an event when one of its timers falls due
/// because that clock was moved. Both are in its history, so that a replay sees the same time.
/// </summary>
internal sealed class MovedClockWatch : ClockWatch
{
    /// <summary>The activity that reads the office's clock: how far ahead it is, in ticks.</summary>
    public const string Read = "ReadOfficeClock";

    /// <summary>The event that tells how far ahead it is now, in ticks.</summary>
    public const string Moved = "OfficeClockMoved";

    private readonly SortedDictionary<int, DateTimeOffset> open = [];
    private readonly OfficeTimers timers;
    private TaskCompletionSource moved = new();
    private TimeSpan ahead;
    private int count;

    private MovedClockWatch(OfficeTimers timers, TimeSpan ahead) => (this.timers, this.ahead) = (timers, ahead);

    public override TimeSpan Ahead => ahead;

    public static async Task<MovedClockWatch> Begin(TaskOrchestrationContext context, OfficeTimers timers)
    {
        var watch = new MovedClockWatch(timers, TimeSpan.FromTicks(await context.CallActivityAsync<long>(Read, context.InstanceId)));
        _ = watch.Listen(context);
        return watch;
    }

    public override async Task Ring(TaskOrchestrationContext context, DateTimeOffset fireAt, CancellationToken cancellation)
    {
        var timer = ++count;
        open[timer] = fireAt;
        try
        {
            do
            {
                Tell(context);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                var rung = context.CreateTimer((fireAt - ahead).UtcDateTime, either.Token);
                if (await Task.WhenAny(rung, moved.Task) == rung)
                    await rung;
                else
                    CancelAtOnce(either);
            }
            while (new DateTimeOffset(context.CurrentUtcDateTime, TimeSpan.Zero) + ahead < fireAt);
        }
        finally
        {
            open.Remove(timer);
            Tell(context);
        }
    }

    private async Task Listen(TaskOrchestrationContext context)
    {
        while (true)
        {
            var ticks = await context.WaitForExternalEvent<long>(Moved);
            ahead = TimeSpan.FromTicks(Math.Max(ticks, ahead.Ticks));
            var (told, next) = (moved, new TaskCompletionSource());
            moved = next;
            told.SetResult();
            Tell(context);
        }
    }

    /// <summary>Only the present counts: what was open in the past of a replay may have rung long ago.</summary>
    private void Tell(TaskOrchestrationContext context)
    {
        if (!context.IsReplaying)
            timers.Set(context.InstanceId, open.Count == 0 ? null : open.Values.Min());
    }

    // Not CancelAsync: that would run on a thread of the pool, which an orchestration must not wait for.
#pragma warning disable CA1849
    private static void CancelAtOnce(CancellationTokenSource source) => source.Cancel();
#pragma warning restore CA1849
}
