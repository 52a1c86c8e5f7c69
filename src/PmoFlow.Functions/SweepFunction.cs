using PmoFlow.Functions.Hosting;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Functions;

/// <summary>Sends again what was stored and not consumed: all of it when the worker starts, later what has waited for a while.</summary>
internal sealed class SweepFunction(InboxSweep sweep, HostClient host, FirstSweep first)
{
    [Function("SweepInbox")]
    public async Task Run(
        [TimerTrigger("*/15 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] Client client, CancellationToken stopping)
    {
        _ = timer;
        host.Remember(client);
        await sweep.Run(await first.Begin(stopping) ? TimeSpan.Zero : InboxSweep.Grace, stopping);
    }
}
