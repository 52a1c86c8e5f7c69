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

    /// <summary>
    /// How often an activity may be under way when the process ends before it is parked for a person to look at; and how often an
    /// orchestration may, before it is quarantined.
    /// </summary>
    public int MaxFetches { get; set; } = 5;

    /// <summary>How long a stop waits for running activities; those that take longer are run again at the next start.</summary>
    public TimeSpan StopPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the file is backed up; never where this is null.</summary>
    public TimeSpan? BackupEvery { get; set; }

    /// <summary>Where backups go; best another disk. <c>backups</c> in the data folder where this is null.</summary>
    public string? BackupFolder { get; set; }

    /// <summary>How many scheduled backups are kept, the newest.</summary>
    public int BackupsKept { get; set; } = 7;

    /// <summary>Where backups go in the end.</summary>
    internal string BackupPlace => BackupFolder ?? Path.Combine(DataFolder, "backups");

    /// <summary>How long ended orchestrations are kept before they are purged, but for those that failed; for ever where this is null.</summary>
    public TimeSpan? EndedKeptFor { get; set; }

    /// <summary>For the negative controls of the power-loss trials only.</summary>
    internal Storage.SynchronousMode Synchronous { get; set; } = Storage.SynchronousMode.Full;

    /// <summary>How many writes share a commit at most; 1 to measure what sharing buys.</summary>
    internal int CommitItems { get; set; } = 4096;

    /// <summary>False to measure what it buys that the writer prepares each statement once.</summary>
    internal bool KeepStatements { get; set; } = true;

    /// <summary>Where a simulation decides the order of episodes and activities itself; null where they run in the thread pool.</summary>
    internal Action<IThreadPoolWorkItem>? Schedule { get; set; }

    /// <summary>For trials: called between the reading of an instance and what is done about it.</summary>
    internal Action? Read { get; set; }

    /// <summary>True where a simulation decides when the writer commits.</summary>
    internal bool SimulatedWriter { get; set; }
}
