using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;

namespace PmoFlow.Embedded.Operations;

/// <summary>What the platform does by itself from time to time: backups, and purging what has long ended.</summary>
internal sealed class Housekeeping(EngineOperations operations, EmbeddedPlatformOptions options, TimeProvider time, IdleSignal idle, EngineLog log) : IDisposable
{
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(1);

    // A start has other things to do first.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly List<ITimer> timers = [];

    public void Start()
    {
        if (options.BackupEvery is { } every)
            Repeat(FirstBackup(every), every, () => operations.Backup(options.BackupPlace, options.BackupsKept, stopping.Token));
        if (options.EndedKeptFor is { } kept)
            Repeat(PurgeEvery, PurgeEvery, () => operations.PurgeEnded(time.GetUtcNow() - kept, stopping.Token));
    }

    public void Dispose()
    {
        stopping.Cancel();
        foreach (var timer in timers)
            timer.Dispose();
        stopping.Dispose();
    }

    // Counted from the newest copy and not from the start: a program that is started each night would never come to it.
    private TimeSpan FirstBackup(TimeSpan every) =>
        Backup.Newest(options.BackupPlace) is { } newest && newest.TakenAt + every - time.GetUtcNow() is var due && due > Soon
            ? (due < every ? due : every) : (Soon < every ? Soon : every);

    private void Repeat(TimeSpan first, TimeSpan every, Func<Task> chore) =>
        timers.Add(time.CreateTimer(_ => Do(chore), null, first, every));

    private async void Do(Func<Task> chore)
    {
        // An office that backs itself up is not idle.
        idle.Begin();
        try
        {
            await chore();
        }
        catch (Exception e)
        {
            // The next one may succeed; an operator sees this in the log and a missing backup in the folder.
            log.ChoreFailed(e);
        }
        finally
        {
            idle.End();
        }
    }
}
