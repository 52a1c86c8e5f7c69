using System.Collections.Concurrent;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>One project's ratings through the periods.</summary>
/// <param name="Project">Which.</param>
/// <param name="Name">As it is called now.</param>
/// <param name="Ratings">By period.</param>
public sealed record RatingTrend(ProjectId Project, string Name, IReadOnlyDictionary<string, HealthRating> Ratings);

/// <summary>Ratings of whole periods, project by project: how they moved from one to the next.</summary>
public sealed class RatingHistory(ContributionQueries contributions, OfficeDirectory directory, ProjectLedger projects, TimeProvider clock)
{
    // A period is a scan of all that was rated in it; it is kept for as long as a dashboard may be old.
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(4);
    private const int MostKept = 48;

    private readonly ConcurrentDictionary<string, (long At, IReadOnlyList<PeriodRating> Ratings)> periods = [];

    /// <summary>Everything that was rated in a period.</summary>
    public async Task<IReadOnlyList<PeriodRating>> Of(string period, CancellationToken cancellation = default)
    {
        if (periods.TryGetValue(period, out var known) && clock.GetElapsedTime(known.At) < Good)
            return known.Ratings;
        var at = clock.GetTimestamp();
        var read = await Task.WhenAll(Boards.Known(await directory.Units(cancellation)).Select(async unit =>
            (await contributions.Now(unit.Id, period, cancellation)).Select(part => RatingOf(part, unit.Id)).OfType<PeriodRating>()));
        // One that was filed under two units counts where it was filed last: it is in one place only, unless both were written at once.
        var ratings = read.SelectMany(unit => unit).DistinctBy(rating => rating.Project).ToList();
        if (periods.Count >= MostKept)
            periods.Clear();
        periods[period] = (at, ratings);
        return ratings;
    }

    /// <summary>How ratings moved between two periods.</summary>
    public async Task<RatingMoves> Moves(string before, string after, CancellationToken cancellation = default) =>
        RatingMoves.Between(await Of(before, cancellation), await Of(after, cancellation));

    /// <summary>These projects' ratings through the periods, by name.</summary>
    public async Task<IReadOnlyList<RatingTrend>> Trends(
        IReadOnlyCollection<ProjectId> wanted, IReadOnlyList<string> through, CancellationToken cancellation = default)
    {
        var byPeriod = new Dictionary<string, Dictionary<ProjectId, HealthRating>>();
        foreach (var period in through)
            byPeriod[period] = (await Of(period, cancellation)).ToDictionary(rating => rating.Project, rating => rating.Rating);
        var trends = await Task.WhenAll(wanted.Select(async project => new RatingTrend(project,
            (await projects.Find(project, cancellation))?.Name ?? project.Value,
            through.Where(period => byPeriod[period].ContainsKey(project)).ToDictionary(period => period, period => byPeriod[period][project]))));
        return [.. trends.OrderBy(trend => trend.Name, StringComparer.OrdinalIgnoreCase)];
    }

    private static PeriodRating? RatingOf(Contribution part, UnitId unit)
    {
        foreach (var rating in Enum.GetValues<HealthRating>())
        {
            if (part.Amounts.ContainsKey(Measure.Rated(rating)) && part.Of.StartsWith("project/", StringComparison.Ordinal))
                return new(new ProjectId(part.Of["project/".Length..]), unit, rating);
        }
        return null;
    }
}
