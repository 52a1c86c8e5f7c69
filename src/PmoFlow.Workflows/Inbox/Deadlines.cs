using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Inbox;

/// <summary>Waiting with an end: events are raced against successive timers, and only the timers are cancelled.</summary>
internal static class Deadlines
{
    /// <summary>Waits until any of the answers is there, at the latest until <paramref name="moment"/>. True where one is.</summary>
    public static async Task<bool> Before(this OrchestrationContext context, DateTimeOffset moment, params Task[] answers)
    {
        if (answers.Any(answer => answer.IsCompleted))
            return true;
        using var timer = new CancellationTokenSource();
        var passed = context.CreateTimer(moment, timer.Token);
        var first = await Task.WhenAny([.. answers, passed]);
        if (first == passed)
            return false;
        // Not CancelAsync: that would run on a thread of the pool, which an orchestration must not wait for.
#pragma warning disable CA1849
        timer.Cancel();
#pragma warning restore CA1849
        return true;
    }
}
