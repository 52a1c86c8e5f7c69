using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Actions;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Health;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Intake;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Projects for programs.</summary>
internal static class ProjectApi
{
    public static void MapProjectApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/projects").WithTags("Projects").RequirePermission(Permission.SeeProjects);
        group.MapGet("", List).Produces<ListResource<ProjectResource>>().ProducesValidationProblem().WithSummary("Projects by number");
        group.MapGet("/{id}", Get).Produces<ProjectResource>().ProducesProblem(404).WithSummary("A project as it stands");
        group.MapGet("/{id}/health", HealthOf).Produces<IReadOnlyList<HealthCheckResource>>().ProducesProblem(404).WithSummary("Its health checks, oldest first");
        group.MapGet("/{id}/timeline", Timeline).Produces<TimelineResource>().ProducesProblem(404).WithSummary("What happened, sealed entry by entry");
        group.MapGet("/{id}/actions", ActionsOf).Produces<IReadOnlyList<ActionResource>>().ProducesProblem(404).WithSummary("Its improvement actions");

        var leading = group.MapGroup("/{id}").RequirePermission(Permission.LeadProjects);
        leading.MapPut("/plan", Plan).Produces<ProjectResource>().ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).WithSummary("Set lead, dates and budget");
        leading.MapPost("/close", Close).Produces<ProjectResource>(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).WithSummary("Close a project");
    }

    private static async Task<IResult> List(
        string? unit, string? rating, string? state, string? q, string? cursor, int? pageSize, ProjectQueries queries, CancellationToken cancellation)
    {
        if (ProjectFilter.Read(unit, rating, state, q) is not Outcome<ProjectListQuery>.Done(var query))
            return ProjectFilter.Read(unit, rating, state, q).ToApi(_ => Results.NoContent());
        var page = await queries.List(query with { Cursor = cursor, PageSize = PageSizes.Of(pageSize) }, cancellation);
        return Results.Ok(ListResource<ProjectResource>.Of(page, ProjectResource.Of));
    }

    private static async Task<IResult> Get(string id, ProjectQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is { } project ? Results.Ok(ProjectResource.Of(project)) : NoSuchProject(id);

    private static async Task<IResult> HealthOf(string id, ProjectQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is null ? NoSuchProject(id)
            : Results.Ok((await queries.Health(new(id), cancellation)).Select(HealthCheckResource.Of).ToList());

    private static async Task<IResult> Timeline(string id, ProjectQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is null ? NoSuchProject(id)
            : Results.Ok(TimelineResource.Of(await queries.Timeline(new(id), cancellation)));

    private static async Task<IResult> ActionsOf(string id, ProjectQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is null ? NoSuchProject(id)
            : Results.Ok((await queries.Actions(new(id), cancellation)).Select(ActionResource.Of).ToList());

    private static async Task<IResult> Plan(
        string id, JsonBody<PlanResource> body, ProjectDesk desk, ProjectQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await queries.Changeable(new(id), viewer, cancellation);
        if (changeable is Outcome<ProjectRecord>.Refused)
            return changeable.ToApi(_ => Results.NoContent());
        var plan = new ProjectPlan(body.Value.LeadEmail, body.Value.Start, body.Value.End, body.Value.Budget);
        return (await desk.Plan(new(id), viewer.Actor(), plan, cancellation)).ToApi(project => Results.Ok(ProjectResource.Of(project)));
    }

    private static async Task<IResult> Close(
        string id, JsonBody<NoteResource> body, ProjectDesk desk, ProjectQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await queries.Changeable(new(id), viewer, cancellation);
        if (changeable is Outcome<ProjectRecord>.Refused)
            return changeable.ToApi(_ => Results.NoContent());
        var outcome = await desk.Close(new(id), viewer.Actor(), body.Value.Note, cancellation);
        if (outcome is Outcome<ProjectRecord>.Done)
            await ProjectSettling.UntilClosed(new(id), queries, cancellation);
        var after = await queries.Find(new(id), cancellation);
        return outcome.ToApi(_ => Results.Accepted($"/api/v1/projects/{id}", ProjectResource.Of(after!)));
    }

    private static IResult NoSuchProject(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no project {id}."));
}
