using System.Collections.Concurrent;
using PmoFlow.Domain;

namespace PmoFlow.Web.Portfolio;

/// <summary>A part of a page, rendered.</summary>
/// <param name="Title">Of the page.</param>
/// <param name="Html">Without the layout around it.</param>
internal sealed record Fragment(string Title, string Html);

/// <summary>
/// Rendered parts of dashboards, shared by all who may see the same: rendered anew when the board they show is another. Where boards
/// change faster than pages can be rendered, every reader gets what is there, at most <see cref="Late"/> old, and the first who finds it
/// older than <see cref="Pause"/> renders it anew after their own answer has gone out.
/// </summary>
/// <param name="clock">The office's.</param>
/// <param name="ages">What fragments' ages are told by: the machine's own, which no moved clock of an office holds up.</param>
internal sealed class Fragments(TimeProvider clock, TimeProvider ages)
{
    /// <summary>Between two renderings of one fragment in a busy office.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The oldest that is shown of a board that has changed.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    // Dates are said against the day, and lists beside the board have their own age.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private const int Most = 500;

    private readonly ConcurrentDictionary<string, Slot> slots = [];

    /// <summary>What is kept under a key of that version, or what <paramref name="render"/> makes.</summary>
    /// <param name="key">Address and rights.</param>
    /// <param name="version">Compared by reference.</param>
    /// <param name="isBusy">Whether something older will do.</param>
    /// <param name="render">Reads and renders; a refusal is not kept.</param>
    /// <param name="afterwards">Takes what is to be done when the reader has their answer.</param>
    public async Task<Outcome<Fragment>> Get(
        string key, object version, bool isBusy, Func<Task<Outcome<Fragment>>> render, Action<Func<Task>> afterwards)
    {
        if (slots.Count >= Most)
            slots.Clear();
        var slot = slots.GetOrAdd(key, _ => new());
        if (slot.Kept is { } kept)
        {
            if (IsGood(kept, version))
                return kept.Fragment;
            var age = ages.GetElapsedTime(kept.At);
            if (isBusy && age < Late)
            {
                if (age >= Pause && slot.Turn.CurrentCount != 0)
                    afterwards(() => Renew(slot, version, render));
                return kept.Fragment;
            }
        }
        await slot.Turn.WaitAsync();
        try
        {
            if (slot.Kept is { } meanwhile && IsGood(meanwhile, version))
                return meanwhile.Fragment;
            return await Keep(slot, version, render);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private async Task Renew(Slot slot, object version, Func<Task<Outcome<Fragment>>> render)
    {
        // Who comes second leaves it to the first.
        if (!await slot.Turn.WaitAsync(TimeSpan.Zero))
            return;
        try
        {
            if (slot.Kept is not { } kept || ages.GetElapsedTime(kept.At) >= Pause)
                await Keep(slot, version, render);
        }
        finally
        {
            slot.Turn.Release();
        }
    }

    private async Task<Outcome<Fragment>> Keep(Slot slot, object version, Func<Task<Outcome<Fragment>>> render)
    {
        // Taken before anything is read: a fragment is never younger than it says.
        var (at, now) = (ages.GetTimestamp(), clock.GetUtcNow());
        var outcome = await render();
        if (outcome is Outcome<Fragment>.Done(var fragment))
            slot.Kept = new(version, at, now, fragment);
        return outcome;
    }

    private bool IsGood(Kept kept, object version) =>
        ReferenceEquals(kept.Version, version) && clock.GetUtcNow() - kept.Now < Longest;

    private sealed class Slot
    {
        private volatile Kept? kept;

        public SemaphoreSlim Turn { get; } = new(1);

        public Kept? Kept
        {
            get => kept;
            set => kept = value;
        }
    }

    private sealed record Kept(object Version, long At, DateTimeOffset Now, Fragment Fragment);
}
