using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Bench.Trials;

internal sealed record Counted(int Times);

[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Counted))]
internal sealed partial class RequestJson : JsonSerializerContext;

/// <summary>
/// Requests that are started, decided and delivered, and documents, by several visitors at once; each answer is written down
/// outside of the program the moment it is given.
/// </summary>
internal static class RequestLoad
{
    public static readonly OrchestrationReference<string, int> Request = new("Request");
    // A disk that is full for a while fails whoever writes to a table meanwhile; as everywhere, that is tried again.
    public static readonly ActivityReference<int, int> Effect = new("Effect") { Retry = new(1000, TimeSpan.FromMilliseconds(50)) };
    public static readonly EventReference<int> Decided = new("Decided");
    public static readonly TableReference<Counted> Effects = new("Effects", RequestJson.Default.Counted);
    public static readonly TableReference<Counted> Documents = new("Documents", RequestJson.Default.Counted);

    private const int Visitors = 8;
    private const int NotAtRest = 4;
    private const int CalledReady = 5;

    // "n:errno:s" fails for good, "n:errno:s:m" for a while.
    private static readonly int Fault = Environment.GetEnvironmentVariable("PMO_FAULT")?.Count(letter => letter == ':') ?? 0;

    // The effect is on disk, its record is not: the process ends here.
    private static readonly int EndAfterEffect = Environment.GetEnvironmentVariable("PMO_END") is ['e', ':', .. var at]
        ? int.Parse(at, CultureInfo.InvariantCulture) : 0;

    private static int effects;

    public static OrchestrationCatalog Catalog() => new OrchestrationCatalog(RequestJson.Default.Options)
        .Add(Effect, async (services, context, n) =>
        {
            var tables = services.GetRequiredService<Func<ITableStore>>()();
            await tables.Change(Effects, new TableKey(context.InstanceId, context.IdempotencyKey), old => new Counted((old?.Times ?? 0) + 1));
            if (EndAfterEffect > 0 && Interlocked.Increment(ref effects) == EndAfterEffect)
                Process.GetCurrentProcess().Kill();
            return n;
        })
        .Add(Request, async (context, _) =>
        {
            await context.CallActivity(Effect, 0);
            var decision = await context.WaitForEvent(Decided);
            await Task.WhenAll(context.CallActivity(Effect, 1), context.CallActivity(Effect, 2));
            await context.CreateTimer(context.UtcNow.AddMilliseconds(5));
            return decision;
        });

    public static async Task<EmbeddedPlatform> Open(string folder, SynchronousMode synchronous = SynchronousMode.Full)
    {
        EmbeddedPlatform? platform = null;
        var services = new ServiceCollection().AddSingleton<Func<ITableStore>>(_ => () => platform!.Tables).BuildServiceProvider();
        var options = new EmbeddedPlatformOptions { DataFolder = folder, Synchronous = synchronous, MaxFetches = int.MaxValue };
        platform = EmbeddedPlatform.OpenFile(options, Catalog(), services, TimeProvider.System, null);
        await Task.Run(platform.Start);
        return platform;
    }

    /// <summary>In a process of its own: goes on until so many requests are through, or until it is killed.</summary>
    public static async Task<int> Child(string folder, string name, int requests, SynchronousMode synchronous)
    {
        var acks = Path.Combine(folder, "acks");
        using var file = File.OpenHandle(acks, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        var length = RandomAccess.GetLength(file);
        var gate = new Lock();
        EmbeddedPlatform platform;
        try
        {
            platform = await Open(folder, synchronous);
        }
        catch (StorageException e)
        {
            Console.Error.WriteLine($"refused: {e.Message}");
            return 3;
        }
        var (left, toldReady) = (requests, false);
        await Task.WhenAll(Enumerable.Range(0, Visitors).Select(visitor => Task.Run(async () =>
        {
            for (var i = 0; Interlocked.Decrement(ref left) >= 0; i++)
            {
                try
                {
                    await Visit(platform, $"{name}-{visitor}-{i}", i, Ack);
                }
                catch (StorageException e)
                {
                    // Not acknowledged, so not promised.
                    Console.Error.WriteLine(e.Message);
                    if (Fault == 2)
                        toldReady |= (await new EmbeddedOperations(platform.Engine, platform.Operations).Ready()).IsReady;
                    return;
                }
            }
        })));
        var exitCode = toldReady ? CalledReady : Fault == 3 && !await ComesToRest(platform) ? NotAtRest : 0;
        await platform.DisposeAsync();
        return exitCode;

        void Ack(string what)
        {
            var line = System.Text.Encoding.ASCII.GetBytes(what + "\n");
            lock (gate)
            {
                RandomAccess.Write(file, line, length);
                length += line.Length;
            }
        }
    }

    /// <summary>What a child's exit code says that must not be; null where it says nothing of the kind.</summary>
    public static string? Told(int exitCode) => exitCode switch
    {
        NotAtRest => "the disk was well again, and something did not go on.",
        CalledReady => "the disk took nothing, and it was called ready.",
        _ => null,
    };

    // What the disk refused for a while is tried again in this process.
    private static async Task<bool> ComesToRest(EmbeddedPlatform platform)
    {
        for (var from = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                Checker.Check(platform, Catalog());
                return true;
            }
            catch (Violation violation) when (Stopwatch.GetElapsedTime(from) > TimeSpan.FromSeconds(30))
            {
                Console.Error.WriteLine(violation.Message);
                return false;
            }
            catch (Violation)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private static async Task Visit(EmbeddedPlatform platform, string id, int i, Action<string> ack)
    {
        await platform.Client.Start(Request, id, id);
        ack($"started {id}");
        await platform.Tables.TryInsert(Documents, new TableKey("all", id), new Counted(i));
        ack($"stored {id}");
        for (var decision = 1; decision <= 1 + i % 3; decision++)
        {
            var outcome = await platform.Client.RaiseEvent(id, Decided, decision);
            ack(string.Create(CultureInfo.InvariantCulture, $"decided {id} {decision} {outcome}"));
        }
        if (i % 2 == 0)
        {
            var end = await platform.Client.WaitForEnd(id, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
            ack($"ended {id} {end.Output}");
        }
    }
}
