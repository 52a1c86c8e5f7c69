namespace PmoFlow.Domain.Lifecycles;

/// <summary>How a running request comes from one version of its lifecycle to another.</summary>
public enum MigrationWay
{
    /// <summary>Not at all, where it stands now.</summary>
    Cannot,

    /// <summary>Its wait goes on; the deadline is reckoned anew from when the wait began.</summary>
    WaitsOn,

    /// <summary>Its open rounds go on with the decisions that were taken: both versions have the same gates there.</summary>
    KeepsRounds,

    /// <summary>Its open rounds are void, and the people of the new version's gates are asked.</summary>
    AsksAgain,

    /// <summary>Its project goes on; the next health check and status report follow the new version.</summary>
    DeliversOn,
}

/// <summary>How a request would come to another version, and why so.</summary>
/// <param name="Way">How.</param>
/// <param name="Because">As a sentence.</param>
public sealed record MigrationStep(MigrationWay Way, string Because);

/// <summary>What moving a running request to another version of its lifecycle means: the same for the preview and for the request itself.</summary>
public static class MigrationRules
{
    /// <summary>What it means for a request in that stage.</summary>
    public static MigrationStep Of(Lifecycle from, Lifecycle to, string stage)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Name != to.Name)
            return Cannot($"{to.Title} is another process: a request is converted there by an analyst.");
        if (!from.TryStage(stage, out var before))
            return Cannot($"It is in no stage of {from.Title}, version {from.Version}.");
        if (!to.TryStage(stage, out var after))
            return Cannot($"Version {to.Version} has {(to.Stages.Any(one => one.Title == before.Title) ? "another stage in place of" : "no stage")} “{before.Title}”: it moves on first.");
        if (before.GetType() != after.GetType())
            return Cannot($"In version {to.Version} the stage “{before.Title}” is of another kind ({StageFacts.KindOf(after)}): it moves on first.");
        return after switch
        {
            LifecycleStage.Approval when HasSameGates(from, to, stage) =>
                new(MigrationWay.KeepsRounds, "The gates are the same: whoever was asked is still asked, and what was decided counts."),
            LifecycleStage.Approval => new(MigrationWay.AsksAgain, $"The gates differ: the open rounds are void, and those whom version {to.Version} names are asked."),
            LifecycleStage.Delivery => new(MigrationWay.DeliversOn, "The project goes on; its next health check and status report follow the new version."),
            LifecycleStage.End => Cannot("It has ended."),
            _ => new(MigrationWay.WaitsOn, "Its wait goes on; the deadline counts from when the wait began."),
        };
    }

    /// <summary>Who decides, how many, by when and what follows: not what the gates are called.</summary>
    private static bool HasSameGates(Lifecycle from, Lifecycle to, string stage) => Gates(from, stage).SequenceEqual(Gates(to, stage));

    private static IEnumerable<LifecycleFact> Gates(Lifecycle lifecycle, string stage) => LifecycleFacts.Of(lifecycle)
        .Where(fact => (fact.Part == "stage:" + stage && fact.Name == "order of gates")
            || ((fact.Part == "gate:" + stage || fact.Part.StartsWith($"gate:{stage}/", StringComparison.Ordinal)) && fact.Name != "title"))
        .Select(fact => fact with { PartTitle = "" });

    private static MigrationStep Cannot(string because) => new(MigrationWay.Cannot, because);
}
