using PmoFlow.Embedded.Engine;
using PmoFlow.Embedded.Storage;
using PmoFlow.Platform.Operations;

namespace PmoFlow.Embedded.Operations;

/// <summary>
/// Asks the writer for a commit that changes a row, so that one that cannot write is found out also where nobody else writes: a
/// commit that changes nothing touches no disk. One question at a time, however many ask.
/// </summary>
internal sealed class WriterProbe(EmbeddedEngine engine)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<bool>? asked;
    private volatile string? failure;

    public async Task<Readiness> Look(CancellationToken cancellation)
    {
        Task<bool> current;
        lock (gate)
        {
            if (asked is not { IsCompleted: false })
                asked = engine.Write(Change);
            current = asked;
        }
        try
        {
            await current.WaitAsync(Wait, TimeProvider.System, cancellation);
            failure = null;
        }
        catch (TimeoutException)
        {
            // Not answered yet: how long the commit in hand takes says whether that is too long.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            failure = e.Message;
        }
        return (failure ?? engine.Writer.RefusedLately) is { } why ? new Readiness(false, $"The last write failed: {why}.") : new Readiness(true);
    }

    private static bool Change(WriteTransaction transaction) => transaction.Prepare(
        "INSERT INTO sequence(name, value) VALUES ('probe', 0) ON CONFLICT(name) DO UPDATE SET value=1-value").Run() > 0;
}
