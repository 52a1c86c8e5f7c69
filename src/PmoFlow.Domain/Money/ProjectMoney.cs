using System.Text.Json.Serialization;

namespace PmoFlow.Domain.Money;

/// <summary>A project's money by month, in one currency.</summary>
/// <param name="Currency">Of every amount.</param>
/// <param name="Months">Each month at most once, in order.</param>
public sealed record ProjectMoney(string Currency, IReadOnlyList<MonthOfMoney> Months)
{
    /// <summary>Nothing planned, nothing spent.</summary>
    public static ProjectMoney None(string currency) => new(currency, []);

    /// <summary>Budget at completion: all that is budgeted (ANSI/EIA-748: the performance measurement baseline's total).</summary>
    public Amount Bac => Sum(month => month.Budget);

    /// <summary>Whether a baseline has been planned.</summary>
    public bool IsPlanned => Months.Any(month => month.Budget > 0);

    /// <summary>First month with a budget: the baseline's first.</summary>
    public Month? Start => Months.Where(month => month.Budget is not null).Select(month => (Month?)month.Month).FirstOrDefault();

    /// <summary>All that is spent up to the end of a month.</summary>
    public Amount SpentUpTo(Month month) => Sum(m => m.Month <= month ? m.Actual : null);

    /// <summary>All that was to be spent up to the end of a month: planned value, cumulative.</summary>
    public Amount PlannedUpTo(Month month) => Sum(m => m.Month <= month ? m.Budget : null);

    /// <summary>
    /// What the lead expects the whole to cost: actuals where there are any, the forecast of each month that has none. Null where no month
    /// after the last actual has a forecast and the work is not complete: silence forecasts nothing.
    /// </summary>
    public Amount? OwnForecast
    {
        get
        {
            var spent = Months.LastOrDefault(month => month.Actual is not null)?.Month;
            var ahead = Months.Where(month => month is { Forecast: not null, Actual: null }).ToList();
            if (!ahead.Exists(month => spent is null || month.Month > spent))
                return Months.Any(month => month.IsAllDone) && spent is { } last ? SpentUpTo(last) : null;
            return Sum(month => month.Actual) + new Amount(ahead.Sum(month => month.Forecast!.Value), Currency);
        }
    }

    /// <summary>
    /// Months after that one of which it is said what was spent or done: nobody can know that yet. It is refused now, but stands in what was
    /// stored before it was.
    /// </summary>
    public IReadOnlyList<Month> Unknowable(Month today) => [.. Months.Where(month => month.Month > today && (month.Actual ?? month.Complete) is not null).Select(month => month.Month)];

    /// <summary>The same without what nobody can know yet: all that is reckoned or drawn is of this.</summary>
    public ProjectMoney KnownIn(Month today) => Unknowable(today) is { Count: > 0 } months
        ? With(months.Select(month => new MonthOfMoney(month) { Clears = MoneyParts.Actual | MoneyParts.Complete })) : this;

    /// <summary>
    /// The same with those months' values taken over where they are given, and taken away where that is said; a month not there yet is
    /// added, one of which nothing is left is gone.
    /// </summary>
    public ProjectMoney With(IEnumerable<MonthOfMoney> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var months = Months.ToDictionary(month => month.Month);
        foreach (var change in changes)
            months[change.Month] = (months.GetValueOrDefault(change.Month) ?? new(change.Month)).Over(change);
        return this with { Months = [.. months.Values.Where(month => month != new MonthOfMoney(month.Month)).OrderBy(month => month.Month)] };
    }

