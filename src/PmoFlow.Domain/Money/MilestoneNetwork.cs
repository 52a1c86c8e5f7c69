namespace PmoFlow.Domain.Money;

/// <summary>Milestones in an order in which each comes after all that it depends on.</summary>
public sealed class MilestoneNetwork
{
    private MilestoneNetwork(IReadOnlyList<MilestoneStep> steps, IReadOnlyList<IReadOnlyList<int>> before) => (Steps, Before) = (steps, before);

    /// <summary>In order.</summary>
    public IReadOnlyList<MilestoneStep> Steps { get; }

    /// <summary>Of each step, where in <see cref="Steps"/> those are that it comes after.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Before { get; }

    /// <summary>The network, or why there is none: a name twice, one that is not there, or milestones that wait for each other.</summary>
    public static Outcome<MilestoneNetwork> Of(IReadOnlyList<MilestoneStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var errors = new List<FieldError>();
        var known = steps.Select(step => step.Name).ToHashSet(StringComparer.Ordinal);
        if (known.Count < steps.Count)
            errors.Add(new("milestones", "Two milestones have the same name."));
        foreach (var step in steps)
        {
            errors.AddRange(step.After.Where(name => !known.Contains(name))
                .Select(name => new FieldError("milestones", $"'{step.Name}' comes after '{name}', which is not there.")));
        }
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);

        var (order, left) = (new List<MilestoneStep>(), steps.ToList());
        while (left.Count > 0)
        {
            var next = left.Where(step => step.After.All(name => order.Exists(done => done.Name == name))).ToList();
            if (next.Count == 0)
                return new Refusal.Invalid([new("milestones", $"These wait for each other: {string.Join(", ", left.Select(step => step.Name))}.")]);
            order.AddRange(next);
            left.RemoveAll(next.Contains);
        }
        return new MilestoneNetwork(order, [.. order.Select(step => (IReadOnlyList<int>)
            [.. step.After.Select(name => order.FindIndex(other => other.Name == name))])]);
    }
}

/// <summary>One milestone of a network.</summary>
/// <param name="Name">Different from the others'.</param>
/// <param name="Days">How long it takes once all before it are reached.</param>
/// <param name="After">Names of those that it comes after.</param>
public sealed record MilestoneStep(string Name, ThreePointRange Days, IReadOnlyList<string> After)
{
    /// <summary>Where it is reached: days from the beginning; it is not drawn any more.</summary>
    public double? DoneAt { get; init; }

    /// <summary>Days from the beginning before which it cannot be reached any more, because today is later.</summary>
    public double NotBefore { get; init; }
}
