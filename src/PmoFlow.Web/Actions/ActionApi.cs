using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Delivery;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;

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

    /// <summary>Actions opened by hand, with the change that they are to bring.</summary>
    public static void MapActionOpening(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/projects/{id}/actions", OpenAction).WithTags("Actions").RequirePermission(Permission.LeadProjects)
            .Produces<ActionResource>(201).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Open an action; where it predicts a figure, that is measured on the due date");
        routes.MapGet("/projects/{id}/actions" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) =>
                pages.File(id, kind, delivery => ActionSheets.Of($"{delivery.Project.Id}-actions", delivery.Actions)))
            .RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapGet("/projects/{id}/actions", (string id, string? title, string? because, string? source, DeliveryPages pages) =>
                pages.Show<ProjectActionsPage>(id, null, delivery => title is null ? null : new Dictionary<string, string>
                {
                    ["title"] = title,
                    ["because"] = because ?? "",
                    ["source"] = source ?? "",
                    ["ownerEmail"] = delivery.Project.Lead ?? "",
                }))
            .RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapPost("/projects/{id}/actions", OpenByForm).RequirePermission(Permission.LeadProjects).ProtectForm().ExcludeFromDescription();
    }

    private static async Task<IResult> OpenAction(
        string id, JsonBody<ActionOpeningResource> body, ActionRegister register, ProjectQueries projects, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await projects.Changeable(new(id), viewer, cancellation);
        return changeable is Outcome<ProjectRecord>.Refused ? changeable.ToApi(_ => Results.NoContent())
            : (await register.Open(new(id), viewer.Actor(), body.Value.ToContent(), cancellation))
                .ToApi(action => Results.Created($"/api/v1/actions/{action.Id}", ActionResource.Of(action)));
    }

    private static Task<IResult> OpenByForm(string id, FormBody form, DeliveryPages pages, ActionRegister register, CancellationToken cancellation) =>
        pages.Post<ProjectActionsPage, ActionRecord>(id, "/actions", form, null, async (reader, actor) =>
        {
            var content = new ActionContent(reader.Text("title"), reader.Text("because"), reader.Text("ownerEmail"), reader.Day("due"), reader.Text("metric"),
                ChoiceWords.Read<MetricTest>(reader.Text("test")), reader.Amount("value"), ChoiceWords.Read<ActionSource>(reader.Text("source")) ?? ActionSource.Hand);
            return reader.Errors.Count > 0 ? new Refusal.Invalid(reader.Errors) : await register.Open(new(id), actor, content, cancellation);
        });

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
