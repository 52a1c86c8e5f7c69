using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>All that the pages of a project's phases and changes show.</summary>
/// <param name="Control">How the project is steered.</param>
/// <param name="Plan">Its milestones.</param>
/// <param name="MayChange">Whether the reader may change it.</param>
public sealed record ControlPageModel(ProjectControl Control, MilestonePlan Plan, bool MayChange)
{
    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What stands in a field: what was typed.</summary>
    public string? Value(string field) => Typed?.GetValueOrDefault(field);
}
