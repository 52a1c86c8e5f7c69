using System.Diagnostics;
using PmoFlow.Embedded.Engine;

namespace PmoFlow.Embedded.Storage;

/// <summary>
/// One thread that makes all changes: takes what is queued, writes it in one transaction, commits, acknowledges. So the cost of a
/// sync to disk is shared by all who wait for it.
/// </summary>
internal sealed class Writer : IDisposable
{
    // A large write may fail where a small one still finds room: what was refused is remembered for a while.
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(10);

    private readonly Connection connection;
    private readonly int maxBatch;
    private readonly Checkpoints? checkpoints;
    private readonly WriteTransaction transaction;
    private readonly Lock gate = new();
    private readonly SemaphoreSlim signal = new(0);
    private readonly Thread thread;
    private List<WriteItem> queue = [];
    private bool closing;
    private long busySince;
    private long commits;
    private long items;
    private volatile bool halted;
    private volatile DiskFailure? lastFailure;
    private bool leftInLog;

    /// <summary>For trials: true stops the writer dead at that point, as the end of the process would.</summary>
    public Func<CommitPoint, bool>? HaltAt { get; set; }

    public Writer(Connection connection, int maxBatch = 4096, Checkpoints? checkpoints = null)
    {
        this.connection = connection;
        this.maxBatch = maxBatch;
        this.checkpoints = checkpoints;
        transaction = new WriteTransaction(connection);
        thread = new Thread(Loop) { IsBackground = true, Name = "PmoFlow writer" };
    }

    public void Start()
    {
        thread.Start();
        checkpoints?.Start();
    }

    /// <summary>Commits since the start.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>Items committed since the start.</summary>
    public long Items => Interlocked.Read(ref items);

    /// <summary>False before the start, and once it can write no more.</summary>
    public bool IsAlive => thread.IsAlive;

    /// <summary>True once it was halted.</summary>
    public bool IsHalted => halted;

    /// <summary>Why the disk refused a commit within the last seconds; null where it did not.</summary>
    public string? RefusedLately => lastFailure is { } failure && Stopwatch.GetElapsedTime(failure.At) < Memory ? failure.Reason : null;

    /// <summary>How many wait for the next commit.</summary>
    public int Depth
    {
        get
        {
            lock (gate)
                return queue.Count;
        }
    }

    /// <summary>How long the commit in hand has taken so far; zero between commits.</summary>
    public TimeSpan Busy => Interlocked.Read(ref busySince) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    public void Enqueue(WriteItem item)
    {
        bool refused, first = false;
        lock (gate)
        {
            refused = closing;
            if (!refused)
            {
                queue.Add(item);
                first = queue.Count == 1;
            }
        }
        if (refused)
            item.Failed(new ObjectDisposedException(nameof(Writer), "The platform is closed."));
        else if (first)
            signal.Release();
    }

    public Task<T> Write<T>(Func<WriteTransaction, T> apply, Action<T>? committed = null)
    {
        var item = new WriteItem<T>(apply, committed);
        Enqueue(item);
        return item.Answer;
    }

    /// <summary>Ends the thread as the end of the process would: nothing more is written or answered.</summary>
    public void Halt()
    {
        halted = true;
        Dispose();
    }

    /// <summary>Writes what is queued, then ends the thread.</summary>
    public void Dispose()
    {
        lock (gate)
            closing = true;
        signal.Release();
        if (thread.IsAlive)
            thread.Join();
        checkpoints?.Dispose();
    }

    /// <summary>For simulations, instead of the thread: commits the oldest of what is queued.</summary>
    public void CommitQueued(int atMost)
    {
        List<WriteItem> batch;
        lock (gate)
        {
            batch = queue.GetRange(0, Math.Min(atMost, queue.Count));
            queue.RemoveRange(0, batch.Count);
        }
        if (batch.Count > 0 && !halted)
            Commit(batch);
    }

    private void Loop()
    {
        var batch = new List<WriteItem>();
        while (true)
        {
            lock (gate)
            {
                (batch, queue) = (queue, batch);
                if (halted || (batch.Count == 0 && closing))
                    return;
            }
            if (batch.Count == 0)
            {
                signal.Wait();
                continue;
            }
            for (var from = 0; from < batch.Count && !halted; from += maxBatch)
                Commit(batch.GetRange(from, Math.Min(maxBatch, batch.Count - from)));
            batch.Clear();
            if (halted)
                return;
        }
    }

    private void Commit(List<WriteItem> batch)
    {
        Interlocked.Exchange(ref busySince, Stopwatch.GetTimestamp());
        var failure = TryCommit(batch);
        Interlocked.Exchange(ref busySince, 0);
        if (halted)
            return;
        if (failure is null)
        {
            Interlocked.Increment(ref commits);
            Interlocked.Add(ref items, batch.Count);
            EngineTelemetry.Committed(batch.Count);
            checkpoints?.Committed(batch.Count);
            foreach (var item in batch)
                item.Committed();
        }
        else if (batch.Count == 1)
        {
            batch[0].Failed(failure);
        }
        else
        {
            // One of them cannot be written. Each alone, so that it takes no other with it.
            foreach (var item in batch)
                Commit([item]);
        }
    }

    private Exception? TryCommit(List<WriteItem> batch)
    {
        try
        {
            // What several refused commits leave in the log, one behind the other, could not be told from damage any more.
            leftInLog = leftInLog && !connection.TryEmptyLog();
            connection.Prepare("BEGIN IMMEDIATE").Run();
            foreach (var item in batch)
                item.Apply(transaction);
            transaction.SaveSequence();
            if (HaltsAt(CommitPoint.BeforeCommit))
                return null;
            connection.Prepare("COMMIT").Run();
            HaltsAt(CommitPoint.AfterCommit);
            return null;
        }
        catch (Exception e)
        {
            if (e is StorageException { IsOfTheDisk: true })
            {
                lastFailure = new DiskFailure(e.Message, Stopwatch.GetTimestamp());
                leftInLog = true;
            }
            Rollback();
            return e;
        }
    }

    // Somebody else may have halted it meanwhile, and that stands.
    private bool HaltsAt(CommitPoint point)
    {
        if (HaltAt?.Invoke(point) == true)
            halted = true;
        return halted;
    }

    private void Rollback()
    {
        transaction.ForgetSaved();
        try
        {
            connection.ResetStatements();
            if (!connection.IsIdle)
                connection.Execute("ROLLBACK");
        }
        catch (StorageException)
        {
            // The transaction is rolled back by SQLite itself after such errors; the next BEGIN tells if it is not.
        }
    }

    private sealed record DiskFailure(string Reason, long At);
}

/// <summary>Where a trial may stop the writer.</summary>
internal enum CommitPoint
{
    BeforeCommit,
    AfterCommit,
}
