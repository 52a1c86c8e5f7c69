using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>The pack of a month: the enterprise and each function, as known at its end, or now for the month that runs.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Units">The enterprise, then each function.</param>
public sealed record PackModel(DateOnly Month, IReadOnlyList<PackUnit> Units)
{
    internal string Title => $"Monthly pack, {Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture)}";

    internal BoardModel Enterprise => Units[0].Board;

    /// <summary>A pack, or what is wrong with the month.</summary>
    internal static async Task<Outcome<PackModel>> Read(
        string? month, string? rule, BoardReader boards, PackProjects projects, Boards days, CancellationToken cancellation)
    {
        var today = days.Today;
        DateOnly first;
        if (string.IsNullOrWhiteSpace(month))
            first = new DateOnly(today.Year, today.Month, 1);
        else if (!DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out first))
            return new Refusal.Invalid([new("month", $"'{month}' is no month. Write it as 2026-03.")]);
        if (first > today)
            return new Refusal.Invalid([new("month", $"{month} has not begun.")]);
        var last = first.AddMonths(1).AddDays(-1);
        if (BoardQuery.Read(null, null, rule) is not Outcome<BoardQuery>.Done(var asked))
            return new Refusal.Invalid([new("rule", $"'{rule}' is no way to roll up. Take worst, weighted or counted.")]);
        var query = asked with { AsOf = last >= today ? null : last };
        if (await boards.Read(query, cancellation) is not Outcome<BoardModel>.Done(var enterprise))
            return new Refusal.NotFound("Nothing is known of that month.");
        var all = await projects.On(query.AsOf, cancellation);
        var units = new List<PackUnit> { await PackUnit.Read(enterprise, all, projects, cancellation) };
        foreach (var function in enterprise.Children)
        {
            if (await boards.Read(query with { Unit = function.Id }, cancellation) is Outcome<BoardModel>.Done(var model))
                units.Add(await PackUnit.Read(model, all, projects, cancellation));
        }
        return new PackModel(first, units);
    }
}
