using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

public sealed class MoneyReadingTests
{
    private static readonly Month January = new(2026, 1);

    [Fact]
    public void reading_adds_up_the_months()
    {
        var reading = MoneyReading.At(Plan(
            new(January, 100, 120, null, 20), new(January.Plus(1), 100, 130, null, 45), new(January.Plus(2), 200)), January.Plus(5));

        Assert.Equal(January.Plus(1), reading.AsOf);
        Assert.Equal((400m, 200m, 180m, 250m),
            (reading.Value!.Bac.Value, reading.Value.Pv.Value, reading.Value.Ev.Value, reading.Value.Ac.Value));
        Assert.Equal(1.8m, reading.Schedule!.Es);
        Assert.Equal(2, reading.Schedule.At);
    }

    [Fact]
    public void month_with_work_but_without_cost_does_not_look_cheap()
    {
        var reading = MoneyReading.At(Plan(new(January, 100, 120, null, 20), new(January.Plus(1), 100, null, null, 100)), January.Plus(1));

        Assert.Equal(January, reading.AsOf);
    }

    [Fact]
    public void duration_stops_when_the_work_is_done_but_late_invoices_count()
    {
        var reading = MoneyReading.At(Plan(
            new(January, 100, 100, null, 50), new(January.Plus(1), 100, 90, null, 100), new(January.Plus(4), null, 30)), January.Plus(6));

        Assert.Equal(220, reading.Value!.Ac.Value);
        Assert.Equal(2, reading.Schedule!.At);
    }

    [Theory]
    [InlineData(null, 10, 10, "No budget is planned by month.")]
    [InlineData(10, null, 10, "No actual cost is known up to 2026-01.")]
    [InlineData(10, 10, null, "Nobody has reported how much of the work is done up to 2026-01.")]
    public void what_is_missing_is_said_and_never_taken_for_nothing(int? budget, int? actual, int? complete, string said)
    {
        var reading = MoneyReading.At(Plan(new MonthOfMoney(January, budget, actual, null, complete)), January);

        Assert.Null(reading.Value);
        Assert.Equal([said], reading.Missing);
    }

    [Fact]
    public void own_forecast_is_what_is_spent_and_what_is_expected_after()
    {
        var money = Plan(new(January, 100, 120, 500), new(January.Plus(1), 100, null, 90), new(January.Plus(2), 100, null, 95));

        Assert.Equal(305, money.OwnForecast!.Value.Value);
        Assert.Null(Plan(new(January, 100, 120), new(January.Plus(1), 100)).OwnForecast);
    }

    [Fact]
    public void own_forecast_drops_no_month_that_has_no_cost_yet()
    {
        var money = Plan(new(January, 100, null, 110), new(January.Plus(1), 100, 120), new(January.Plus(2), 100, null, 95));

        Assert.Equal(325, money.OwnForecast!.Value.Value);
    }

    [Fact]
    public void what_nobody_can_know_yet_is_not_counted_until_its_month_begins()
    {
        var money = Plan(new(January, 100, 120, null, 40), new(January.Plus(1), 100, 30, 90, 60), new(January.Plus(2), null, 500), new(January.Plus(3), 100, null, 95));

        Assert.Equal([January.Plus(1), January.Plus(2)], money.Unknowable(January));
        Assert.Equal([January, January.Plus(1), January.Plus(3)], money.KnownIn(January).Months.Select(month => month.Month));
        Assert.Equal((120 + 90 + 95m, 120m), (money.KnownIn(January).OwnForecast!.Value.Value, money.KnownIn(January).SpentUpTo(January.Plus(9)).Value));
        Assert.Same(money, money.KnownIn(January.Plus(2)));
    }

    [Fact]
    public void what_was_said_can_be_taken_back_and_a_month_of_nothing_is_gone()
    {
        var money = Plan(new(January, 100, 120, null, 30), new(January.Plus(1), null, 22_000))
            .With([new(January) { Clears = MoneyParts.Complete }, new(January.Plus(1)) { Clears = MoneyParts.Actual }]);

        Assert.Equal([new(January, 100, 120)], money.Months);
    }

    [Fact]
    public void a_change_leaves_what_it_does_not_name()
    {
        var money = Plan(new MonthOfMoney(January, 100, 120)).With([new(January, Complete: 30), new(January.Plus(-1), Budget: 5)]);

        Assert.Equal([new(January.Plus(-1), 5), new(January, 100, 120, null, 30)], money.Months);
    }

    [Theory]
    [InlineData("2026-12", true)]
    [InlineData("2026-13", false)]
    [InlineData("12/2026", false)]
    [InlineData("0000-01", false)]
    [InlineData(null, false)]
    public void a_month_is_read_in_one_form_only(string? text, bool is_month)
    {
        Assert.Equal(is_month, Month.TryParse(text, out var month));
        if (is_month)
            Assert.Equal(text, month.ToString());
    }

    [Fact]
    public void months_count_across_years()
    {
        Assert.Equal(new Month(2025, 11), January.Plus(-2));
        Assert.Equal(14, January.To(new Month(2027, 3)));
        Assert.Equal(new DateOnly(2028, 2, 29), new Month(2028, 2).LastDay);
    }

    private static ProjectMoney Plan(params MonthOfMoney[] months) => new("EUR", months);
}
