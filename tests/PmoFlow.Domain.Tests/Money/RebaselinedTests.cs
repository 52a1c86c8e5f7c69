using System.Collections;
using FsCheck.Xunit;
using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

/// <summary>What is done stays worth what it was worth when it was done, whatever is agreed afterwards.</summary>
public sealed class RebaselinedTests
{
    private static readonly Month January = new(2026, 1);

    [Fact]
    public void larger_baseline_makes_no_past_month_look_better()
    {
        var before = Plan(new(January, 20_000, 20_000, null, 40), new(January.Plus(1), 16_000));
        var after = before.Rebaselined([new(January.Plus(2), 9_000)], 2);

        Assert.Equal((45_000m, 14_400m, 0.72m), (after.Bac.Value, Value(after).Ev.Value, Value(after).Cpi));
        // The same percentage, as an exported file brings it in again, says nothing new; another is one of the work as it is agreed now.
        Assert.Equal(after, after with { Months = after.With(after.Months).Months }, Same);
        Assert.Equal(22_500m, Value(after.With([new(January, Complete: 50)])).Ev.Value);

        static EarnedValue Value(ProjectMoney money) => MoneyReading.At(money, January).Value!;

        static bool Same(ProjectMoney one, ProjectMoney other) => one.Months.SequenceEqual(other.Months);
    }

    [Fact]
    public void work_that_was_all_done_is_not_where_more_is_agreed()
    {
        var done = Plan(new MonthOfMoney(January, 20_000, 20_000, null, 100));
        Assert.True(MoneyReading.At(done, January).IsDone);
        var reading = MoneyReading.At(done.Rebaselined([new(January.Plus(1), 10_000)], 2), January.Plus(1));
        Assert.Equal((false, 20_000m), (reading.IsDone, reading.Value!.Ev.Value));
    }

    [Fact]
    public void where_less_is_agreed_than_was_earned_the_percentage_counts()
    {
        var reading = MoneyReading.At(Plan(new(January, 20_000, 20_000, null, 75), new(January.Plus(1), 16_000)).Rebaselined([new(January, 14_000), new(January.Plus(1), 6_000)], 2), January);
        Assert.Equal((20_000m, 15_000m), (reading.Value!.Bac.Value, reading.Value.Ev.Value));
    }

    [Theory]
    [InlineData(20_000, 8_000, 12_000, 13_000)]
    [InlineData(21_600, 8_640, 12_960, 14_040)]
    [InlineData(21_601, 14_400, 21_600, 21_600)]
    public void smaller_baseline_counts_all_months_by_one_rule(int budget, int january, int february, int march)
    {
        var before = Plan(new(January, 36_000, 20_000, null, 40), new(January.Plus(1), null, 10_000, null, 60));
        var after = before.Rebaselined([new(January, budget)], 2).With([new(January.Plus(2), null, 5_000, null, 65)]);
        Assert.Equal([january, february, march], after.Months.Select(month => after.EarnedAt(month)!.Value.Value));
    }

    [Fact]
    public void whoever_says_no_less_than_before_takes_nothing_back_of_what_was_earned()
    {
        var after = Plan(new MonthOfMoney(January, 36_000, 20_000, null, 40)).Rebaselined([new(January, 20_000)], 2);
        Assert.Equal(14_400m, Ev(After(65)));
        Assert.Equal(15_000m, Ev(After(75)));
        Assert.Equal(7_000m, Ev(After(35)));

        ProjectMoney After(decimal complete) => after.With([new(January.Plus(1), null, 5_000, null, complete)]);

        static decimal Ev(ProjectMoney money) => MoneyReading.At(money, January.Plus(1)).Value!.Ev.Value;
    }

    [Fact]
    public void what_is_said_together_with_new_budgets_is_said_of_the_work_as_it_is_agreed_then()
    {
        var before = Plan(new(January, 36_000, 20_000, null, 40), new(January.Plus(1), null, 10_000, null, 60));
        var after = before.Rebaselined([new(January.Plus(1), 9_000, null, null, 60), new(January.Plus(2), null, 5_000, null, 70)], 2);
        Assert.Equal([14_400m, 21_600m, 31_500m], after.Months.Select(month => after.EarnedAt(month)!.Value.Value));
    }

