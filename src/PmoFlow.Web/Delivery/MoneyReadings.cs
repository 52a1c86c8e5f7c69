using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Money;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>What the charts of a project's money say, in one sentence each, and the lines that they draw.</summary>
internal static class MoneyReadings
{
    /// <summary>A tile's words with the month that its figure is of.</summary>
    public static string Of(string label, ProjectDelivery delivery) =>
        delivery.Reading.AsOf is { } month ? $"{label}, of {month}{(delivery.Old.Count > 0 ? "; nothing since" : "")}" : label;

    /// <summary>What was said of months that have not begun, and how it is taken back; nothing where nothing was.</summary>
    public static IReadOnlyList<string> NotCounted(ProjectDelivery delivery) => delivery.Unknowable switch
    {
        [] => [],
        [var only] => [$"{only} has not begun: what is spent and done in it cannot be known yet, and is not counted. A dash in its place takes it back."],
        [var first, .., var last] all => [$"{Plural.Of(all.Count, "month")} from {first} to {last} have not begun: what is spent and done in them cannot be known yet, and is not counted. A dash in its place takes it back."],
    };

    /// <summary>What of the agreed budget is in no month; nothing where all is, or no month is planned at all, which is said by itself.</summary>
    public static IReadOnlyList<string> Unplanned(ProjectDelivery delivery) =>
        delivery is { Project.Agreed.Budget: { } agreed, Known: { IsPlanned: true } money } && money.Bac.Value < agreed ? [Unplanned(money.Bac.Value, agreed, money.Currency)] : [];

    /// <summary><c>The months add up to EUR 260,000 of EUR 400,000 agreed: plan the rest by month.</c></summary>
    public static string Unplanned(decimal months, decimal agreed, string currency) =>
        $"The months add up to {Words.Money(months, currency)} of {Words.Money(agreed, currency)} agreed: plan the rest by month.";

    public static string Burn(ProjectMoney money)
    {
        var spent = money.Months.Where(month => month.Actual is not null).ToList();
        if (spent.Count == 0)
            return "Nothing is spent yet, or nobody has said so.";
        var last = spent[^1];
        return last.Budget is { } budget
            ? $"In {last.Month} {Words.Money(last.Actual!.Value, money.Currency)} was spent against a budget of {Words.Money(budget, money.Currency)}."
            : $"In {last.Month} {Words.Money(last.Actual!.Value, money.Currency)} was spent; no budget was planned for that month.";
    }

    public static string Curves(MoneyReading reading)
    {
        if (reading is not { AsOf: { } asOf, Value: { } value })
            return string.Join(' ', reading.Missing);
        var cost = value.Cv.Value < 0 ? $"{Words.Money(-value.Cv.Value, value.Cv.Currency)} over what the work should have cost"
            : value.Cv.Value > 0 ? $"{Words.Money(value.Cv.Value, value.Cv.Currency)} under what the work should have cost" : "at what the work should have cost";
        var time = reading.Schedule is { } schedule && schedule.SvT != 0
            ? $"{Months(Math.Abs(schedule.SvT))} {(schedule.SvT < 0 ? "behind" : "ahead of")} the plan" : "on the plan's day";
        return $"At the end of {asOf} the project is {cost}, and {time}.";
    }

    /// <summary>Cumulative planned value, earned value and actual cost, month by month.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<ChartLine> Lines) Lines(ProjectMoney money)
    {
        if (money.Months.Count == 0)
            return ([], []);
        var (first, last) = (money.Months[0].Month, money.Months[^1].Month);
        var months = Enumerable.Range(0, first.To(last) + 1).Select(first.Plus).ToList();
        var (planned, spent) = (money.Months.LastOrDefault(m => m.Budget is not null)?.Month, money.Months.LastOrDefault(m => m.Actual is not null)?.Month);
        return ([.. months.Select(month => month.ToString())],
        [
            new("Planned value", "PV", [.. months.Select(month => month <= planned ? money.PlannedUpTo(month).Value : (decimal?)null)]),
            new("Earned value", "EV", [.. months.Select(month =>
                money.Months.FirstOrDefault(m => m.Month == month) is { } said ? money.EarnedAt(said)?.Value : null)]),
            new("Actual cost", "AC", [.. months.Select(month => month <= spent ? money.SpentUpTo(month).Value : (decimal?)null)]),
        ]);
    }

    public static string Label(ForecastKind kind) => kind switch
    {
        ForecastKind.CostAsBudgeted => "Final cost, rest as budgeted",
        ForecastKind.CostAsSoFar => "Final cost, rest as so far",
        ForecastKind.CostAndSchedule => "Final cost, rest under cost and schedule",
        ForecastKind.CostByLead => "Final cost, as the lead expects",
        ForecastKind.FinishByEarnedSchedule => "Finish, by earned schedule",
        ForecastKind.FinishP50 => "Finish, P50 by simulation",
        ForecastKind.FinishP80 => "Finish, P80 by simulation",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Index(decimal? value) => value is { } known ? Figure(known, 2, fixedDigits: true) : "–";

    /// <summary><c>3.2 months</c>, <c>1 month</c>.</summary>
    public static string Months(decimal months) => Figure(months, 1) is var figure && figure == "1" ? "1 month" : $"{figure} months";

    public static string Figure(decimal value, int digits, bool fixedDigits = false) =>
        Math.Round(value, digits, MidpointRounding.AwayFromZero).ToString(fixedDigits ? $"F{digits}" : "0." + new string('#', digits), CultureInfo.InvariantCulture);

    public static string Percent(decimal? share) => share is { } known ? (known * 100).ToString("0.#", CultureInfo.InvariantCulture) + " %" : "–";
}
