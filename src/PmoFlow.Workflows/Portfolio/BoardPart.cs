using PmoFlow.Domain.Organisation;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>One of the parts that add up to a unit: a unit below it with everything that belongs to that, or what is placed at the unit itself.</summary>
/// <param name="Unit">Which unit.</param>
/// <param name="IsOwn">Whether only what is placed at it counts, and nothing below it.</param>
public sealed record BoardPart(UnitNode Unit, bool IsOwn = false)
{
    /// <summary>What it is called beside the other parts.</summary>
    public string Name => IsOwn ? $"{Unit.Name} itself" : Unit.Name;
}
