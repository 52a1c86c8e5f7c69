using System.Xml;
using PmoFlow.Domain;

namespace PmoFlow.Web.Development;

/// <summary>What the clock must know of the engine; the host says how.</summary>
/// <param name="WhenIdle">Completes when nothing is runnable any more.</param>
/// <param name="NextTimer">When the nearest timer falls due, UTC; null where none waits.</param>
public sealed record EnginePulse(Func<Task> WhenIdle, Func<DateTimeOffset?> NextTimer);

/// <summary>Moves the office's clock and lets everything that falls due on the way happen at its time.</summary>
internal sealed class ClockDesk(OfficeClock clock, EnginePulse engine) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    // Timers that are due within a minute of each other may fire together: thousands of requests are not thousands of steps.
    private static readonly TimeSpan ShortestStep = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Now and how far that is ahead.</summary>
    public ClockReading Read() => new(clock.GetUtcNow(), XmlConvert.ToString(Truncate(clock.Ahead)), Settled: true);

    /// <summary>Moves it by an ISO 8601 duration: <c>P3D</c>, <c>PT1H</c>, <c>P1M</c>.</summary>
    public async Task<Outcome<ClockReading>> Advance(string? duration, CancellationToken cancellation)
    {
        if (!IsoDuration.TryAdd(clock.GetUtcNow(), duration, out _))
            return new Refusal.Invalid([new("advance", "advance is an ISO 8601 duration of at most ten years, such as P3D, PT1H or P1M.")]);
        await one.WaitAsync(cancellation);
        try
        {
            using var patience = new CancellationTokenSource(LongestWait);
            // What is under way belongs to the time before: it is let happen first.
            var settled = await Settle(patience.Token);
            var start = clock.GetUtcNow();
            _ = IsoDuration.TryAdd(start, duration, out var target);
            var ahead = clock.Ahead + (target - start);
            while (settled && engine.NextTimer() is { } next && next < target)
            {
                var step = clock.GetUtcNow() + ShortestStep;
                clock.AdvanceTo(next > step ? next : step < target ? step : target);
                settled = await Settle(patience.Token);
            }
            clock.AdvanceTo(clock.GetUtcNow() - clock.Ahead + ahead);
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
            await engine.WhenIdle().WaitAsync(patience);
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
