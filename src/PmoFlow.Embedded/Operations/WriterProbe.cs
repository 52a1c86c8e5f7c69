using PmoFlow.Embedded.Engine;
using PmoFlow.Platform.Operations;

namespace PmoFlow.Embedded.Operations;

/// <summary>
/// Asks the writer for a commit that changes nothing, so that one that cannot write is found out also where nobody else writes.
/// One question at a time, however many ask.
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
                asked = engine.Write(static _ => true);
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
        return failure is { } why ? new Readiness(false, $"The last write failed: {why}.") : new Readiness(true);
    }
}
