using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Programs (of projects), for programs.</summary>
internal static class ProgramApi
{
    public static void MapProgramApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/programs").WithTags("Programs").RequirePermission(Permission.SeeProjects);
        group.MapGet("", List).Produces<ListResource<ProgramResource>>().ProducesValidationProblem().WithSummary("Programs, rolled up by worst, weighted or counted");
        group.MapGet("/{id}", Get).Produces<ProgramDetailResource>().ProducesProblem(404).ProducesValidationProblem()
            .WithSummary("A program as known on a day: projects, earned value, milestones, needs, risks, benefits");
        group.MapPost("", Create).RequirePermission(Permission.RunProjects).Produces<ProgramResource>(201).ProducesValidationProblem().WithSummary("Make a program");
        group.MapPut("/{id}", Change).RequirePermission(Permission.RunProjects).Produces<ProgramResource>().ProducesValidationProblem().ProducesProblem(404).WithSummary("Change name, outcome, unit and owner");
        routes.MapPut("/api/v1/projects/{id}/program", Place).WithTags("Programs").RequirePermission(Permission.RunProjects)
            .Produces<ProjectResource>().ProducesValidationProblem().ProducesProblem(404).WithSummary("Place a project in a program from a day on, or in none");
    }

    private static async Task<IResult> List(string? unit, string? q, string? rule, string? cursor, int? pageSize, ProgramQueries programs, CancellationToken cancellation) =>
        await BoardQuery.Read(unit, null, rule).ToApi(async query =>
            Results.Ok(ListResource<ProgramResource>.Of(await programs.List(query.Unit, q, cursor, PageSizes.Of(pageSize), cancellation), line => ProgramResource.Of(line, query.Rule))));

    private static async Task<IResult> Get(string id, string? asOf, string? rule, ProgramQueries programs, CancellationToken cancellation) =>
        await ProgramQuery.Read(id, asOf, rule).ToApi(async query => await programs.Read(query.Id, query.AsOf, cancellation) is { } view
            ? Results.Ok(ProgramDetailResource.Of(view, query.Rule)) : RefusalAnswers.Problem(new Refusal.NotFound($"There is no program {id}.")));

    private static async Task<IResult> Create(JsonBody<ProgramWriting> body, ProgramDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Create(viewer.Actor(), Content(body.Value), cancellation)).ToApi(program => Results.Created($"/api/v1/programs/{program.Id}", Fresh(program)));

    private static async Task<IResult> Change(string id, JsonBody<ProgramWriting> body, ProgramDesk desk, ProgramQueries programs, Viewer viewer, CancellationToken cancellation) =>
        await desk.Change(new(id), viewer.Actor(), Content(body.Value), cancellation) is Outcome<ProgramRecord>.Refused(var refusal) ? RefusalAnswers.Problem(refusal)
            : Results.Ok(ProgramDetailResource.Of((await programs.Read(new(id), null, cancellation))!, RollUp.Worst).Program);

    private static async Task<IResult> Place(string id, JsonBody<PlacingWriting> body, ProgramDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Place(new(id), viewer.Actor(), string.IsNullOrWhiteSpace(body.Value.Program) ? null : new ProgramId(body.Value.Program), body.Value.From, cancellation))
            .ToApi(project => Results.Ok(ProjectResource.Of(project)));

    private static ProgramContent Content(ProgramWriting said) => new(said.Name, said.Outcome, said.Unit, said.OwnerEmail);

    private static ProgramResource Fresh(ProgramRecord program) =>
        ProgramResource.Of(program, RatingMix.Of(new Dictionary<string, decimal>()), RollUp.Worst, 0, program.UpdatedAt);
}
