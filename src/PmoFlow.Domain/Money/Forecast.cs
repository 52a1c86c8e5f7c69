namespace PmoFlow.Domain.Money;

/// <summary>A forecast as it was made; never changed afterwards, so that it can be held against what happened.</summary>
/// <param name="Kind">Of what, by which method.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="AsOf">What month's data it was made of.</param>
/// <param name="Value">An amount of the project's currency, or days since <paramref name="From"/>.</param>
/// <param name="From">Of a time: the project's first day, as it was then; null of a cost.</param>
public sealed record Forecast(ForecastKind Kind, DateTimeOffset MadeAt, Month AsOf, decimal Value, DateOnly? From = null)
{
    /// <summary>Of a time: the day that it names.</summary>
    public DateOnly? Day => From?.AddDays((int)Math.Ceiling(Value));
}

/// <summary>What is forecast, and how.</summary>
public enum ForecastKind
{
    /// <summary>Final cost: AC + (BAC − EV).</summary>
    CostAsBudgeted,

    /// <summary>Final cost: BAC ÷ CPI.</summary>
    CostAsSoFar,

    /// <summary>Final cost: AC + (BAC − EV) ÷ (CPI × SPI).</summary>
    CostAndSchedule,

    /// <summary>Final cost as the lead expects it.</summary>
    CostByLead,

    /// <summary>Days to the end by earned schedule: PD ÷ SPI(t).</summary>
    FinishByEarnedSchedule,

    /// <summary>Days to the end that half of the simulated runs keep.</summary>
    FinishP50,

    /// <summary>Days to the end that four of five simulated runs keep.</summary>
    FinishP80,
}

/// <summary>A forecast beside what happened.</summary>
/// <param name="Forecast">As it was made.</param>
/// <param name="Happened">What it came to.</param>
public sealed record ScoredForecast(Forecast Forecast, decimal Happened)
{
    /// <summary>Forecast − what happened; below 0 was too low.</summary>
    public decimal Error => Forecast.Value - Happened;

    /// <summary>The error in proportion to what happened; null where that is 0.</summary>
    public decimal? RelativeError => Happened == 0 ? null : Error / Happened;

    /// <summary>Whether what happened stayed within it. Of a P80, four of five should; that is what calibration means.</summary>
    public bool Kept => Happened <= Forecast.Value;
}

/// <summary>How good one method's forecasts were.</summary>
/// <param name="Kind">Which method.</param>
/// <param name="Count">How many forecasts were scored.</param>
/// <param name="MeanAbsoluteError">Mean of the relative errors without sign (MAPE), as a share; null where nothing can be said.</param>
/// <param name="Bias">Mean of the relative errors; below 0 forecasts too low.</param>
/// <param name="KeptShare">Share of the forecasts that what happened stayed within.</param>
public sealed record ForecastAccuracy(ForecastKind Kind, int Count, decimal? MeanAbsoluteError, decimal? Bias, decimal KeptShare)
{
    /// <summary>Whether a method forecasts an amount rather than a time.</summary>
    public static bool IsCost(ForecastKind kind) => kind <= ForecastKind.CostByLead;

    /// <summary>Scores each forecast of what has happened; of what has not, there is no score yet.</summary>
    /// <param name="forecasts">As they were made.</param>
    /// <param name="finalCost">What it cost; null while it goes on.</param>
    /// <param name="finished">On which day it was complete; null while it goes on.</param>
    public static IReadOnlyList<ScoredForecast> Score(IEnumerable<Forecast> forecasts, decimal? finalCost, DateOnly? finished)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        return [.. forecasts
            .Select(forecast => (Forecast: forecast, Happened: IsCost(forecast.Kind) ? finalCost : finished?.DayNumber - forecast.From?.DayNumber))
            .Where(pair => pair.Happened is not null)
            .Select(pair => new ScoredForecast(pair.Forecast, pair.Happened!.Value))];
    }

    /// <summary>One line per method, by its order.</summary>
    public static IReadOnlyList<ForecastAccuracy> Of(IEnumerable<ScoredForecast> scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return [.. scored.GroupBy(score => score.Forecast.Kind).OrderBy(group => group.Key).Select(group =>
        {
            var errors = group.Select(score => score.RelativeError).OfType<decimal>().ToList();
            return new ForecastAccuracy(group.Key, group.Count(), errors.Count == 0 ? null : errors.Average(error => Math.Abs(error)),
                errors.Count == 0 ? null : errors.Average(), group.Count(score => score.Kept) / (decimal)group.Count());
        })];
    }
}
