using System.Globalization;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Delivery;

public sealed class MoneyDeskTests
{
    [Fact]
    public async Task what_lies_ahead_is_neither_spent_nor_done_and_nothing_of_its_file_is_taken()
    {
        await using var office = await TestOffice.Open();
        var (project, desk) = (await Started(office), office.Get<MoneyDesk>());
        var refused = Assert.IsType<Outcome<ProjectDelivery>.Refused>(await desk.Import(project, TestPeople.Analyst,
            File("month,budget,actual,complete\n2026-11,100,95,50\n2026-12,100,,100\n"), "plan.csv"));
        var error = Assert.Single(Assert.IsType<Refusal.Invalid>(refused.Refusal).Errors);
        Assert.StartsWith("2026-12 has not begun", error.Message, StringComparison.Ordinal);
        Assert.Null((await office.Get<DeliveryQueries>().Read(project))!.Money);
        Assert.IsType<Outcome<ProjectDelivery>.Refused>(await desk.Take(project, TestPeople.Analyst, [new(new Month(2027, 5), null, 22_000)]));
    }

    [Fact]
    public async Task dash_in_a_file_takes_back_what_was_said()
    {
        await using var office = await TestOffice.Open();
        var (project, desk) = (await Started(office), office.Get<MoneyDesk>());
        await desk.Import(project, TestPeople.Analyst, File("month,budget,actual,complete\n2026-10,100,95,50\n2026-11,100,80,60\n"), "first.csv");
        var after = Assert.IsType<Outcome<ProjectDelivery>.Done>(
            await desk.Import(project, TestPeople.Analyst, File("month,budget,actual,complete\n2026-11,,–,-\n"), "second.csv")).Value;
        Assert.Equal(new MonthOfMoney(new Month(2026, 11), 100), after.Money!.Money.Months[^1]);
        Assert.Equal(new Month(2026, 10), after.Reading.AsOf);
    }

    [Fact]
    public async Task work_that_was_said_to_be_done_in_a_month_ahead_scores_no_forecast()
    {
        await using var office = await TestOffice.Open();
        var (project, month) = (await Started(office), new Month(2026, 11));
        await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst, [new(month, 100, 100, null, 20), new(month.Plus(1), 100)]);
        var delivery = (await office.Get<DeliveryQueries>().Read(project))!;
        Assert.NotEmpty(delivery.Forecasts);
        // As it was taken before such months were refused.
        var old = delivery with { Money = delivery.Money! with { Money = delivery.Money.Money.With([new(month.Plus(6), null, null, null, 100)]) } };
        Assert.Empty(old.Scored);
    }

    [Theory]
    [InlineData("2027-02-03", null, "2027-04-30")]
    [InlineData("2027-02-03", "2027-04-12", "2027-04-12")]
    [InlineData("2027-02-03", "2027-03-12", "2027-04-30")]
    public async Task finish_is_the_last_milestone_only_where_all_are_reached_and_the_work_was_done_by_then(string first, string? second, string finished)
    {
        await using var office = await TestOffice.Open();
        var (project, month) = (await Started(office), new Month(2026, 11));
        await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst, [new(month, 100, 100, null, 20), new(month.Plus(5), 100)]);
        var delivery = (await office.Get<DeliveryQueries>().Read(project))!;
        var done = delivery with
        {
            Today = new(2027, 5, 10),
            Money = delivery.Money! with { Money = delivery.Money.Money.With([new(month.Plus(5), null, 90, null, 100)]) },
            Plan = new([new Milestone("m1", "Built") { Actual = Day(first) }, new Milestone("m2", "Live") { Actual = second is null ? null : Day(second) }]),
        };
        var time = Assert.Single(done.Scored, scored => scored.Forecast.Kind == ForecastKind.FinishByEarnedSchedule);
        Assert.Equal(Day(finished).DayNumber - time.Forecast.From!.Value.DayNumber, time.Happened);
    }

    [Fact]
    public async Task what_was_finished_in_the_month_that_runs_was_finished_by_today()
    {
        await using var office = await TestOffice.Open();
        var delivery = await Done(office, new(2027, 4, 10), 90);
        var time = Assert.Single(delivery.Scored, scored => scored.Forecast.Kind == ForecastKind.FinishByEarnedSchedule);
        Assert.Equal(new DateOnly(2027, 4, 10), time.Forecast.From!.Value.AddDays((int)time.Happened));
    }

    [Fact]
    public async Task cost_is_scored_only_with_the_cost_of_the_month_in_which_all_was_done()
    {
        await using var office = await TestOffice.Open();
        Assert.DoesNotContain((await Done(office, new(2027, 5, 10), null)).Scored, scored => ForecastAccuracy.IsCost(scored.Forecast.Kind));
        var known = await Done(office, new(2027, 5, 10), 90);
        Assert.Equal(190, Assert.Single(known.Scored, scored => scored.Forecast.Kind == ForecastKind.CostAsBudgeted).Happened);
    }

    [Fact]
    public async Task cost_of_a_later_month_does_not_stand_for_that_of_the_month_in_which_all_was_done()
    {
        await using var office = await TestOffice.Open();
        var (done, later) = (await Done(office, new(2027, 6, 10), null), new MonthOfMoney(new Month(2027, 5), null, 30, null, 100));
        Assert.DoesNotContain(With(later).Scored, scored => ForecastAccuracy.IsCost(scored.Forecast.Kind));
        Assert.Equal(220, Assert.Single(With(later, new(new Month(2027, 4), null, 90)).Scored, scored => scored.Forecast.Kind == ForecastKind.CostAsBudgeted).Happened);

        ProjectDelivery With(params MonthOfMoney[] months) => done with { Money = done.Money! with { Money = done.Money.Money.With(months) } };
    }

    /// <summary>A project of which all is said to be done in April, seen on a day.</summary>
    private static async Task<ProjectDelivery> Done(TestOffice office, DateOnly today, decimal? cost)
    {
        var (project, month) = (await Started(office), new Month(2026, 11));
        await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst, [new(month, 100, 100, null, 20), new(month.Plus(5), 100)]);
        var delivery = (await office.Get<DeliveryQueries>().Read(project))!;
        return delivery with
        {
            Today = today,
            Money = delivery.Money! with { Money = delivery.Money.Money.With([new(month.Plus(5), null, cost, null, 100)]) },
        };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<ProjectId> Started(TestOffice office) => (await office.Request(await office.InDelivery())).Project!.Value;
}
