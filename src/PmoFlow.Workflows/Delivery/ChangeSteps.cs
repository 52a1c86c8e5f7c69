using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What a change says against what is agreed, and what becomes of plan, money and baseline when it is approved: the pure part.</summary>
internal static class ChangeSteps
{
    /// <summary>The first baseline: what the approved request said.</summary>
    public static Baseline First(ProjectRecord project, DateTimeOffset now) => new(1, now, project.Request is { } request ? $"Request {request} was approved." : "The project began.")
    {
        End = project.End,
        Budget = project.Budget,
    };

    /// <summary>Each thing that changes, before and after.</summary>
    public static IReadOnlyList<ChangedFact> Facts(
        ProjectChange change, ProjectRecord project, AgreedPlan agreed, MilestonePlan plan, ProjectMoney money, string currency)
    {
        var facts = new List<ChangedFact>();
        if (change.Scope is { } scope)
            facts.Add(new("Scope", "as agreed", scope));
        if (change.End is { } end)
            facts.Add(new("End", Day(agreed.End ?? project.End), Day(end)));
        if (change.Budget is { } budget)
            facts.Add(new("Budget", Money(agreed.Budget ?? project.Budget), Money(budget)));
        foreach (var changed in change.Milestones)
        {
            if (plan.Milestones.FirstOrDefault(milestone => milestone.Name == changed.Name) is { } milestone)
                facts.Add(new(milestone.Title, Day(milestone.Baseline), changed.Day is null ? "dropped" : Day(changed.Day)));
        }
        foreach (var month in change.Months)
            facts.Add(new($"Budget of {month.Month}", Money(money.Months.FirstOrDefault(m => m.Month == month.Month)?.Budget), Money(month.Budget)));
        return facts;

        string Money(decimal? amount) => amount is { } value ? new Amount(value, currency).ToString() : "none";

        static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";
    }

    /// <summary>A project cannot end before it has begun; null where it does not.</summary>
    public static FieldError? EndsTooEarly(ProjectChange change, ProjectRecord project) => change.End is { } end && project.Start is { } start && end < start
        ? new("end", FormattableString.Invariant($"The end cannot be before the start, {start:yyyy-MM-dd}."))
        : null;

    /// <summary>The months cannot add up to more than is agreed.</summary>
    public static FieldError? OverBudget(ProjectChange change, AgreedPlan agreed, ProjectMoney money) =>
        (change.Budget ?? agreed.Budget) is { } limit && money.With(change.Months).Bac.Value is var sum && sum > limit
            ? new(change.Budget is null ? "months" : "budget", string.Create(CultureInfo.InvariantCulture, $"The months add up to {sum:#,0.##}, the budget is {limit:#,0.##}."))
            : null;

    /// <summary>Milestones as the change says; what is dropped is nobody's predecessor any more.</summary>
    public static MilestonePlan Plan(MilestonePlan before, ProjectChange change)
    {
        var days = change.Milestones.ToDictionary(changed => changed.Name, changed => changed.Day);
        return new([.. before.Milestones.Where(milestone => !days.TryGetValue(milestone.Name, out var day) || day is not null).Select(milestone => milestone with
        {
            Plan = days.GetValueOrDefault(milestone.Name) ?? milestone.Plan,
            Baseline = days.GetValueOrDefault(milestone.Name) ?? milestone.Baseline,
            Forecast = days.ContainsKey(milestone.Name) ? null : milestone.Forecast,
            After = [.. milestone.After.Where(name => !days.TryGetValue(name, out var day) || day is not null)],
        })]);
    }

    /// <summary>The project as it is agreed from now on.</summary>
    public static ProjectRecord Project(ProjectRecord before, ProjectChange change) => before.Agreed is not { } agreed ? before : before with
    {
        End = change.End ?? before.End,
        Budget = change.Budget ?? before.Budget,
        Agreed = Agreed(agreed, change),
    };

    /// <summary>What is agreed from now on. A budget that is agreed first takes the place of none, whatever the months add up to so far.</summary>
    public static AgreedPlan Agreed(AgreedPlan before, ProjectChange change)
    {
        var (number, isRebudgeted) = (before.Baseline + 1, change.Budget is { } budget && before.Budget is { } was && was != budget);
        return new(number, change.End ?? before.End, change.Budget ?? before.Budget)
        {
            IsRebudgeted = before.KeepsEarned || isRebudgeted,
            BudgetSince = isRebudgeted ? number : before.BudgetSince,
        };
    }

    /// <summary>The baseline that ends, as it stood, and the one that begins.</summary>
    public static (Baseline Ended, Baseline Begun) Baselines(
        Baseline current, ProjectRecord project, ProjectChange change, MilestonePlan plan, ProjectMoney money, DateTimeOffset now)
    {
        var (after, agreed) = (Plan(plan, change), Project(project, change).Agreed!);
        var ended = current with { End = project.Agreed!.End, Budget = project.Agreed.Budget, Milestones = Days(plan), Months = Months(money), Until = now };
        return (ended, new Baseline(agreed.Baseline, now, $"Change {change.Quoted} was approved: {change.Title}")
        {
            End = agreed.End,
            Budget = agreed.Budget,
            Milestones = Days(after),
            Months = Months(money.With(change.Months)),
            Scope = change.Scope is { } scope ? [.. current.Scope, scope] : current.Scope,
        });

        static IReadOnlyList<BaselineMilestone> Days(MilestonePlan plan) => [.. plan.Milestones.Select(m => new BaselineMilestone(m.Name, m.Title, m.Baseline))];

        static IReadOnlyList<BaselineMonth> Months(ProjectMoney money) => [.. money.Months.Where(m => m.Budget is not null).Select(m => new BaselineMonth(m.Month, m.Budget!.Value))];
    }
}
