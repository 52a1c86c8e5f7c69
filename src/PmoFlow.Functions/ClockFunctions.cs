using PmoFlow.Functions.DurableTask;

namespace PmoFlow.Functions;

/// <summary>The developers' clock as an activity, so that what an execution read of it is in its history. Not called but in Development.</summary>
internal sealed class ClockFunctions(IServiceProvider services)
{
    [Function(MovedClockWatch.Read)]
    public long Read([ActivityTrigger] string instanceId)
    {
        _ = instanceId;
        return services.GetService<OfficeTimers>()?.Ahead.Ticks ?? 0;
    }
}
