using PmoFlow.Domain;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>All that the pages of a project's plan, money and risks show.</summary>
/// <param name="Delivery">As it stands.</param>
/// <param name="MayChange">Whether the reader may change it.</param>
public sealed record DeliveryPageModel(ProjectDelivery Delivery, bool MayChange)
{
    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>The entry, or the milestone, that the form changes; null for a new one.</summary>
    public string? Selected { get; init; }

    /// <summary>What it needs of other projects, and others of it; null on pages that do not show it.</summary>
    public ProjectNeeds? Needs { get; init; }

    /// <summary>What stands in a field: what was typed, else what is stored.</summary>
    public string? Value(string field, string? stored) => Typed is null ? stored : Typed.GetValueOrDefault(field);
}
