using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>All that the page of a project's end and its benefits shows.</summary>
public sealed record ClosurePageModel(ProjectRecord Project, ClosureReport? Report, IReadOnlyList<Benefit> Benefits, ProjectGate? Gate, bool HasAcceptance, bool MayChange)
{
    /// <summary>What is to be handed over.</summary>
    public IReadOnlyList<PhaseItem> Handover { get; init; } = [];

    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What stands in a field: what was typed, else what is stored.</summary>
    public string? Value(string field, string? stored) => Typed is null ? stored : Typed.GetValueOrDefault(field);
}
