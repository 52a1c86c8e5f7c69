using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>What the forms of programs show.</summary>
/// <param name="Units">To choose from.</param>
public sealed record ProgramFormModel(IReadOnlyList<Unit> Units)
{
    /// <summary>The project that a new program is made of; null for none.</summary>
    public ProjectRecord? Project { get; init; }

    /// <summary>What that project is to achieve, as a first word on the outcome.</summary>
    public string? Outcome => Project?.Description;

    /// <summary>What was typed.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>All that the page of a program shows.</summary>
public sealed record ProgramPageModel(ProgramQuery Query, ProgramView View, ProgramFormModel Form, bool MayChange)
{
    /// <summary>Milestones drawn on the time line; the table has all of them.</summary>
    public const int MostDrawn = 40;

    /// <summary>The first that are not reached, and the last that were where there is room.</summary>
    public IReadOnlyList<MilestoneOutlook> Drawn => View.Milestones.Count <= MostDrawn ? View.Milestones
        : [.. View.Milestones.Where(milestone => !milestone.IsReached).Take(MostDrawn)];
}
