using System.Collections.Concurrent;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Embedded.Engine;

/// <summary>The parts put together, and the ways between them.</summary>
internal sealed class EmbeddedEngine : IDisposable
{
    /// <summary>How long to wait before what could not be read or written is tried again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // An office that never rests has come through its start when it has worked for so long.
    private static readonly TimeSpan LongStart = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<long, LiveInstance> live = new();
    private readonly ConcurrentDictionary<ITimer, bool> pauses = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Action<IThreadPoolWorkItem> episodes;
    private volatile bool isStopping;
    private volatile bool started;
    private volatile CarefulStart? careful;

    public EmbeddedEngine(
        EmbeddedPlatformOptions options, OrchestrationCatalog catalog, IServiceProvider services, TimeProvider time,
        Database database, Writer writer, EngineLog log)
    {
        Options = options;
        Catalog = catalog;
        Services = services;
        Time = time;
        Database = database;
        Writer = writer;
        Log = log;
        Cache = new OrchestratorCache(options.CacheBytes);
        Activities = new ActivityPool(options.MaxConcurrentActivities, Idle,
            options.Schedule ?? (static item => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false)), time);
        episodes = options.Schedule ?? new EpisodeLine(Environment.ProcessorCount).Add;
        Timers = new TimerQueue(database, time, Idle, Fire, log.TimersNotRead);
    }

    public EmbeddedPlatformOptions Options { get; }

    public OrchestrationCatalog Catalog { get; }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public Database Database { get; }

    public Writer Writer { get; }

    public EngineLog Log { get; }

    public IdleSignal Idle { get; } = new();

    public EndSignals Ends { get; } = new();

    public OrchestratorCache Cache { get; }

    public ActivityPool Activities { get; }

    public TimerQueue Timers { get; }

    public CancellationToken Stopping => stopping.Token;

    public bool IsStopping => isStopping;

    /// <summary>What was found to be wrong with the file; it must be restored.</summary>
    public string? Damage { get; set; }

    /// <summary>What live instances needed when this start found them.</summary>
    public IReadOnlyList<RunningVersion> FoundAtStart { get; private set; } = [];

    /// <summary>Activities that ran lately.</summary>
    public LastMinute ActivitiesEnded { get; } = new(TimeProvider.System);

    /// <summary>Instances in memory.</summary>
    public int LiveCount => live.Count;

    public void Deliver(long instance, Delivery delivery)
    {
        // What was held would be forgotten.
        if (isStopping && delivery.IsVolatile)
            Persist(instance, delivery);
        else if (careful?.TryHold(instance, delivery) != true)
            Hand(instance, delivery);
    }

    private void Hand(long instance, Delivery delivery)
    {
        while (started && !Live(instance).Deliver(delivery))
        {
        }
    }

    public void DeliverStart(InstanceHeader header, ReadOnlyMemory<byte> input)
    {
        if (started)
            Live(header.Number).DeliverStart(header, input);
    }

    /// <summary>The instance where it is in memory.</summary>
    public LiveInstance? InMemory(long instance) => live.GetValueOrDefault(instance);

    public void DeliverAll(IEnumerable<(long Instance, Delivery Delivery)> deliveries)
    {
        foreach (var (instance, delivery) in deliveries)
            Deliver(instance, delivery);
    }

    public void Unblock(long instance, IReadOnlyList<Delivery> waiting)
    {
        while (started && !Live(instance).Unblock(waiting))
        {
        }
    }

    public void Run(LiveInstance instance)
    {
        Idle.Begin();
        episodes(instance);
    }

    /// <summary>Runs it after a pause, for what the file did not take or give.</summary>
    public void Later(Action action)
    {
        if (isStopping)
            return;
        ITimer? timer = null;
        timer = Time.CreateTimer(_ =>
        {
            if (timer is not null && pauses.TryRemove(timer, out var _))
                timer.Dispose();
            action();
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        pauses[timer] = true;
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    public void Persist(long instance, Delivery delivery)
    {
        Idle.Begin();
        Writer.Enqueue(new PersistCommit(this, instance, delivery));
    }

    /// <summary>A write from outside; counted, so that idle means that its consequences are over too.</summary>
    public Task<T> Write<T>(Func<WriteTransaction, T> apply, Action<T>? committed = null)
    {
        Idle.Begin();
        var item = new WriteItem<T>(apply, committed, Idle.End);
        Writer.Enqueue(item);
        return item.Answer;
    }

    /// <summary>A write that nobody waits for and that must be made: tried again until the file takes it.</summary>
    public void Insist<T>(Func<WriteTransaction, T> apply, Action<T> committed)
    {
        Idle.Begin();
        Writer.Enqueue(new InsistentWrite<T>(this, apply, committed));
    }

    public void Forget(LiveInstance instance)
    {
        Cache.Take(instance);
        live.TryRemove(KeyValuePair.Create(instance.Number, instance));
    }

    /// <summary>Takes up everything that was under way. What was asked for before is in the file and taken up with it.</summary>
    public void Start()
    {
        FoundAtStart = LiveVersions.Find(Database, Catalog);
        foreach (var running in FoundAtStart)
            Log.Running(running.Live, running.Orchestration, running.Version ?? "-");
        // On the writer's thread, so that no message is found in the file and delivered as well.
        var recovered = Write(
            transaction => (Careful: Recovery.BeginStart(transaction), Inbox: Recovery.Inbox(transaction, Time.GetUtcNow()), Work: Recovery.Work(transaction)),
            found =>
            {
                started = true;
                careful = found.Careful ? new CarefulStart(this) : null;
                DeliverAll(found.Inbox);
                foreach (var key in found.Work)
                    Activities.Enqueue(new ActivityRun(this, key, null));
                Log.Recovered(found.Inbox.Count, found.Work.Count);
            });
        if (Options.SimulatedWriter)
            Writer.CommitQueued(int.MaxValue);
        recovered.GetAwaiter().GetResult();
        Timers.Start();
        EndStart();
    }

    /// <summary>Lets running activities end within the time given, commits what is done, starts nothing new.</summary>
    public async Task Stop(TimeSpan patience)
    {
        Timers.Dispose();
        isStopping = true;
        var notBegun = Activities.Close();
        await stopping.CancelAsync();
        if (Writer.IsAlive)
        {
            // Until what they gave is in the file. What still runs is run again at the next start: at least once.
            await Within(patience, Idle.WhenIdle());
            // The stop is not held up for it; otherwise the attempts count as ended by a crash.
            await Within(patience, Uncount(notBegun));
        }
        foreach (var timer in pauses.Keys)
            await timer.DisposeAsync();
        Ends.Close();
    }

    /// <summary>For trials: from now on nothing has any effect, as after the end of the process.</summary>
    public void Abandon()
    {
        started = false;
        isStopping = true;
        Timers.Dispose();
        _ = Activities.Close();
        foreach (var timer in pauses.Keys)
            timer.Dispose();
    }

    public void Dispose()
    {
        Timers.Dispose();
        stopping.Dispose();
    }

    /// <summary>Calls back when the instance's next episode is over.</summary>
    public void WhenSettled(long instance, Action settled)
    {
        while (!Live(instance).WhenSettled(settled))
        {
        }
    }

    private static async Task Within(TimeSpan patience, Task task)
    {
        await task.WaitAsync(patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // An attempt that a stop ended says nothing against its activity. What was not fetched in this process keeps its count.
    private Task Uncount(IReadOnlyList<WorkKey> notFetched) => Writer.Write(transaction =>
    {
        foreach (var key in notFetched)
            transaction.Prepare("UPDATE work SET fetches=fetches+1 WHERE instance=? AND execution=? AND task=? AND state=0 AND fetches>0")
                .Bind(key.Instance).Bind(key.Execution).Bind(key.Task).Run();
        return transaction.Prepare("UPDATE work SET fetches=fetches-1 WHERE state=0 AND fetches>0").Run();
    });

    // What was found at the start has been gone through: the next start may be a bold one.
    private async void EndStart()
    {
        await Task.WhenAny(Idle.WhenIdle(), Task.Delay(LongStart, Time));
        if (careful is { } held)
            await held.End();
        careful = null;
        if (!isStopping)
            Insist(Recovery.EndStart, static _ => { });
    }

    private LiveInstance Live(long instance) =>
        live.TryGetValue(instance, out var found) ? found : live.GetOrAdd(instance, static (number, engine) => new LiveInstance(engine, number), this);

    private void Fire(DueTimer due)
    {
        if (due.Kind == EngineRows.TimerOwn)
            Deliver(due.Instance, new Delivery(new Incoming.Fired(due.Task), Delivery.Volatile, due.Execution));
        else
            StartRetry(due);
    }

    private void StartRetry(DueTimer due)
    {
        var key = new WorkKey(due.Instance, due.Execution, due.Task);
        Insist(transaction =>
        {
            transaction.Prepare("DELETE FROM timers WHERE instance=? AND execution=? AND task=?")
                .Bind(key.Instance).Bind(key.Execution).Bind(key.Task).Run();
            return transaction.Prepare("UPDATE work SET state=0 WHERE instance=? AND execution=? AND task=? AND state=1")
                .Bind(key.Instance).Bind(key.Execution).Bind(key.Task).Run() > 0;
        }, ready =>
        {
            if (ready)
                Activities.Enqueue(new ActivityRun(this, key, null));
        });
    }
}
