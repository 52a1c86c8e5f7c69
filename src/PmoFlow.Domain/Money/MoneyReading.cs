namespace PmoFlow.Domain.Money;

/// <summary>What a project's money says at the end of a month, or why it says nothing.</summary>
/// <param name="AsOf">The month that was read: the last up to the one asked for with work reported, or in which all was done.</param>
/// <param name="Value">Null where something that it needs is missing.</param>
/// <param name="Schedule">Null with it.</param>
/// <param name="Missing">What is missing, one sentence each; never taken for 0.</param>
public sealed record MoneyReading(Month? AsOf, EarnedValue? Value, EarnedSchedule? Schedule, IReadOnlyList<string> Missing)
{
    /// <summary>Days of the month after next on which the books of the next month are closed.</summary>
    private const int BooksClosed = 15;

    /// <summary>Whether all of the work is done: then its figures do not grow old.</summary>
    public bool IsDone => Value is { } value && value.Ev.Value >= value.Bac.Value;

    /// <summary>
    /// Whether it still says how things stand. The figures of a month count until the middle of the month after next: by then those of
    /// the next month are known where anybody looks.
    /// </summary>
    public bool IsCurrent(DateOnly today) => AsOf is not { } month || IsDone || today <= month.Plus(2).FirstDay.AddDays(BooksClosed - 1);

    /// <summary>Reads the money as known at the end of a month.</summary>
    public static MoneyReading At(ProjectMoney money, Month month)
    {
        ArgumentNullException.ThrowIfNull(money);
        var missing = new List<string>();
        if (!money.IsPlanned || money.Start is not { } start)
            return new(null, null, null, ["No budget is planned by month."]);
        var upTo = money.Months.Where(m => m.Month <= month).ToList();
        if (!upTo.Exists(m => m.Complete is not null))
            missing.Add($"Nobody has reported how much of the work is done up to {month}.");
        if (!upTo.Exists(m => m.Actual is not null))
            missing.Add($"No actual cost is known up to {month}.");
        if (missing.Count > 0)
            return new(null, null, null, missing);
        // Work without its cost would look cheap: the last month counts for which both are known.
        var known = upTo.Where(m => m.Complete is not null && m.Actual is not null).ToList();
        if (known.Count == 0)
            return new(null, null, null, [$"No month up to {month} has both its cost and how much of the work is done."]);

        var done = known.Find(m => m.IsAllDone);
        var last = done ?? known[^1];
        // What is paid after the work is done still belongs to it; its duration does not grow any more.
        var spent = money.SpentUpTo(done is null ? last.Month : month);
        var earned = money.EarnedAt(last)!.Value;
        var value = new EarnedValue(money.Bac, money.PlannedUpTo(last.Month), earned, spent);
        var elapsed = Math.Max(0, start.To(last.Month) + 1);
        return new(last.Month, value, EarnedSchedule.Of(Curve(money, start), earned.Value, elapsed), []);
    }

    private static List<decimal> Curve(ProjectMoney money, Month start)
    {
        var end = money.Months.Last(m => m.Budget is not null).Month;
        return [.. Enumerable.Range(0, start.To(end) + 1).Select(after => money.PlannedUpTo(start.Plus(after)).Value)];
    }
}
