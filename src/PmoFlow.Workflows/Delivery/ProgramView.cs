using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A program with its projects on a day, and what those say together.</summary>
/// <param name="Program">Which.</param>
/// <param name="Day">Of which day.</param>
/// <param name="IsNow">Whether that is today.</param>
/// <param name="Members">Its projects on that day, the worst rated on top.</param>
/// <param name="Moves">Which projects came and left, the latest first.</param>
/// <param name="Parts">Plan, money and risks of each member, as they stand now.</param>
/// <param name="Needed">What its members need of other projects.</param>
/// <param name="Benefits">Of its members, as known on that day.</param>
/// <param name="Timeline">What happened to the program itself.</param>
public sealed record ProgramView(
    ProgramRecord Program, DateOnly Day, bool IsNow, IReadOnlyList<ProgramMember> Members, IReadOnlyList<ProgramMove> Moves,
    IReadOnlyList<ProjectDelivery> Parts, IReadOnlyList<ProjectNeed> Needed, IReadOnlyList<Benefit> Benefits, IReadOnlyList<TimelineEntry> Timeline)
{
    /// <summary>Its projects that were under way.</summary>
    public IReadOnlyList<ProgramMember> Active => [.. Members.Where(member => member.IsActive)];

    /// <summary>How those are rated, and with what budgets.</summary>
    public RatingMix Ratings => new(
        Active.GroupBy(member => member.Rating).ToDictionary(group => group.Key, group => (decimal)group.Count()),
        Active.Where(member => member.Budget is > 0).GroupBy(member => member.Rating).ToDictionary(group => group.Key, group => group.Sum(member => member.Budget!.Value)));

    /// <summary>Budgets of the projects that were under way, added up.</summary>
    public decimal Budget => Active.Sum(member => member.Budget ?? 0);

    /// <summary>What each project's money says at the end of the day's month.</summary>
    public IReadOnlyList<(ProjectDelivery Part, MoneyReading Reading)> Readings =>
        [.. Parts.Select(part => (part, part.Money is null ? part.Reading : MoneyReading.At(part.Money.Money, Month.Of(Day))))];

    /// <summary>Earned value of the projects of which it is known, added up; null where it is known of none. Indices of sums, not means of indices.</summary>
    public EarnedValue? Value => Readings.Select(one => one.Reading.Value).OfType<EarnedValue>().ToList() is [{ } first, .. var rest]
        ? rest.Aggregate(first, (sum, value) => new(sum.Bac + value.Bac, sum.Pv + value.Pv, sum.Ev + value.Ev, sum.Ac + value.Ac)) : null;

    /// <summary>Risks and issues that were open on that day, those of the highest exposure on top.</summary>
    public IReadOnlyList<(ProjectRecord Project, RaidItem Item)> Risks =>
    [
        .. Parts.SelectMany(part => part.Raid.Where(item => item.Kind is RaidKind.Risk or RaidKind.Issue && DateOnly.FromDateTime(item.RaisedAt.UtcDateTime) <= Day
                && (item.ClosedAt is null || DateOnly.FromDateTime(item.ClosedAt.Value.UtcDateTime) > Day)).Select(item => (part.Project, item)))
            .OrderByDescending(risk => risk.item.Exposure ?? (risk.item.Impact * RaidItem.Highest) ?? 0),
    ];

    /// <summary>What its projects need of each other, and of others; those that come too late on top.</summary>
    public IReadOnlyList<ProgramNeed> Needs =>
    [
        .. Needed.Select(need => new ProgramNeed(need.Need, need.For, need.Of, Parts.Any(other => other.Project.Id == need.Need.On), need.Late(Day)))
            .OrderByDescending(need => need.Late ?? -1).ThenBy(need => need.Need.NeededBy),
    ];

    /// <summary>All milestones on one time line, each named with its project, seen from its day.</summary>
    public IReadOnlyList<MilestoneOutlook> Milestones =>
    [
        .. Parts.SelectMany(part => part.Plan.Outlooks(Day).Select(outlook => outlook with { Milestone = outlook.Milestone with { Title = $"{outlook.Milestone.Title} · {part.Project.Name}" } }))
            .OrderBy(outlook => outlook.Day ?? DateOnly.MaxValue),
    ];

    /// <summary>What the benefits of its projects come to.</summary>
    public BenefitRollUp Worth => BenefitRollUp.Of(Benefits);
}

/// <summary>What a project of a program needs.</summary>
/// <param name="Need">What, of whom, by when.</param>
/// <param name="For">Name of who needs it.</param>
/// <param name="Of">Name of the project that it comes from.</param>
/// <param name="IsWithin">Whether both belong to the program.</param>
/// <param name="Late">Days by which it comes too late; null where nobody knows.</param>
public sealed record ProgramNeed(ProjectDependency Need, string For, string Of, bool IsWithin, int? Late);