    [Fact]
    public void what_was_said_since_the_budget_was_agreed_is_said_of_the_work_as_it_is_agreed_then()
    {
        var before = Plan(new(January, 36_000, 20_000, null, 40) { SaidUnder = 1 }, new(January.Plus(1), null, 10_000, null, 60) { SaidUnder = 2 });
        var after = before.Rebaselined([new(January.Plus(2), 9_000)], 2);
        Assert.Equal([14_400m, 27_000m], after.Months.Take(2).Select(month => after.EarnedAt(month)!.Value.Value));
        Assert.Equal([14_400m, null, null], after.Months.Select(month => month.Earned));
    }

    [Fact]
    public void under_which_baseline_something_was_said_changes_only_where_it_is_said()
    {
        var money = Plan(new MonthOfMoney(January, 36_000, 20_000, null, 40) { SaidUnder = 1 });
        Assert.Equal(1, Under(new(January, Actual: 21_000)));
        Assert.Equal(1, Under(new(January, Complete: 40)));
        Assert.Equal(2, Under(new(January, Complete: 40) { IsSaidAnew = true }));
        Assert.Equal(2, Under(new(January, Complete: 41)));
        Assert.Null(Under(new(January) { Clears = MoneyParts.Complete }));

        int? Under(MonthOfMoney change) => money.With([change with { SaidUnder = 2 }]).Months[0].SaidUnder;
    }

    [Fact]
    public void all_months_are_looked_at_for_each_month_and_not_for_each_pair_of_them()
    {
        const int Months = 120;
        var months = new Counted([.. Enumerable.Range(0, Months).Select(month => new MonthOfMoney(January.Plus(month), 100, 90, null, month * 100m / Months))]);
        var after = new ProjectMoney("EUR", months).Rebaselined([new(January.Plus(Months), 100)], 2);
        Assert.InRange(months.Looks, Months, 3 * Months * Months);
        Assert.Equal(Months * 100m * (Months - 1) / Months, after.EarnedAt(after.Months[Months - 1])!.Value.Value);
    }

    [Property]
    public void earned_value_never_falls_where_the_work_goes_on_whenever_it_was_said_and_planned(byte[] progress, ushort[] budgets)
    {
        var (money, complete, agreed) = (Plan(new MonthOfMoney(January, 1_000)), 0, 1);
        for (var month = 0; month < progress.Length; month++)
        {
            complete = Math.Min(100, complete + (progress[month] % 40));
            agreed += progress[month] % 3 == 0 ? 1 : 0;
            money = money.With([new(January.Plus(month), Complete: complete) { SaidUnder = agreed }]);
            if (month < budgets.Length)
                money = money.Rebaselined([new(January, 1 + budgets[month])], agreed);
            var curve = money.Months.Select(month => money.EarnedAt(month)!.Value.Value).ToList();
            Assert.Equal(curve.Order(), curve);
            Assert.All(curve, earned => Assert.InRange(earned, 0, money.Bac.Value));
        }
    }

    [Property]
    public void earned_value_never_falls_where_the_work_goes_on_and_no_baseline_makes_a_past_month_look_better(byte[] progress, ushort[] budgets)
    {
        var (money, complete) = (Plan(new MonthOfMoney(January, 1_000)), 0);
        for (var month = 0; month < progress.Length; month++)
        {
            complete = Math.Min(100, complete + (progress[month] % 40));
            money = money.With([new(January.Plus(month), Complete: complete)]);
            if (month < budgets.Length)
            {
                var before = Curve(money);
                money = money.Rebaselined([new(January, 1 + budgets[month])], 2);
                Assert.All(before.Zip(Curve(money)), pair => Assert.True(pair.Second <= pair.First));
            }
            Assert.Equal(Curve(money).Order(), Curve(money));
            Assert.All(Curve(money), earned => Assert.InRange(earned, 0, money.Bac.Value));
        }

        static IReadOnlyList<decimal> Curve(ProjectMoney money) => [.. money.Months.Select(month => money.EarnedAt(month)!.Value.Value)];
    }

    /// <summary>Months of which it is known how often one was looked at.</summary>
    private sealed class Counted(IReadOnlyList<MonthOfMoney> months) : IReadOnlyList<MonthOfMoney>
    {
        public int Looks { get; private set; }

        public int Count => months.Count;

        public MonthOfMoney this[int index] => months[index];

        public IEnumerator<MonthOfMoney> GetEnumerator()
        {
            foreach (var month in months)
            {
                Looks++;
                yield return month;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static ProjectMoney Plan(params MonthOfMoney[] months) => new("EUR", months);
}
