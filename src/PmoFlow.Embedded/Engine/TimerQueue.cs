using PmoFlow.Embedded.Storage;

namespace PmoFlow.Embedded.Engine;

/// <summary>A row of the table of timers, in the order they fall due.</summary>
internal readonly record struct DueTimer(long FireAt, long Instance, int Execution, int Task, int Kind) : IComparable<DueTimer>
{
    public int CompareTo(DueTimer other)
    {
        var order = FireAt.CompareTo(other.FireAt);
        if (order == 0)
            order = Instance.CompareTo(other.Instance);
        if (order == 0)
            order = Execution.CompareTo(other.Execution);
        return order == 0 ? Task.CompareTo(other.Task) : order;
    }
}

/// <summary>
/// The near timers in memory, the rest in the file's index; one alarm for the nearest, no polling. What is due fires once, in order.
/// </summary>
internal sealed class TimerQueue(Database database, TimeProvider time, IdleSignal idle, Action<DueTimer> fire, Action<Exception> unread) : IDisposable
{
    private const int LoadAtOnce = 20_000;

    // The wall clock may be set while an alarm, which counts elapsed time, is pending. So never sleep longer than this.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly SortedSet<DueTimer> near = [];
    private ITimer? alarm;
    private DueTimer horizon = new(long.MinValue, 0, 0, 0, 0);
    private bool more = true;
    private bool closed;

    /// <summary>When the nearest falls due, in UTC ticks; null where there is none.</summary>
    public long? Nearest
    {
        get
        {
            lock (gate)
                return near.Count > 0 ? near.Min.FireAt : null;
        }
    }

    /// <summary>Takes up what the file holds.</summary>
    public void Start()
    {
        alarm = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        // A start that cannot read them is refused; later it is tried again.
        lock (gate)
            Load();
        Ring();
    }

    public void Add(DueTimer timer)
    {
        bool nearest;
        lock (gate)
        {
            // Past the horizon it is found in the file when its time comes near.
            if (more && timer.CompareTo(horizon) > 0)
                return;
            near.Add(timer);
            nearest = near.Min == timer;
            if (near.Count > 4 * LoadAtOnce)
                Trim();
        }
        if (nearest)
            Ring();
    }

    public void Remove(DueTimer timer) => Remove([timer]);

    /// <summary>Drops what nobody waits for any more; one that is firing already finds nobody.</summary>
    public void Remove(IReadOnlyCollection<DueTimer> timers)
    {
        if (timers.Count == 0)
            return;
        lock (gate)
            near.ExceptWith(timers);
    }

    public void Dispose()
    {
        lock (gate)
            closed = true;
        alarm?.Dispose();
    }

    private void Ring()
    {
        idle.Begin();
        try
        {
            while (TryTake(out var due))
                fire(due);
        }
        catch (StorageException e)
        {
            // The alarm rings on a thread of its own, where nobody else would catch it.
            unread(e);
            WakeAgain();
        }
        finally
        {
            idle.End();
        }
    }

    private void WakeAgain()
    {
        lock (gate)
        {
            if (!closed)
                alarm!.Change(EmbeddedEngine.Pause, Timeout.InfiniteTimeSpan);
        }
    }

    private bool TryTake(out DueTimer due)
    {
        lock (gate)
        {
            due = default;
            if (closed)
                return false;
            if (near.Count == 0 && more)
                Load();
            if (near.Count == 0)
                return false;
            due = near.Min;
            var wait = new TimeSpan(due.FireAt - time.GetUtcNow().UtcTicks);
            if (wait <= TimeSpan.Zero)
                return near.Remove(due);
            alarm!.Change(wait < LongestSleep ? RoundUp(wait) : LongestSleep, Timeout.InfiniteTimeSpan);
            return false;
        }
    }

    // Alarms count whole milliseconds; rounding down would ring before the time and then again and again.
    private static TimeSpan RoundUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));

    // The far ones are in the file; only the near ones cost memory.
    private void Trim()
    {
        while (near.Count > LoadAtOnce)
            near.Remove(near.Max);
        horizon = near.Max;
        more = true;
    }

    private void Load()
    {
        var loaded = database.Read(connection =>
        {
            var rows = connection.Prepare("""
                SELECT fire_at, instance, execution, task, kind FROM timers
                WHERE (fire_at, instance, execution, task) > (?,?,?,?) ORDER BY fire_at, instance, execution, task LIMIT ?
                """).Bind(horizon.FireAt).Bind(horizon.Instance).Bind(horizon.Execution).Bind(horizon.Task).Bind(LoadAtOnce);
            var list = new List<DueTimer>();
            while (rows.Next())
                list.Add(new DueTimer(rows.Long(0), rows.Long(1), rows.Int(2), rows.Int(3), rows.Int(4)));
            return list;
        });
        near.UnionWith(loaded);
        more = loaded.Count == LoadAtOnce;
        if (loaded.Count > 0)
            horizon = loaded[^1];
    }
}
