using Microsoft.DurableTask;

namespace PmoFlow.Functions.DurableTask;

/// <summary>
/// Time as an instance sees it. This one is the real time, which nobody moves; <see cref="MovedClockWatch"/> is Development's.
/// </summary>
internal class ClockWatch
{
    /// <summary>How far the office's clock is ahead of the real one, as the instance's history has it.</summary>
    public virtual TimeSpan Ahead => TimeSpan.Zero;

    /// <summary>Completes at that instant or after it, never before.</summary>
    public virtual async Task Ring(TaskOrchestrationContext context, DateTimeOffset fireAt, CancellationToken cancellation)
    {
        // A back end's clock may be a moment behind the one that wrote the history.
        do
            await context.CreateTimer(fireAt.UtcDateTime, cancellation);
        while (context.CurrentUtcDateTime < fireAt.UtcDateTime);
    }
}
