using SQLitePCL;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// Copies what was committed from the log into the database beside the writer, so that no commit waits for the copying and its
/// syncs. Where commits come without pause the log still grows behind it; past a length the writer copies what is left, which is
/// little, and begins the log anew.
/// </summary>
internal sealed class Checkpoints : IDisposable
{
    // Some ten megabytes of log: often enough that a copy is short, seldom enough that pages written again and again are copied once.
    private const int ItemsBetween = 1000;

    private readonly Connection connection;
    private readonly Thread thread;
    private readonly SemaphoreSlim due = new(0, 1);
    private volatile bool closing;
    private int items;

    public Checkpoints(string file, SynchronousMode synchronous)
    {
        connection = Connection.Open(file, readOnly: false);
        connection.Execute($"PRAGMA synchronous={(int)synchronous}");
        thread = new Thread(Loop) { IsBackground = true, Name = "PmoFlow checkpoints" };
    }

    public void Start() => thread.Start();

    /// <summary>So many more writes are in the log. On the writer's thread.</summary>
    public void Committed(int count)
    {
        items += count;
        if (items < ItemsBetween || due.CurrentCount > 0)
            return;
        items = 0;
        due.Release();
    }

    /// <summary>Ends the thread; a copy under way is finished.</summary>
    public void Dispose()
    {
        if (closing)
            return;
        closing = true;
        if (due.CurrentCount == 0)
            due.Release();
        if (thread.IsAlive)
            thread.Join();
        connection.Dispose();
        due.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            due.Wait();
            if (closing)
                return;
            // It waits for nobody. Where it fails, or the writer is at it, nothing is lost: the log keeps what is not copied.
            _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        }
    }
}