    /// <summary>
    /// The same as <see cref="With"/>, where the budgets are those of a new baseline. What is done is worth what it was worth when it was
    /// done (ANSI/EIA-748: budgeted cost of work performed): a larger budget is for work that is still to come, and makes no past month look
    /// better. Where less is agreed than was earned, less is to be done, and the percentages count. What was said since that baseline was
    /// agreed, be it before its months were planned, and what the changes say beside their budgets is said of the work as it is agreed then.
    /// </summary>
    /// <param name="changes">As for <see cref="With"/>.</param>
    /// <param name="agreed">Number of the baseline by which the whole budget was agreed.</param>
    public ProjectMoney Rebaselined(IEnumerable<MonthOfMoney> changes, int agreed)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var all = changes.ToList();
        return Kept(With(all.Select(change => change.OnlyBudget())), agreed).With(all.Select(change => change.WithoutBudget()));
    }

    /// <summary>
    /// What all the work that was done up to the end of a month is worth: earned value, cumulative. Null where nobody said how much it is.
    /// Whoever says no less than was said of an earlier month takes nothing back of what was earned by then.
    /// </summary>
    public Amount? EarnedAt(MonthOfMoney month)
    {
        ArgumentNullException.ThrowIfNull(month);
        return Worth(month, Bac.Value) is { } earned ? new Amount(earned, Currency) : null;
    }

    // Decided once for all months: a curve of which one month goes by the old baseline and the next by the new one would fall where work went on.
    private ProjectMoney Kept(ProjectMoney after, int agreed)
    {
        var (was, bac) = (Bac.Value, after.Bac.Value);
        if (bac == was)
            return after;
        var earned = after.Months.Where(month => month.SaidUnder is null || month.SaidUnder < agreed).ToDictionary(month => month.Month, month => Worth(month, was));
        var isLess = earned.Values.Max() >= bac;
        return after with
        {
            // Where the percentages count, they too make no past month look better than it was.
            Months = [.. after.Months.Select(month => month with
            {
                Earned = earned.GetValueOrDefault(month.Month) is not { } worth || (isLess && worth >= Share(month.Complete, bac)) ? null : worth,
            })],
        };
    }

    // Takes the sum of all months as known: whoever asks of each month would add it up for each pair of them.
    private decimal? Worth(MonthOfMoney month, decimal bac) => month.Complete is not { } complete ? null
        : Months.Where(m => m.Month < month.Month && m.Complete <= complete).Append(month).Max(m => m.Earned ?? Share(m.Complete, bac));

    private static decimal Share(decimal? complete, decimal bac) => bac * ((complete ?? 0) / 100m);

    private Amount Sum(Func<MonthOfMoney, decimal?> of) => new(Months.Sum(month => of(month) ?? 0), Currency);
}

/// <summary>One month of a project's money. Null is not known, which is not 0.</summary>
/// <param name="Month">Which.</param>
/// <param name="Budget">Value of the work that is planned for it (the increment of PV).</param>
/// <param name="Actual">What was spent in it (the increment of AC).</param>
/// <param name="Forecast">What the lead expects to spend in it.</param>
/// <param name="Complete">How much of all the work is done at its end, in percent from 0 to 100 (EV = this × BAC, see <see cref="ProjectMoney.EarnedAt"/>).</param>
public sealed record MonthOfMoney(
    Month Month, decimal? Budget = null, decimal? Actual = null, decimal? Forecast = null, decimal? Complete = null)
{
    /// <summary>Of a change: what is not known any more, though it was said before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MoneyParts Clears { get; init; }

    /// <summary>
    /// Of a change: somebody says now how much of the work as it is agreed now is done. Without it the same figure says nothing new, as in a
    /// file that was taken away and is brought in again.
    /// </summary>
    [JsonIgnore]
    public bool IsSaidAnew { get; init; }

    /// <summary>What the work that is done was worth under the baseline by which that was said, where another has taken its place since; null where none has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal? Earned { get; init; }

    /// <summary>
    /// Number of the baseline that was agreed when it was said how much is done: it was said of that work. Null where nothing is said or
    /// agreed, or it was said before this was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SaidUnder { get; init; }

    /// <summary>Whether all the work is done at its end, as it is agreed now.</summary>
    [JsonIgnore]
    public bool IsAllDone => Complete >= 100 && Earned is null;

    internal MonthOfMoney OnlyBudget() => new(Month, Budget) { Clears = Clears & MoneyParts.Budget };

    internal MonthOfMoney WithoutBudget() => this with { Budget = null, Clears = Clears & ~MoneyParts.Budget };

    // Whoever says otherwise how much is done says it of the work as it is agreed now.
    internal MonthOfMoney Over(MonthOfMoney change)
    {
        var complete = change.Over(MoneyParts.Complete, change.Complete, Complete);
        var isSaid = complete != Complete || (change.IsSaidAnew && change.Complete is not null);
        return new(Month, change.Over(MoneyParts.Budget, change.Budget, Budget), change.Over(MoneyParts.Actual, change.Actual, Actual),
            change.Over(MoneyParts.Forecast, change.Forecast, Forecast), complete)
        {
            Earned = isSaid ? null : Earned,
            SaidUnder = !isSaid ? SaidUnder : complete is null ? null : change.SaidUnder,
        };
    }

    private decimal? Over(MoneyParts part, decimal? after, decimal? before) => after ?? (Clears.HasFlag(part) ? null : before);
}

/// <summary>What a month of money consists of.</summary>
[Flags]
public enum MoneyParts
{
    /// <summary>Nothing of it.</summary>
    None = 0,

    /// <summary>The budget.</summary>
    Budget = 1,

    /// <summary>What was spent.</summary>
    Actual = 2,

    /// <summary>What is expected to be spent.</summary>
    Forecast = 4,

    /// <summary>How much of the work is done.</summary>
    Complete = 8,
}
