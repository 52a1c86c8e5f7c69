using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Files;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;
using PmoFlow.Embedded.Tables;
using PmoFlow.Platform.Files;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Embedded;

/// <summary>
/// The engine and the tables on one SQLite file. Everything that was acknowledged survives a crash of process or machine, and
/// everything that was under way goes on at the next opening.
/// </summary>
public sealed class EmbeddedPlatform : IAsyncDisposable, IDisposable
{
    private readonly EmbeddedEngine engine;
    private readonly Housekeeping housekeeping;
    private readonly EngineGauges gauges;
    private bool closed;

    private EmbeddedPlatform(EmbeddedEngine engine)
    {
        this.engine = engine;
        Client = new EmbeddedOrchestrationClient(engine);
        Tables = new SqliteTableStore(engine.Database, engine.Writer);
        Files = new TableFileStore(Tables);
        Operations = new EngineOperations(engine);
        housekeeping = new Housekeeping(Operations, engine.Options, engine.Time, engine.Idle, engine.Log);
        gauges = new EngineGauges(engine, Operations);
    }

    /// <summary>Starts orchestrations and talks to them.</summary>
    public IOrchestrationClient Client { get; }

    /// <summary>Documents in the same file.</summary>
    public ITableStore Tables { get; }

    /// <summary>Files in the same file.</summary>
    public IFileStore Files { get; }

    /// <summary>What an operator sees and does.</summary>
    public EngineOperations Operations { get; }

    internal EmbeddedEngine Engine => engine;

    /// <summary>Opens the data folder and goes on with what was under way.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="catalog">What can run.</param>
    /// <param name="services">Each run of an activity gets a scope of these.</param>
    /// <param name="time">The clock of orchestrations and timers; it may be moved forward at any time.</param>
    /// <param name="log">Where the engine reports what people should know.</param>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="DamagedDatabaseException">The file cannot be trusted.</exception>
    /// <exception cref="UnknownOrchestrationsException">Live instances have no code to run.</exception>
    public static Task<EmbeddedPlatform> Open(
        EmbeddedPlatformOptions options, OrchestrationCatalog catalog, IServiceProvider services, TimeProvider time,
        ILogger<EmbeddedPlatform>? log = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() =>
        {
            var platform = OpenFile(options, catalog, services, time, log);
            try
            {
                platform.Start();
                return platform;
            }
            catch
            {
                platform.Close();
                throw;
            }
        });
    }

    /// <summary>
    /// Completes when nothing is runnable: no message, activity, write or due timer is left, and everything alive waits for an
    /// event or for a time that has not come.
    /// </summary>
    public Task WhenIdle() => engine.Idle.WhenIdle();

    /// <summary>When the nearest timer falls due, UTC; null where none waits. Exact once <see cref="WhenIdle"/> has completed.</summary>
    public DateTimeOffset? NextTimer => engine.Timers.Nearest is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Lets running activities end, commits what is done and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (closed)
            return;
        await engine.Stop(engine.Options.StopPatience);
        Close();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    internal static EmbeddedPlatform OpenFile(
        EmbeddedPlatformOptions options, OrchestrationCatalog catalog, IServiceProvider services, TimeProvider time, ILogger? log)
    {
        var database = OpenDatabase(options);
        try
        {
            var checkpoints = options.SimulatedWriter ? null : new Checkpoints(database.File, options.Synchronous);
            var writer = new Writer(database.Writer, options.CommitItems, checkpoints);
            if (!options.SimulatedWriter)
                writer.Start();
            return new EmbeddedPlatform(
                new EmbeddedEngine(options, catalog, services, time, database, writer, new EngineLog(log ?? NullLogger.Instance)));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static Database OpenDatabase(EmbeddedPlatformOptions options)
    {
        try
        {
            var database = Database.Open(options.DataFolder, options.Synchronous);
            database.Writer.KeepsStatements = options.KeepStatements;
            return database;
        }
        catch (DamagedDatabaseException e) when (NewestBackup(options) is { } newest)
        {
            // Whoever reads this at night must not have to look for it.
            throw new DamagedDatabaseException(e.File, e.InnerException!, newest);
        }
    }

    private static string? NewestBackup(EmbeddedPlatformOptions options) => Backup.Newest(options.BackupPlace)?.Place;

    /// <summary>For trials: ends as a killed process would, whatever is under way.</summary>
    internal void Crash()
    {
        engine.Writer.Halt();
        engine.Abandon();
        Close();
    }

    internal void Start()
    {
        try
        {
            engine.Start();
        }
        catch (StorageException e) when (e.IsCorruption)
        {
            throw new DamagedDatabaseException(engine.Database.File, e, NewestBackup(engine.Options));
        }
        housekeeping.Start();
        if (engine.Database.IsLarge)
            _ = Task.Run(Inspect);
    }

    // A large file takes longer to inspect than people want to wait for a start.
    private void Inspect()
    {
        try
        {
            engine.Damage = engine.Database.Inspect()?.ReplaceLineEndings(" ");
        }
        catch (StorageException e)
        {
            engine.Damage = e.Message;
        }
        if (engine.Damage is { } damage && !engine.IsStopping)
            engine.Log.Damaged(damage);
    }

    private void Close()
    {
        closed = true;
        gauges.Dispose();
        housekeeping.Dispose();
        engine.Writer.Dispose();
        engine.Dispose();
        engine.Database.Dispose();
    }
}
