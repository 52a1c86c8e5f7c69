using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Host;

/// <summary>
/// Sends again what was stored and not consumed: all of it at start, later what has waited for a while. By the real clock, so that
/// moving the office's clock does not sweep thousands of times.
/// </summary>
internal sealed partial class SweepLoop(InboxSweep sweep, ILogger<SweepLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, TimeProvider.System);
        var olderThan = TimeSpan.Zero;
        do
        {
            try
            {
                await sweep.Run(olderThan, stoppingToken);
                olderThan = InboxSweep.Grace;
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // It went through everything: what it could send again need not be sent again each time for the sake of what it could not.
                if (problem is AggregateException)
                    olderThan = InboxSweep.Grace;
                SweepFailed(log, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "What waits in the inbox could not be sent again; tried again in a few seconds")]
    private static partial void SweepFailed(ILogger log, Exception problem);
}
