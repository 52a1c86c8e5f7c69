using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;

namespace PmoFlow.Workflows.Delivery;

/// <summary>
/// What was agreed stays until a change of it is approved. What nobody agreed yet, such as the end of a project whose request named
/// none, is agreed when it is set first.
/// </summary>
internal static class Agreements
{
    private const string Ask = "Ask for a change.";

    /// <summary>What of a plan goes against the agreement.</summary>
    public static IEnumerable<FieldError> Against(ProjectRecord project, ProjectPlan plan)
    {
        if (project.Agreed is not { } agreed)
            yield break;
        if (agreed.End is { } end && plan.End != end && plan.End != project.End)
            yield return new("end", FormattableString.Invariant($"The end was agreed as {end:yyyy-MM-dd}. {Ask}"));
        if (agreed.Budget is { } budget && plan.Budget != budget && plan.Budget != project.Budget)
            yield return new("budget", FormattableString.Invariant($"The budget was agreed as {budget:#,0.##}. {Ask}"));
    }

    /// <summary>What of a month's budget goes against the agreement.</summary>
    public static IEnumerable<FieldError> Against(ProjectRecord project, ProjectMoney before, IReadOnlyList<MonthOfMoney> months)
    {
        if (project.Agreed is not { } agreed)
            yield break;
        foreach (var month in months.Where(month => (month.Budget is not null || month.Clears.HasFlag(MoneyParts.Budget))
            && before.Months.FirstOrDefault(m => m.Month == month.Month)?.Budget is { } there && there != month.Budget))
        {
            yield return new($"months[{month.Month}]", $"The budget of {month.Month} was agreed. {Ask}");
        }
        if (agreed.Budget is { } limit && months.Any(month => month.Budget is not null) && before.With(months).Bac.Value is var sum && sum > limit && sum > before.Bac.Value)
            yield return new("months", FormattableString.Invariant($"The months would add up to {sum:#,0.##}; {limit:#,0.##} was agreed. {Ask}"));
    }

    /// <summary>
    /// The money with those months taken over. Once the budget was agreed anew, what was said to be done before that keeps its worth; what is
    /// said now is said of the work as it is agreed now.
    /// </summary>
    public static ProjectMoney Taken(AgreedPlan? agreed, ProjectMoney before, IReadOnlyList<MonthOfMoney> months)
    {
        var said = months.Select(month => month with { SaidUnder = agreed?.Baseline });
        // Where it is not known when the budget was agreed, that was before it was kept of what is said under which baseline it is.
        return agreed is { KeepsEarned: true } ? before.Rebaselined(said, agreed.BudgetSince ?? 0) : before.With(said);
    }

    /// <summary>What of a plan's milestones goes against the agreement: one that has an agreed day is not dropped in silence.</summary>
    public static IEnumerable<FieldError> Against(ProjectRecord project, MilestonePlan before, MilestonePlan plan) =>
        project.Agreed is null ? [] : before.Milestones.Where(milestone => milestone.Baseline is not null && plan.Milestones.All(m => m.Name != milestone.Name))
            .Select(gone => new FieldError("milestones", $"{gone.Title} was agreed. {Ask}"));
}
