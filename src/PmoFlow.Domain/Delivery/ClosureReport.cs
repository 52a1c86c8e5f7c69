namespace PmoFlow.Domain.Delivery;

/// <summary>How a project ended: what was delivered against what was agreed, what was handed over, what was learnt.</summary>
/// <param name="Delivered">What was delivered.</param>
/// <param name="State">What became of it.</param>
/// <param name="By">Mail address of who wrote it last.</param>
/// <param name="At">UTC.</param>
public sealed record ClosureReport(string Delivered, ClosureState State, string By, DateTimeOffset At)
{
    /// <summary>Most lessons of one project: more are read by nobody.</summary>
    public const int MostLessons = 20;

    /// <summary>What was agreed and was not delivered; null for nothing.</summary>
    public string? NotDelivered { get; init; }

    /// <summary>What is handed over, each with when it was seen to.</summary>
    public IReadOnlyList<PhaseItem> Handover { get => field ?? []; init; }

    /// <summary>What was learnt.</summary>
    public IReadOnlyList<Lesson> Lessons { get => field ?? []; init; }

    /// <summary>The decision about its acceptance; null where none was asked for.</summary>
    public int? Gate { get; init; }

    /// <summary>The project's figures on the day of the acceptance; null until then.</summary>
    public IReadOnlyDictionary<string, decimal>? Figures { get; init; }

    /// <summary>What is still to be handed over.</summary>
    public IReadOnlyList<PhaseItem> Open => [.. Handover.Where(item => !item.IsSettled)];
}

/// <summary>Something that another project should know.</summary>
/// <param name="Happened">What happened.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record Lesson(string Happened, string Advice);

/// <summary>What became of a closure.</summary>
public enum ClosureState
{
    /// <summary>It is being written.</summary>
    Draft,

    /// <summary>Somebody decides whether what was delivered is accepted.</summary>
    Asked,

    /// <summary>Accepted, and the project is closed.</summary>
    Accepted,

    /// <summary>Closed without anybody's acceptance.</summary>
    WithoutAcceptance,
}
