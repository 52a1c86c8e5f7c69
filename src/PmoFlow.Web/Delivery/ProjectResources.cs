using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Design;
using PmoFlow.Web.Intake;

namespace PmoFlow.Web.Delivery;

/// <summary>A project as it stands.</summary>
internal sealed record ProjectResource(
    string Id,
    string Name,
    string Description,
    string Unit,
    string? Lead,
    string? LeadName,
    string State,
    string? Request,
    string Lifecycle,
    int Version,
    DateOnly? Start,
    DateOnly? End,
    decimal? Budget,
    string Rating,
    string? RatedPeriod,
    DateTimeOffset? RatedAt,
    IReadOnlyDictionary<string, string> Fields,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<WaitResource> WaitingFor)
{
    public static ProjectResource Of(ProjectRecord project) => new(
        project.Id.Value, project.Name, project.Description, project.Unit.Value, project.Lead, project.LeadName, Words.Stable(project.State),
        project.Request?.Value, project.Lifecycle.Name, project.Lifecycle.Version, project.Start, project.End, project.Budget,
        Words.Stable(project.Rating), project.RatedPeriod, project.RatedAt, project.Fields, project.CreatedAt, project.UpdatedAt,
        WaitResource.All(project.Waiting));
}

/// <summary>Lead, dates and budget; what is null is left open.</summary>
internal sealed record PlanResource(string? LeadEmail, DateOnly? Start, DateOnly? End, decimal? Budget);

/// <summary>How something ended.</summary>
internal sealed record NoteResource(string? Note);
