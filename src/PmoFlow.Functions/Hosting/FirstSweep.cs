using PmoFlow.Functions.DurableTask;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.Hosting;

/// <summary>What a worker does once, when it can first reach the host.</summary>
internal sealed class FirstSweep(IOrchestrationClient orchestrations, IServiceProvider services)
{
    private volatile bool done;

    /// <summary>
    /// True the first time that it comes to an end; in Development every waiting instance has then been told the time, and so has named
    /// its timers. Where the host could not be asked, the next call begins anew: telling an instance twice does no harm.
    /// </summary>
    public async Task<bool> Begin(CancellationToken cancellation)
    {
        if (done)
            return false;
        if (services.GetService<OfficeTimers>() is { } timers)
            await TellAll(timers, cancellation);
        done = true;
        return true;
    }

    private async Task TellAll(OfficeTimers timers, CancellationToken cancellation)
    {
        var query = new OrchestrationQuery(Status: OrchestrationStatus.Running, PageSize: 1000);
        do
        {
            var page = await orchestrations.List(query, cancellation);
            foreach (var instance in page.Instances)
                await timers.Tell(instance.InstanceId);
            query = query with { Cursor = page.Cursor };
        }
        while (query.Cursor is not null);
    }
}
