using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

public sealed class ForecastAccuracyTests
{
    private static readonly DateTimeOffset Made = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly DateOnly Start = new(2026, 1, 1);

    [Fact]
    public void each_forecast_is_held_against_what_happened()
    {
        var scored = ForecastAccuracy.Score(
            [Of(ForecastKind.CostAsSoFar, 90), Of(ForecastKind.CostAsSoFar, 120), Of(ForecastKind.FinishP80, 50)], finalCost: 100, Start.AddDays(60));
        var lines = ForecastAccuracy.Of(scored);

        Assert.Equal([-10, 20, -10], scored.Select(score => score.Error));
        Assert.Equal(new(ForecastKind.CostAsSoFar, 2, 0.15m, 0.05m, 0.5m), lines[0]);
        Assert.Equal(ForecastKind.FinishP80, lines[1].Kind);
        Assert.Equal(0, lines[1].KeptShare);
    }

    [Fact]
    public void what_has_not_happened_is_not_scored() =>
        Assert.Empty(ForecastAccuracy.Score([Of(ForecastKind.CostByLead, 90), Of(ForecastKind.FinishP50, 3)], null, null));

    /// <summary>Of many P80 forecasts about four of five are kept, or the method is not calibrated.</summary>
    [Fact]
    public void p80_of_a_true_range_is_kept_four_times_of_five()
    {
        var network = ((Outcome<MilestoneNetwork>.Done)MilestoneNetwork.Of([new("only", new(10, 20, 40), [])])).Value;
        var forecast = Of(ForecastKind.FinishP80, (decimal)CompletionSimulation.Run(network, 1).Percentile(0.8));
        var happened = Enumerable.Range(1, 4_000).Select(seed => (decimal)CompletionSimulation.Run(network, (ulong)seed + 99, 1).Percentile(1));

        var line = ForecastAccuracy.Of(happened.Select(days => new ScoredForecast(forecast, days))).Single();

        Assert.Equal(0.8m, Math.Round(line.KeptShare, 1));
    }

    private static Forecast Of(ForecastKind kind, decimal value) => 
        new(kind, Made, new(2026, 1), value, ForecastAccuracy.IsCost(kind) ? null : Start);
}
