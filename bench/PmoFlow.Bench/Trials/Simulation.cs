using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// The engine on one thread, a virtual clock and a seeded scheduler: every order of episodes, activities, commits, answers and
/// crashes is a seed, and a seed that fails fails again.
/// </summary>
internal sealed class Simulation
{
    private const int Instances = 3;
    private const int FullDisk = 13;
    private const int MostSteps = 12_000;

    private readonly bool sabotage;

    // A start finds much that would otherwise be waited for in vain: in some seeds there is none.
    private readonly bool isSpared;

    private readonly Random random;
    private readonly SimulatedThreads threads;
    private readonly SimulatedClock clock = new();
    private readonly EmbeddedPlatformOptions options;
    private readonly OrchestrationCatalog catalog = new(ScriptJson.Default.Options);
    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();
    private readonly List<Visitor> visitors = [];
    private readonly Dictionary<string, int> effects = [];
    private EmbeddedPlatform platform = null!;
    private bool halted;
    private bool broken;
    private int crashes;

    private Simulation(int seed, string folder, bool sabotage)
    {
        this.sabotage = sabotage;
        random = new Random(seed);
        threads = new SimulatedThreads(random);
        isSpared = !sabotage && random.Next(3) == 0;
        options = new EmbeddedPlatformOptions
        {
            DataFolder = folder,
            Synchronous = SynchronousMode.Off,
            SimulatedWriter = true,
            MaxFetches = int.MaxValue,
            MaxConcurrentActivities = random.Next(1, 6),
            CacheBytes = random.Next(3) == 0 ? 0 : random.Next(40_000),
            Schedule = threads.Schedule,
            Read = Overtake,
        };
        catalog.Add(Script.Story, Script.Run);
        catalog.Add(Script.Work, (_, context, n) => Effect(context, n));
        catalog.Add(Script.Flaky, (_, context, n) => context.Attempt <= n % 4
            ? throw new InvalidOperationException("not yet") : Effect(context, n));
        for (var i = 0; i < Instances; i++)
            visitors.Add(new Visitor($"story-{i}", new ScriptState(seed * 31 + i, random.Next(1, 4), false, "", [])));
    }

    /// <summary>Runs one seed to its end.</summary>
    /// <param name="seed">Everything follows from it.</param>
    /// <param name="sabotage">A negative control: now and then something durable vanishes, which must be found out.</param>
    /// <returns>How many times the process ended in it.</returns>
    /// <exception cref="Violation">What must hold did not.</exception>
    public static int Run(int seed, bool sabotage = false)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-simulation-").FullName;
        var before = SynchronizationContext.Current;
        var simulation = new Simulation(seed, folder, sabotage);
        SynchronizationContext.SetSynchronizationContext(simulation.threads);
        try
        {
            simulation.Live();
            return simulation.crashes;
        }
        catch (Exception e)
        {
            throw new Violation($"Seed {seed}: {e.Message}\n{e.StackTrace}");
        }
        finally
        {
            simulation.platform?.Crash();
            SynchronizationContext.SetSynchronizationContext(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Live()
    {
        Open();
        for (var step = 0; visitors.Exists(visitor => !visitor.HasSeenTheEnd); step++)
        {
            if (step > MostSteps)
                throw new Violation("Something idles with work to do: " + string.Join("; ", visitors.Where(v => !v.HasSeenTheEnd).Select(v =>
                    $"{v.Id} {string.Join(',', platform.Operations.WhyWaiting(v.Id)?.Select(w => $"{w}") ?? [])}")));
            // A clock set back makes timers wait as long as it was set back: nothing is stuck that goes on when that time is over.
            Step(step < MostSteps / 4 ? TimeSpan.FromMinutes(random.Next(1, 300)) : TimeSpan.FromDays(30));
            if (halted)
                Crash();
        }
        Quiesce();
        foreach (var visitor in visitors)
            visitor.Check(platform);
        Checker.Check(platform, catalog);
    }

    private void Step(TimeSpan tick)
    {
        var dice = random.Next(1000);
        if (dice < 550 && threads.Count > 0)
            threads.RunOne();
        else if (dice < 800)
            platform.Engine.Writer.CommitQueued(random.Next(1, 6));
        else if (dice < 880)
            visitors[random.Next(visitors.Count)].Act(platform, random);
        else if (dice < 960)
            clock.Advance(tick);
        else if (dice < 975)
            clock.SetBy(random.Next(4) switch
            {
                0 => TimeSpan.FromHours(1),
                1 => TimeSpan.FromHours(-1),
                2 => TimeSpan.FromDays(400),
                _ => TimeSpan.FromDays(-400),
            });
        else if (dice < 982 && !isSpared)
            Crash();
        else if (dice < 986)
            broken = random.Next(6) == 0;
        else if (sabotage && dice < 992)
            Steal(random.Next(2) == 0 ? "inbox" : "work");
    }

    private void Steal(string table) => platform.Engine.Writer.Write(transaction =>
        transaction.Prepare($"DELETE FROM {table} WHERE instance=(SELECT instance FROM {table} ORDER BY instance LIMIT 1)").Run());

    private void Open()
    {
        halted = broken = false;
        platform = EmbeddedPlatform.OpenFile(options, catalog, services, clock, null);
        platform.Start();
        platform.Engine.Writer.HaltAt = point =>
        {
            if (broken && point == CommitPoint.BeforeCommit)
                throw new StorageException(FullDisk, "The disk is full.");
            return halted = halted || (!isSpared && random.Next(400) == 0);
        };
    }

    private void Crash()
    {
        crashes++;
        platform.Crash();
        threads.Forget();
        foreach (var visitor in visitors)
            visitor.Unanswered();
        Open();
    }

    // Somebody else's commits come between the reading of an instance and what is done about it.
    private void Overtake()
    {
        if (random.Next(4) > 0)
            return;
        var visitor = visitors[random.Next(visitors.Count)];
        for (var acts = random.Next(1, 5); acts > 0; acts--)
        {
            visitor.Act(platform, random);
            platform.Engine.Writer.CommitQueued(random.Next(1, 6));
        }
    }

    // Whatever is still on its way arrives.
    private void Quiesce()
    {
        platform.Engine.Writer.HaltAt = null;
        Settle();
        // What the file refused is tried again after a pause.
        clock.Advance(TimeSpan.FromSeconds(2));
        Settle();
    }

    private void Settle()
    {
        while (threads.Count > 0 || platform.Engine.Writer.Depth > 0)
        {
            platform.Engine.Writer.CommitQueued(int.MaxValue);
            if (threads.Count > 0)
                threads.RunOne();
        }
    }

    private async Task<int> Effect(PmoFlow.Platform.Orchestrations.ActivityContext context, int n)
    {
        // Comes back later and among others, as real work does.
        await Task.Yield();
        effects[context.IdempotencyKey] = effects.GetValueOrDefault(context.IdempotencyKey) + 1;
        if (effects[context.IdempotencyKey] > crashes + 1)
            throw new Violation($"{context.IdempotencyKey} ran more often than the process ended.");
        return n + 1;
    }
}
