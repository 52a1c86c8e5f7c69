using System.Globalization;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Domain.Delivery;

/// <summary>What the office knows of a project without asking anybody: what a report is filled with beforehand.</summary>
/// <param name="AsOf">UTC.</param>
/// <param name="Changes">What has happened since the last report, figures first, then what was done, the oldest first.</param>
/// <param name="Sections">What the numbers say, each with the one question that they raise.</param>
/// <param name="Metrics">The figures by name, as <see cref="ProjectMetrics"/> reckons them.</param>
public sealed record StatusFacts(
    DateTimeOffset AsOf, IReadOnlyList<string> Changes, IReadOnlyList<StatusSection> Sections, IReadOnlyDictionary<string, decimal> Metrics)
{
    /// <summary>How many earlier changes are not named, because newer ones say enough: they stand in the timeline.</summary>
    public int Earlier { get; init; }

    /// <summary>Gathers them.</summary>
    /// <param name="reading">What the money says.</param>
    /// <param name="plan">The milestones.</param>
    /// <param name="raid">Risks and issues.</param>
    /// <param name="metrics">The figures of today.</param>
    /// <param name="last">The last report that was submitted; null for none.</param>
    /// <param name="timeline">The project's entries.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="now">UTC.</param>
    /// <param name="needs">What it needs of other projects, and they of it.</param>
    public static StatusFacts Of(
        MoneyReading reading, MilestonePlan plan, IReadOnlyList<RaidItem> raid, IReadOnlyDictionary<string, decimal> metrics,
        StatusReport? last, IEnumerable<TimelineEntry> timeline, DateOnly today, DateTimeOffset now, IReadOnlyList<ProjectNeed>? needs = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(metrics);
        var since = last?.SubmittedAt ?? DateTimeOffset.MinValue;
        var (happened, earlier) = ReportedChanges.Of(timeline.Where(entry => entry.At > since));
        return new(now, [.. Moves(metrics, last), .. happened],
        [
            new("schedule", Schedule(reading, plan, needs ?? [], today), metrics.GetValueOrDefault(ProjectMetrics.SlippedMilestones) > 0 || metrics.GetValueOrDefault(ProjectMetrics.SpiTime, 1) < 1
                ? "What brings the schedule back, and by when?" : "What could still delay it?"),
            new("money", Money(reading, today), !reading.IsCurrent(today) ? "What has been spent and done since then?" : metrics.GetValueOrDefault(ProjectMetrics.Cpi, 1) < 1
                ? "Why does the work cost more than planned, and what follows?" : "Does the forecast still hold?"),
            new("risks", Risks(raid, today), "Which risk worries you most, and what is done about it?"),
            new("help", [], "What do you need from the office?"),
        ], metrics) { Earlier = earlier };
    }

    // What looks the same to everybody has not moved.
    private static IEnumerable<string> Moves(IReadOnlyDictionary<string, decimal> metrics, StatusReport? last) =>
        ProjectMetrics.Known.Where(known => metrics.ContainsKey(known.Key) && last?.Facts.Metrics.ContainsKey(known.Key) == true)
            .Select(known => (known.Value, Before: Figure(last!.Facts.Metrics[known.Key]), Now: Figure(metrics[known.Key]))).Where(move => move.Before != move.Now)
            .Select(move => $"{move.Value.Label} went from {move.Before} to {move.Now}{(move.Value.Unit is { } unit ? " " + unit : "")}.");

    private static string Figure(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static List<string> Schedule(MoneyReading reading, MilestonePlan plan, IReadOnlyList<ProjectNeed> needs, DateOnly today)
    {
        var says = new List<string>();
        if (reading.Schedule is { SpiT: { } spi } schedule)
            says.Add(string.Create(CultureInfo.InvariantCulture, $"SPI(t) {spi:0.00} at the end of {reading.AsOf}: {schedule.Es:0.#} {(schedule.Es == 1 ? "month's" : "months'")} work in {Plural.Of((int)schedule.At, "month")}."));
        if (!reading.IsCurrent(today))
            says.Add(Stale(reading));
        says.AddRange(plan.Outlooks(today).Where(m => !m.IsReached && m.Slip > 0).Select(m => string.Create(CultureInfo.InvariantCulture,
            $"{m.Milestone.Title}: {Plural.Of(m.Slip!.Value, "day")} later than agreed ({m.Milestone.Baseline:yyyy-MM-dd}){(m.Because is { } because ? $", {because}" : "")}.")));
        says.AddRange(needs.Select(need => need.TooLate(today)).OfType<string>());
        if (plan.Next() is { } next)
            says.Add(string.Create(CultureInfo.InvariantCulture, $"Next: {next.Title}, {(next.Expected < today ? "overdue since " : "")}{next.Expected:yyyy-MM-dd}."));
        return says.Count > 0 ? says : ["No milestone and no earned schedule is known: unknown, not green."];
    }

    private static string Stale(MoneyReading reading) => $"Nothing is known since {reading.AsOf}: unknown, not green.";

    private static List<string> Money(MoneyReading reading, DateOnly today)
    {
        if (reading.Value is not { } value)
            return [.. reading.Missing];
        var says = new List<string> { string.Create(CultureInfo.InvariantCulture, $"CPI {value.Cpi ?? 0:0.00} at the end of {reading.AsOf}: {value.Ev} earned for {value.Ac} spent.") };
        if (!reading.IsCurrent(today))
            says.Add(Stale(reading));
        if (value.Eac(EacFormula.AsSoFar) is { } eac)
            says.Add($"If it goes on so, it costs {eac with { Value = Math.Round(eac.Value) }} of a budget of {value.Bac}.");
        return says;
    }

    private static List<string> Risks(IReadOnlyList<RaidItem> raid, DateOnly today)
    {
        var open = raid.Where(item => item.State == RaidState.Open).ToList();
        var says = open.Where(item => item.Exposure >= 10).OrderByDescending(item => item.Exposure)
            .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Quoted}: {item.Title}, exposure {item.Exposure} of 25.")).ToList();
        says.AddRange(open.Where(item => item.Due < today).Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Quoted}: {item.Title} was to be looked at by {item.Due:yyyy-MM-dd}.")));
        return says.Count > 0 ? says : [open.Count == 0 ? "No risk and no issue is entered." : $"{Plural.Of(open.Count, "entry is", "entries are")} open, none with an exposure of 10 or more."];
    }
}

/// <summary>A part of a report.</summary>
/// <param name="Name">Stable: answers are kept under it.</param>
/// <param name="Says">What the numbers say, in sentences.</param>
/// <param name="Question">What the lead is asked.</param>
public sealed record StatusSection(string Name, IReadOnlyList<string> Says, string Question);
