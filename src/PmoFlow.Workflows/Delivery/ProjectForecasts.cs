using PmoFlow.Domain;
using PmoFlow.Domain.Money;

namespace PmoFlow.Workflows.Delivery;

/// <summary>The forecasts that are made, and kept, when something new is known.</summary>
internal static class ProjectForecasts
{
    /// <summary>The same for a project always, so that a simulation can be repeated. FNV-1a over its number.</summary>
    public static ulong SeedOf(ProjectId id) =>
        id.Value.Aggregate(14695981039346656037UL, (hash, letter) => unchecked((hash ^ letter) * 1099511628211UL));

    /// <summary>All that can be forecast from this month's data; none once the work is done.</summary>
    public static IReadOnlyList<Forecast> Of(ProjectDelivery delivery, DateTimeOffset now)
    {
        var (reading, money) = (delivery.Reading, delivery.Known);
        if (reading is not { AsOf: { } asOf, Value: { } value } || money is null || value.Ev.Value >= value.Bac.Value)
            return [];
        var simulation = delivery.Completion();
        var bySchedule = reading.Schedule?.IeacT is { } months && months < 1200 && money.Start is { } start ? start.DayAfter(months) : (DateOnly?)null;
        return [.. new (ForecastKind Kind, decimal? Value)[]
        {
            (ForecastKind.CostAsBudgeted, value.Eac(EacFormula.AsBudgeted)?.Value),
            (ForecastKind.CostAsSoFar, value.Eac(EacFormula.AsSoFar)?.Value),
            (ForecastKind.CostAndSchedule, value.Eac(EacFormula.CostAndSchedule)?.Value),
            (ForecastKind.CostByLead, money.OwnForecast?.Value),
            (ForecastKind.FinishByEarnedSchedule, bySchedule?.DayNumber - delivery.Start.DayNumber),
            (ForecastKind.FinishP50, (decimal?)simulation?.Percentile(0.5)),
            (ForecastKind.FinishP80, (decimal?)simulation?.Percentile(0.8)),
        }
        .Where(forecast => forecast.Value is not null)
        .Select(forecast => new Forecast(forecast.Kind, now, asOf, Math.Round(forecast.Value!.Value, 2),
            ForecastAccuracy.IsCost(forecast.Kind) ? null : delivery.Start))];
    }
}
