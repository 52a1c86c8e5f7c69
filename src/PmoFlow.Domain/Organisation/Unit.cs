namespace PmoFlow.Domain.Organisation;

/// <summary>A function, or a team within one.</summary>
/// <param name="Id">Stable, in keys and links.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Parent">What it belongs to; null for a function of the enterprise itself.</param>
public sealed record Unit(UnitId Id, string Name, UnitId? Parent = null);
