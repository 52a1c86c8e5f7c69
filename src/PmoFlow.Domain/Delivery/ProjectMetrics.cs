using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>
/// What a project's plan and money say in figures that rules can read, by name. A metric that cannot be reckoned is absent: absent
/// is unknown, never good.
/// </summary>
public static class ProjectMetrics
{
    /// <summary>Cost performance index.</summary>
    public const string Cpi = "cpi";

    /// <summary>Schedule performance index.</summary>
    public const string Spi = "spi";

    /// <summary>Schedule performance index in time, by earned schedule.</summary>
    public const string SpiTime = "spi-time";

    /// <summary>Percent by which the final cost is over the budget, BAC ÷ CPI against BAC.</summary>
    public const string BudgetVariance = "budget-variance";

    /// <summary>Milestones that are later than agreed.</summary>
    public const string SlippedMilestones = "slipped-milestones";

    /// <summary>Days by which the last milestone is later than agreed.</summary>
    public const string EndSlip = "end-slip";

    /// <summary>Highest exposure of an open risk, from 1 to 25.</summary>
    public const string TopRisk = "top-risk";

    /// <summary>Status reports that are overdue.</summary>
    public const string OverdueReports = "overdue-reports";

    /// <summary>Open risks of an exposure that no project bears for long; unknown where no risk was ever entered.</summary>
    public const string RedRisks = "red-risks";

    /// <summary>Improvement actions that are overdue.</summary>
    public const string OverdueActions = "overdue-actions";

    /// <summary>From this exposure on a risk is red: 15 of 25, the upper right of the matrix.</summary>
    public const int RedExposure = 15;

    // More than anybody is shown, so that what is shown is rounded once.
    private const int Digits = 6;

    /// <summary>Every name, with what people call it and what it counts.</summary>
    public static readonly IReadOnlyDictionary<string, (string Label, string? Unit)> Known = new Dictionary<string, (string, string?)>
    {
        [Cpi] = ("CPI", null),
        [Spi] = ("SPI", null),
        [SpiTime] = ("SPI(t)", null),
        [BudgetVariance] = ("Forecast over budget", "%"),
        [SlippedMilestones] = ("Slipped milestones", null),
        [EndSlip] = ("Slip of the end", "days"),
        [TopRisk] = ("Highest open risk", null),
        [OverdueReports] = ("Overdue status reports", null),
        [RedRisks] = ("Open red risks", null),
        [OverdueActions] = ("Overdue actions", null),
    };

    /// <summary>Those that come from the money, and so are of a month.</summary>
    public static readonly IReadOnlySet<string> OfMoney = new HashSet<string> { Cpi, Spi, SpiTime, BudgetVariance };

    /// <summary>Those that say only that somebody is silent: nothing of the project itself.</summary>
    public static readonly IReadOnlySet<string> OfSilence = new HashSet<string> { OverdueReports, OverdueActions };

    /// <summary>Figures that are too old to say that things are well, each with the words for it.</summary>
    /// <param name="reading">What the money says.</param>
    /// <param name="today">The office's day.</param>
    public static IReadOnlyDictionary<string, string> Old(MoneyReading reading, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.IsCurrent(today) ? new Dictionary<string, string>()
            : OfMoney.ToDictionary(name => name, name => $"{Known[name].Label} is of {reading.AsOf}; nothing since");
    }

    /// <summary>Reckons what can be reckoned.</summary>
    /// <param name="reading">What the money says.</param>
    /// <param name="plan">The milestones.</param>
    /// <param name="raid">Risks and issues.</param>
    /// <param name="overdueReports">Reports that are late now; null where the project is not reported on.</param>
    /// <param name="today">The office's day.</param>
    /// <param name="overdueActions">Improvement actions that are overdue now; null where nobody counted them.</param>
    public static IReadOnlyDictionary<string, decimal> Of(
        MoneyReading reading, MilestonePlan plan, IReadOnlyList<RaidItem> raid, int? overdueReports, DateOnly today, int? overdueActions = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(plan);
        var value = reading.Value;
        return new Dictionary<string, decimal?>
        {
            [Cpi] = value?.Cpi,
            [Spi] = value?.Spi,
            [SpiTime] = reading.Schedule?.SpiT,
            [BudgetVariance] = value?.Vac(EacFormula.AsSoFar) is { } vac && value.Bac.Value > 0 ? -vac.Value / value.Bac.Value * 100 : null,
            [SlippedMilestones] = plan.Slipped(today),
            [EndSlip] = plan.EndSlip(today),
            [TopRisk] = raid.Where(item => item.State == RaidState.Open).Max(item => item.Exposure),
            [OverdueReports] = overdueReports,
            [RedRisks] = raid.Any(item => item.Kind == RaidKind.Risk)
                ? raid.Count(item => item.State == RaidState.Open && item.Exposure >= RedExposure)
                : null,
            [OverdueActions] = overdueActions,
        }.Where(metric => metric.Value is not null).ToDictionary(metric => metric.Key, metric => Math.Round(metric.Value!.Value, Digits, MidpointRounding.AwayFromZero));
    }
}
