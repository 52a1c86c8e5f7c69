namespace PmoFlow.Embedded;

/// <summary>How the embedded platform is set up.</summary>
public sealed class EmbeddedPlatformOptions
{
    /// <summary>Where the database file is; made where it is missing. One process at a time.</summary>
    public string DataFolder { get; set; } = ".pmoflow";

    /// <summary>Activities that run at once; the rest wait in line.</summary>
    public int MaxConcurrentActivities { get; set; } = 64;

    /// <summary>Bytes of memory for orchestrations that wait; past it the least recently used are replayed when they go on.</summary>
    public long CacheBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How often an activity may be under way when the process ends before it is parked for a person to look at.</summary>
    public int MaxFetches { get; set; } = 5;

    /// <summary>How long a stop waits for running activities; those that take longer are run again at the next start.</summary>
    public TimeSpan StopPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For the negative controls of the power-loss trials only.</summary>
    internal Storage.SynchronousMode Synchronous { get; set; } = Storage.SynchronousMode.Full;
}
