using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Domain.Digests;

/// <summary>A project whose rating moved.</summary>
/// <param name="Of">Which.</param>
/// <param name="Title">Its name.</param>
/// <param name="Who">Its lead.</param>
/// <param name="Before">At the end of the day before the week.</param>
/// <param name="After">At the end of its last day.</param>
public sealed record MovedRating(string Of, string Title, string? Who, HealthRating Before, HealthRating After)
{
    /// <summary>Whether it became worse.</summary>
    public bool IsWorse => IsKnown && Severity.Of(After) < Severity.Of(Before);

    /// <summary>Whether it became better.</summary>
    public bool IsBetter => IsKnown && Severity.Of(After) > Severity.Of(Before);

    // A first rating says nothing of which way a project goes, and neither does the loss of one.
    private bool IsKnown => Before != HealthRating.Unknown && After != HealthRating.Unknown;
}

/// <summary>A project whose milestones moved to later days.</summary>
/// <param name="Of">Which.</param>
/// <param name="Title">Its name.</param>
/// <param name="Who">Its lead.</param>
/// <param name="Days">By how many days more than a week before, added up over its milestones.</param>
public sealed record SlippedProject(string Of, string Title, string? Who, decimal Days);

/// <summary>Something that was due on a day that is over.</summary>
/// <param name="Of">Of what: <c>project/P-…</c> or <c>action/A-…</c>.</param>
/// <param name="Title">Its name.</param>
/// <param name="Who">Whose turn it is.</param>
/// <param name="Due">The day.</param>
/// <param name="IsNew">Whether it was not late yet when the week began.</param>
public sealed record LateThing(string Of, string Title, string? Who, DateOnly Due, bool IsNew)
{
    /// <summary>Of an action: the name of its project. Actions of many projects have the same title.</summary>
    public string? Project { get; init; }

    /// <summary>What tells it from others: its title and, where another thing's name stands beside it, that.</summary>
    public string Name => Project is null ? Title : $"{Title}, {Project}";
}

/// <summary>What changed in a part of the organisation between the ends of two days, and what is late at the end of the second.</summary>
/// <param name="From">The first of the two days.</param>
/// <param name="Until">The second.</param>
/// <param name="Ratings">Projects whose rating moved: what became worse on top, the worst first.</param>
/// <param name="Slips">Projects whose milestones slipped, the furthest on top.</param>
/// <param name="Reports">Status reports that are late, the longest on top.</param>
/// <param name="Checks">Health checks that are late.</param>
/// <param name="Actions">Actions that are late.</param>
public sealed record WeekOfChanges(
    DateOnly From, DateOnly Until, IReadOnlyList<MovedRating> Ratings, IReadOnlyList<SlippedProject> Slips,
    IReadOnlyList<LateThing> Reports, IReadOnlyList<LateThing> Checks, IReadOnlyList<LateThing> Actions)
{
    /// <summary>Projects that came in between and are red or amber/red: no rating of theirs moved, and yet somebody must hear of them.</summary>
    public int NewAndRed { get; init; }

    /// <summary>The changes between what counted at the end of one day and of another.</summary>
    public static WeekOfChanges Between(DateOnly from, IEnumerable<Contribution> before, DateOnly until, IEnumerable<Contribution> after)
    {
        // What moved from one unit to another while both were read counts once.
        var (earlier, later) = (before.DistinctBy(c => c.Of).ToDictionary(c => c.Of), after.DistinctBy(c => c.Of).ToList());
        var both = later.Where(now => earlier.ContainsKey(now.Of)).Select(now => (Was: earlier[now.Of], Now: now)).ToList();
        return new(from, until,
            [.. both.Where(pair => pair is { Was.Subject.Rating: { } was, Now.Subject.Rating: { } now } && was != now)
                .Select(pair => new MovedRating(pair.Now.Of, pair.Now.Subject!.Title, pair.Now.Subject.Who, pair.Was.Subject!.Rating!.Value, pair.Now.Subject.Rating!.Value))
                .OrderByDescending(moved => moved.IsWorse).ThenBy(moved => moved.IsBetter).ThenBy(moved => Severity.Of(moved.After)).ThenBy(moved => moved.Title, StringComparer.OrdinalIgnoreCase)],
            [.. both.Select(pair => new SlippedProject(pair.Now.Of, pair.Now.Subject?.Title ?? pair.Now.Of, pair.Now.Subject?.Who, Slipped(pair.Was, pair.Now, from, until)))
                .Where(slip => slip.Days > 0).OrderByDescending(slip => slip.Days).ThenBy(slip => slip.Title, StringComparer.OrdinalIgnoreCase)],
            Late(Measure.Reports), Late(Measure.Checks), Late(Measure.Actions))
        {
            NewAndRed = later.Count(now => now.Subject?.Rating is HealthRating.Red or HealthRating.AmberRed && !(earlier.TryGetValue(now.Of, out var was) && was.Subject?.Rating is not null)),
        };

        IReadOnlyList<LateThing> Late(string kind) =>
            [.. later.Select(now => (Now: now, Due: Due(now, kind))).Where(thing => thing.Due < until)
                .Select(thing => new LateThing(thing.Now.Of, thing.Now.Subject?.Title ?? thing.Now.Of, thing.Now.Subject?.Who, thing.Due!.Value,
                    !earlier.TryGetValue(thing.Now.Of, out var was) || !(Due(was, kind) < from))
                {
                    Project = thing.Now.ProjectOfAction,
                })
                .OrderBy(late => late.Due).ThenBy(late => late.Title, StringComparer.OrdinalIgnoreCase)];
    }

    // A milestone of another month that was pulled forward makes this one no earlier, and a new agreement is no slip.
    private static decimal Slipped(Contribution before, Contribution after, DateOnly from, DateOnly until) => after.Amounts.Keys
        .Where(key => key.StartsWith(Measure.SlipPrefix, StringComparison.Ordinal)).Select(key => key[Measure.SlipPrefix.Length..])
        .Sum(month => Math.Max(0, Measure.SlipOn(after.Amounts, month, until) - Measure.SlipOn(before.Amounts, month, from)));

    private static DateOnly? Due(Contribution contribution, string kind)
    {
        var prefix = Measure.DuePrefix(kind);
        var key = contribution.Amounts.Keys.FirstOrDefault(key => key.StartsWith(prefix, StringComparison.Ordinal));
        return key is null ? null : DateOnly.ParseExact(key.AsSpan(prefix.Length), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
