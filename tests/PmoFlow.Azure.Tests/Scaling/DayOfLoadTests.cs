using System.Globalization;
using Xunit;

namespace PmoFlow.Azure.Tests.Scaling;

/// <summary>docs/scaling.md has its table from here. PMOFLOW_REQUESTS_A_DAY and PMOFLOW_OFFICES simulate another day.</summary>
public sealed class DayOfLoadTests
{
    public static TheoryData<int, int> Days()
    {
        var days = new TheoryData<int, int> { { 50, 1 }, { 50_000, 1_000 }, { 500_000, 10_000 } };
        if (Asked("PMOFLOW_REQUESTS_A_DAY") is { } requests)
            days.Add(requests, Asked("PMOFLOW_OFFICES") ?? 1);
        return days;
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void day_stays_under_the_ceilings(int requestsADay, int offices)
    {
        var busiest = DayOfLoad.Simulate(requestsADay, offices, seed: 1);
        Tell(busiest);
        Assert.InRange(busiest.Transactions + busiest.HubTransactions, 1, DayOfLoad.AccountCeiling);
        Assert.All(busiest.Rows.Values, rows => Assert.InRange(rows, 1, DayOfLoad.PartitionCeiling));
    }

    [Theory]
    [InlineData(550_000, true)]
    [InlineData(800_000, false)]
    public void eight_hundred_thousand_requests_a_day_need_an_account_for_the_task_hub(int requestsADay, bool together)
    {
        var busiest = DayOfLoad.Simulate(requestsADay, 10_000, seed: 1);
        Assert.Equal(together, busiest.Transactions + busiest.HubTransactions <= DayOfLoad.AccountCeiling);
        Assert.InRange(busiest.Transactions, 1, DayOfLoad.AccountCeiling);
    }

    [Fact]
    public void control_a_day_of_two_and_a_half_million_requests_is_too_much_for_one_account() =>
        Assert.True(DayOfLoad.Simulate(2_500_000, 10_000, seed: 1).Transactions > DayOfLoad.AccountCeiling);

    private static int? Asked(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Tell(BusiestSecond busiest) => TestContext.Current.SendDiagnosticMessage(string.Create(
        CultureInfo.InvariantCulture, $"{busiest.RequestsADay:N0} requests a day in {busiest.Offices:N0} offices: busiest second ")
        + string.Create(CultureInfo.InvariantCulture, $"{busiest.Transactions:N0} transactions, {busiest.HubTransactions:N0} of the task hub, {busiest.WorkItems:N0} work items; rows: ")
        + string.Join(", ", busiest.Rows.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Key.Name} {p.Value:N0}"))));
}
