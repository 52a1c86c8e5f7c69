using System.Diagnostics;
using System.Diagnostics.Metrics;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>
/// Traces and metrics under the name <see cref="Name"/>. Spans of an orchestration's episodes and of its activities
/// belong to the trace in which it was started, however long ago that was.
/// </summary>
public static class EngineTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "PmoFlow.Engine";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Durations = Meter.CreateHistogram<double>("pmoflow.activity.duration", "s", "How long activities ran.");
    private static readonly Counter<long> Ends = Meter.CreateCounter<long>("pmoflow.orchestration.ended", description: "Orchestrations that ended, by name and state.");
    private static readonly Counter<long> Commits = Meter.CreateCounter<long>("pmoflow.writer.commits", description: "Commits synced to disk.");
    private static readonly Counter<long> Items = Meter.CreateCounter<long>("pmoflow.writer.items", description: "Changes in those commits.");

    internal static Activity? Run(ActivityWork work)
    {
        var span = Source.StartActivity(work.Name, ActivityKind.Internal, work.Trace);
        span?.SetTag("pmoflow.instance", work.InstanceId);
        span?.SetTag("pmoflow.attempt", work.Attempt);
        return span;
    }

    /// <summary>
    /// An episode's span: an orchestration lives for months, which no collector waits for, so each time it goes on is a span of its own.
    /// </summary>
    internal static Activity? Episode(InstanceHeader instance)
    {
        if (!Source.HasListeners())
            return null;
        var span = Source.StartActivity(instance.Name, ActivityKind.Internal, instance.Trace);
        span?.SetTag("pmoflow.instance", instance.Id);
        span?.SetTag("pmoflow.execution", instance.Execution);
        return span;
    }

    internal static void Ran(string activity, bool failed, TimeSpan took)
    {
        if (Durations.Enabled)
            Durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("activity", activity), new KeyValuePair<string, object?>("failed", failed));
    }

    internal static void Ended(string orchestration, OrchestrationStatus status)
    {
        if (Ends.Enabled)
            Ends.Add(1, new KeyValuePair<string, object?>("orchestration", orchestration), new KeyValuePair<string, object?>("status", status.ToString()));
    }

    internal static void Committed(int items)
    {
        Commits.Add(1);
        Items.Add(items);
    }
}
