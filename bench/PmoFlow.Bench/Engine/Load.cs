using System.Diagnostics;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Bench.Engine;

[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Nothing))]
internal sealed partial class LoadJson : JsonSerializerContext;

/// <summary>What the measurements run, on an engine with a folder of its own.</summary>
internal sealed class Load : IAsyncDisposable
{
    public static readonly OrchestrationReference<int, int> Sequence = new("Sequence");
    public static readonly OrchestrationReference<int, int> FanOut = new("FanOut");
    public static readonly OrchestrationReference<Nothing, Nothing> Waiter = new("Waiter");
    public static readonly OrchestrationReference<int, int> Collector = new("Collector");
    public static readonly OrchestrationReference<string, Nothing> Sleeper = new("Sleeper");
    public static readonly ActivityReference<int, int> Empty = new("Empty");
    public static readonly ActivityReference<Nothing, Nothing> Mark = new("Mark");
    public static readonly EventReference<Nothing> Told = new("Told");

    private readonly ServiceProvider services = new ServiceCollection().BuildServiceProvider();

    private Load(string folder, OrchestrationCatalog catalog) => (Folder, Catalog) = (folder, catalog);

    public string Folder { get; }

    public OrchestrationCatalog Catalog { get; }

    public EmbeddedPlatform Platform { get; private set; } = null!;

    public IOrchestrationClient Client => Platform.Client;

    /// <summary>When the marking activity last started.</summary>
    public TaskCompletionSource<long> Marked { get; set; } = new();

    public List<TimeSpan> Lateness { get; } = [];

    public static async Task<Load> Open(
        string? folder = null, Action<EmbeddedPlatformOptions>? configure = null, TimeProvider? time = null,
        SynchronousMode synchronous = SynchronousMode.Full)
    {
        folder ??= Path.Combine(Directory.GetCurrentDirectory(), $".bench-{Environment.ProcessId}-{Guid.NewGuid():N}");
        var load = new Load(folder, new OrchestrationCatalog(LoadJson.Default.Options));
        load.Register();
        var options = new EmbeddedPlatformOptions { DataFolder = folder, Synchronous = synchronous };
        configure?.Invoke(options);
        load.Platform = await EmbeddedPlatform.Open(options, load.Catalog, load.services, time ?? TimeProvider.System);
        return load;
    }

    /// <summary>Closes, and keeps the folder for another.</summary>
    public async Task<string> Leave()
    {
        await Platform.DisposeAsync();
        await services.DisposeAsync();
        return Folder;
    }

    public async ValueTask DisposeAsync() => Directory.Delete(await Leave(), recursive: true);

    private void Register()
    {
        Catalog.Add(Empty, (_, _, input) => Task.FromResult(input));
        Catalog.Add(Mark, (_, _, _) =>
        {
            Marked.TrySetResult(Stopwatch.GetTimestamp());
            return Task.FromResult(default(Nothing));
        });
        Catalog.Add(Sequence, async (context, steps) =>
        {
            for (var i = 0; i < steps; i++)
                await context.CallActivity(Empty, i);
            return steps;
        });
        Catalog.Add(FanOut, async (context, width) =>
            (await Task.WhenAll(Enumerable.Range(0, width).Select(i => context.CallActivity(Empty, i)))).Length);
        Catalog.Add(Waiter, async (context, _) =>
        {
            while (true)
            {
                await context.WaitForEvent(Told);
                await context.CallActivity(Mark, default);
            }
        });
        Catalog.Add(Collector, async (context, count) =>
        {
            for (var i = 0; i < count; i++)
                await context.WaitForEvent(Told);
            await context.CallActivity(Mark, default);
            return count;
        });
        Catalog.Add(Sleeper, async (context, at) =>
        {
            using var cancel = new CancellationTokenSource();
            var due = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
            var told = context.WaitForEvent(Told);
            await Task.WhenAny(told, context.CreateTimer(due, cancel.Token));
            lock (Lateness)
                Lateness.Add(context.UtcNow - due);
            cancel.Cancel();
            return default;
        });
    }
}
