using PmoFlow.Functions.DurableTask;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.Hosting;

/// <summary>What a worker does once, when it can first reach the host.</summary>
internal sealed class FirstSweep(IOrchestrationClient orchestrations, IServiceProvider services)
{
    private int begun;

    /// <summary>True the first time; in Development every waiting instance has then been told the time, and so has named its timers.</summary>
    public async Task<bool> Begin(CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref begun, 1) == 1)
            return false;
        if (services.GetService<OfficeTimers>() is not { } timers)
            return true;
        var query = new OrchestrationQuery(Status: OrchestrationStatus.Running, PageSize: 1000);
        do
        {
            var page = await orchestrations.List(query, cancellation);
            foreach (var instance in page.Instances)
                await timers.Tell(instance.InstanceId);
            query = query with { Cursor = page.Cursor };
        }
        while (query.Cursor is not null);
        return true;
    }
}
