using PmoFlow.Domain.Approvals;

namespace PmoFlow.Domain.Delivery;

/// <summary>A way of delivering, as the office wrote it down: its phases, what each brings, and who lets a project into and out of it.</summary>
/// <param name="Name">Stable: <c>stages</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Phases">In their order.</param>
public sealed record DeliveryMethod(string Name, string Title, IReadOnlyList<MethodPhase> Phases);

/// <summary>A phase of a method.</summary>
/// <param name="Name">Stable, different within the method: <c>build</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Items">What it brings and what is looked after in it.</param>
public sealed record MethodPhase(string Name, string Title, IReadOnlyList<MethodItem> Items)
{
    /// <summary>Who lets a project begin it; null where it begins by itself.</summary>
    public GatePolicy? Start { get; init; }

    /// <summary>Who lets a project leave it; null where it ends once its items are done.</summary>
    public GatePolicy? Finish { get; init; }
}

/// <summary>A deliverable or a point of a checklist.</summary>
/// <param name="Name">Stable, different within the phase.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind">Which of the two.</param>
public sealed record MethodItem(string Name, string Title, MethodItemKind Kind);

/// <summary>What an item of a phase is.</summary>
public enum MethodItemKind
{
    /// <summary>Something that is there afterwards.</summary>
    Deliverable,

    /// <summary>Something that was seen to.</summary>
    Check,
}
