using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Delivery;

/// <summary>All that the page of a project shows.</summary>
public sealed record ProjectPageModel(
    ProjectRecord Project,
    string UnitName,
    IReadOnlyList<HealthCheckRecord> Health,
    IReadOnlyList<ActionRecord> Actions,
    IReadOnlyList<TimelineEntry> Timeline,
    IReadOnlyList<Person> Leads)
{
    /// <summary>The office's units.</summary>
    public IReadOnlyList<Unit> Units { get; init; } = [];

    /// <summary>A unit's name, or its key where the office has it no more.</summary>
    public string NameOf(UnitId id) => Units.FirstOrDefault(unit => unit.Id == id)?.Name ?? id.Value;

    /// <summary>The request that it came from; null where it was made without one.</summary>
    public AskedFor? Request { get; init; }

    /// <summary>The phase that is under way or comes next; null where it follows no method.</summary>
    public ProjectPhase? Phase { get; init; }

    /// <summary>Programs that it could be placed in, and the one that it is in.</summary>
    public IReadOnlyList<ProgramRecord> Programs { get; init; } = [];

    /// <summary>What was typed into one of its forms.</summary>
    public IReadOnlyDictionary<string, string>? Typed { get; init; }

    /// <summary>What is wrong with that.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>What a project was asked for by, and the form that asked.</summary>
public sealed record AskedFor(RequestRecord Request, RequestForm Form);

internal sealed class ProjectPageReader(ProjectQueries queries, RequestQueries requests, ControlQueries control, LifecycleLibrary lifecycles, OfficeDirectory directory, ProgramLedger programs)
{
    /// <summary>The page of a project, or null where there is none.</summary>
    public async Task<ProjectPageModel?> Read(ProjectId id, CancellationToken cancellation)
    {
        if (await queries.Find(id, cancellation) is not { } project)
            return null;
        var units = await directory.Units(cancellation);
        return new(project, units.FirstOrDefault(unit => unit.Id == project.Unit)?.Name ?? project.Unit.Value, await queries.Health(id, cancellation), await queries.Actions(id, cancellation),
            await queries.Timeline(id, cancellation), await directory.WithRole(Role.DeliveryLead, cancellation))
        {
            Units = units,
            Programs = await programs.All(cancellation),
            Request = project.Request is { } asked && await requests.Find(asked, cancellation) is { } request
                ? new(request, lifecycles.Get(request.Lifecycle).Form) : null,
            Phase = project.State == ProjectState.Active ? (await control.Phases(id, cancellation))?.Current : null,
        };
    }
}
