using System.Xml;
using PmoFlow.Domain;

namespace PmoFlow.Web.Development;

/// <summary>Completes when nothing of the engine is runnable any more; the host says how it knows.</summary>
public delegate Task EngineIdle();

/// <summary>Moves the office's clock and lets everything that falls due on the way happen at its time.</summary>
internal sealed class ClockDesk(OfficeClock clock, EngineIdle idle) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    // Housekeeping timers of seconds must not make a month out of a million steps; a step is at least this long.
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Now and how far that is ahead.</summary>
    public ClockReading Read() => new(clock.GetUtcNow(), XmlConvert.ToString(Truncate(clock.Ahead)), Settled: true);

    /// <summary>Moves it by an ISO 8601 duration: <c>P3D</c>, <c>PT1H</c>, <c>P1M</c>.</summary>
    public async Task<Outcome<ClockReading>> Advance(string? duration, CancellationToken cancellation)
    {
        if (!IsoDuration.TryAdd(clock.GetUtcNow(), duration, out var target))
            return new Refusal.Invalid([new("advance", "advance is an ISO 8601 duration of at most ten years, such as P3D, PT1H or P1M.")]);
        await one.WaitAsync(cancellation);
        try
        {
            using var patience = new CancellationTokenSource(LongestWait);
            var settled = await Settle(patience.Token);
            while (settled && clock.NextDue is { } next && next < target)
            {
                var step = clock.GetUtcNow() + ShortestStep;
                clock.AdvanceTo(next > step ? next : step < target ? step : target);
                settled = await Settle(patience.Token);
            }
            clock.AdvanceTo(target);
            return Read() with { Settled = await Settle(patience.Token) };
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<bool> Settle(CancellationToken patience)
    {
        try
        {
            await idle().WaitAsync(patience);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static TimeSpan Truncate(TimeSpan span) => TimeSpan.FromSeconds(Math.Round(span.TotalSeconds));
}

/// <summary>What the office's clock says.</summary>
/// <param name="Now">UTC.</param>
/// <param name="Ahead">How far it is ahead of the real clock, as an ISO 8601 duration.</param>
/// <param name="Settled">False where the office was still busy when the answer had to go out.</param>
public sealed record ClockReading(DateTimeOffset Now, string Ahead, bool Settled);

/// <summary>How far to move it.</summary>
public sealed record ClockAdvance(string? Advance);
