using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Actions;

namespace PmoFlow.Web.Actions;

/// <summary>Improvement actions for programs.</summary>
internal static class ActionApi
{
    public static void MapActionApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/actions").WithTags("Actions").RequirePermission(Permission.SeeProjects);
        group.MapGet("", List).Produces<ListResource<ActionResource>>().ProducesValidationProblem().WithSummary("Actions, those due first on top; the open ones unless a state is given");
        group.MapGet("/{id}", Get).Produces<ActionResource>().ProducesProblem(404).WithSummary("An action as it stands");
        group.MapPost("/{id}/close", Close).Produces<ActionResource>(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).WithSummary("Close an action as done or dropped");
    }

    private static async Task<IResult> List(
        string? state, string? owner, string? unit, string? cursor, int? pageSize, ActionDesk desk, CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(state) && ChoiceWords.Read<ActionState>(state) is null)
            return RefusalAnswers.Problem(ChoiceWords.Unknown<ActionState>("state"));
        var query = new ActionListQuery(ChoiceWords.Read<ActionState>(state) ?? ActionState.Open,
            string.IsNullOrWhiteSpace(owner) ? null : Person.Normalise(owner), string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit),
            cursor, PageSizes.Of(pageSize));
        return Results.Ok(ListResource<ActionResource>.Of(await desk.List(query, cancellation), ActionResource.Of));
    }

    private static async Task<IResult> Get(string id, ActionDesk desk, CancellationToken cancellation) =>
        await desk.Find(new(id), cancellation) is { } action
            ? Results.Ok(ActionResource.Of(action))
            : RefusalAnswers.Problem(new Refusal.NotFound($"There is no action {id}."));

    private static async Task<IResult> Close(
        string id, JsonBody<ActionClosing> body, ActionDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.CloseFor(new(id), viewer, body.Value.State, body.Value.Note, cancellation))
            .ToApi(action => Results.Accepted($"/api/v1/actions/{id}", ActionResource.Of(action)));
}
