using PmoFlow.Domain.Money;

namespace PmoFlow.Domain.Delivery;

/// <summary>A project's milestones, in the order in which people look at them.</summary>
/// <param name="Milestones">At most <see cref="Most"/>.</param>
public sealed record MilestonePlan(IReadOnlyList<Milestone> Milestones)
{
    /// <summary>More is a schedule, which belongs into a scheduling tool.</summary>
    public const int Most = 200;

    /// <summary>No milestone.</summary>
    public static readonly MilestonePlan Empty = new([]);

    /// <summary>Days after which a milestone counts as slipped, where no rule says otherwise.</summary>
    public const int Tolerance = 0;

    /// <summary>Where each stands, seen from a day, in the plan's order.</summary>
    public IReadOnlyList<MilestoneOutlook> Outlooks(DateOnly today)
    {
        var earliest = Earliest.Of(Milestones);
        var days = Milestones.GroupBy(milestone => milestone.Name).ToDictionary(same => same.Key, same => new MilestoneOutlook(same.First(), earliest[same.Key].On(today), null));
        return [.. Milestones.Select(milestone => milestone.Expected is null ? new(milestone, null, null) : new MilestoneOutlook(milestone, earliest[milestone.Name].On(today), Holder(milestone)))];

        MilestoneOutlook? Holder(Milestone milestone) => milestone.Actual is null && earliest[milestone.Name].On(today) is var day && milestone.Expected < day && today < day
            ? milestone.After.Select(days.GetValueOrDefault).OfType<MilestoneOutlook>().MaxBy(before => before.Day) : null;
    }

    /// <summary>How many are later than agreed by more than the tolerance; null where no milestone has a baseline.</summary>
    public int? Slipped(DateOnly today) => Milestones.Any(milestone => milestone.Baseline is not null)
        ? Outlooks(today).Count(milestone => milestone.Slip > Tolerance)
        : null;

    /// <summary>Days by which the last milestone is later than the last that was agreed; null where either is not known.</summary>
    public int? EndSlip(DateOnly today)
    {
        var agreed = Milestones.Max(milestone => milestone.Baseline);
        var expected = Outlooks(today).Max(milestone => milestone.Day);
        return agreed is { } one && expected is { } other ? other.DayNumber - one.DayNumber : null;
    }

    /// <summary>By the month for which they were agreed, how far milestones have moved, oldest first; seen from a day on which none is overdue.</summary>
    public IReadOnlyList<MonthSlip> Slips()
    {
        var earliest = Earliest.Of(Milestones);
        return
        [
            .. Milestones.Where(milestone => milestone is { Baseline: not null, Expected: not null }).GroupBy(milestone => Month.Of(milestone.Baseline!.Value))
                .OrderBy(month => month.Key)
                .Select(month => new MonthSlip(month.Key, month.Count(), month.Sum(m => earliest[m.Name].Fixed!.Value.DayNumber - m.Baseline!.Value.DayNumber))
                {
                    Open = [.. month.Select(m => earliest[m.Name].Turns).OfType<DateOnly>().Order()],
                }),
        ];
    }

    /// <summary>The days after which each day that passes makes a milestone a day later.</summary>
    public IReadOnlyList<DateOnly> Turns() => [.. Earliest.Of(Milestones).Values.Select(earliest => earliest.Turns).OfType<DateOnly>().Distinct()];

    /// <summary>What is to be reached next; null where nothing is expected any more.</summary>
    public NextMilestone? Next()
    {
        var earliest = Earliest.Of(Milestones);
        var reached = Milestones.Where(milestone => milestone.Actual is not null).Select(milestone => milestone.Name).ToHashSet(StringComparer.Ordinal);
        // Of those of one day, what waits for none of the others comes first.
        return Milestones.Where(milestone => milestone is { Actual: null, Expected: not null })
            .OrderBy(milestone => earliest[milestone.Name].Fixed).ThenBy(milestone => milestone.After.Count(name => !reached.Contains(name))).FirstOrDefault() is { } next
            ? new(next.Title, next.Baseline, earliest[next.Name].Fixed!.Value) : null;
    }

    /// <summary>The same with each plan as the new baseline: what follows an approved change.</summary>
    public MilestonePlan Rebaselined() =>
        new([.. Milestones.Select(milestone => milestone with { Baseline = milestone.Actual ?? milestone.Plan ?? milestone.Baseline })]);

    /// <summary>
    /// What a simulation needs, in days from the project's first day; null where a milestone that is not reached has no range.
    /// </summary>
    /// <param name="start">The project's first day.</param>
    /// <param name="today">What is not reached is not reached before today.</param>
    public Outcome<MilestoneNetwork>? Network(DateOnly start, DateOnly today) =>
        Milestones.Count == 0 || Milestones.Any(milestone => milestone is { Actual: null, Days: null })
            ? null
            : MilestoneNetwork.Of([.. Milestones.Select(milestone => new MilestoneStep(milestone.Name, milestone.Days ?? default, milestone.After)
            {
                DoneAt = milestone.Actual is { } day ? day.DayNumber - start.DayNumber : null,
                NotBefore = today.DayNumber - start.DayNumber,
            })]);

    /// <summary>What is wrong with it, if anything.</summary>
    public IReadOnlyList<FieldError> Problems()
    {
        var errors = new List<FieldError>();
        if (Milestones.Count > Most)
            errors.Add(new("milestones", $"At most {Most} milestones; keep the detail in your scheduling tool."));
        foreach (var (milestone, at) in Milestones.Select((milestone, at) => (milestone, at)))
        {
            if (string.IsNullOrWhiteSpace(milestone.Title))
                errors.Add(new($"milestones[{at}].title", "Say what is reached."));
            if (milestone.Days is { IsValid: false })
                errors.Add(new($"milestones[{at}].days", "Days at best, most likely and at worst are in this order, from 0."));
        }
        if (MilestoneNetwork.Of([.. Milestones.Select(m => new MilestoneStep(m.Name, default, m.After))])
            is Outcome<MilestoneNetwork>.Refused(Refusal.Invalid(var network)))
        {
            errors.AddRange(network);
        }
        return errors;
    }
}
