namespace PmoFlow.Bench.Dashboards;

/// <summary>The clock of an office whose past is being written.</summary>
internal sealed class MovedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
