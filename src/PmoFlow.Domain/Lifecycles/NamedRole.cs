using PmoFlow.Domain.Approvals;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>A role that a lifecycle names for its gates: <c>board</c>.</summary>
/// <param name="Name">Stable: gates name it.</param>
/// <param name="Title">For people.</param>
/// <param name="Seats">Whose people have it.</param>
public sealed record NamedRole(string Name, string Title, IReadOnlyList<SeatRule> Seats);
