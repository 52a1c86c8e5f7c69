using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Actions;

namespace PmoFlow.Web.Actions;

/// <summary>Improvement actions: the list, one of them, and the owner's own page by link.</summary>
internal static class ActionEndpoints
{
    public static void MapActionPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/actions").ExcludeFromDescription();
        group.MapGet("", List).RequirePermission(Permission.SeeProjects);
        routes.MapGet("/actions" + TakeAway.Kind, ListFile).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        group.MapGet("/{id}", Show).RequirePermission(Permission.SeeProjects);
        group.MapPost("/{id}/close", Close).RequirePermission(Permission.SeeProjects).ProtectForm();
        group.MapGet("/link/{token}", ShowByLink).AllowAnonymous().LimitLinks();
        group.MapPost("/link/{token}", CloseByLink).AllowAnonymous().LimitLinks();
    }

    private static async Task<IResult> List(
        string? state, string? owner, string? unit, string? cursor, ActionDesk desk, ActionRegister register, Viewer viewer, CancellationToken cancellation)
    {
        var query = Query(state, owner, unit, viewer);
        var rows = await desk.List(query with { Cursor = cursor }, cancellation);
        return Pages.Page<ActionListPage>(new
        {
            Rows = rows,
            query.State,
            Mine = query.Owner is not null,
            Unit = unit,
            IsFirst = cursor is null,
            Ageing = await register.Ageing(query.Unit, cancellation),
        });
    }

    private static async Task<IResult> ListFile(
        string kind, string? state, string? owner, string? unit, ActionDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        var query = Query(state, owner, unit, viewer) with { PageSize = TakeAway.PageSize };
        return ActionSheets.Of("actions", await TakeAway.All(cursor => desk.List(query with { Cursor = cursor }, cancellation), ActionSheets.Row)).ToResult(kind);
    }

    private static ActionListQuery Query(string? state, string? owner, string? unit, Viewer viewer) => new(
        ChoiceWords.Read<ActionState>(state) ?? ActionState.Open, owner == "me" ? viewer.Person!.Email : null, string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit));

    private static async Task<IResult> Show(string id, ActionDesk desk, CancellationToken cancellation) =>
        await desk.Find(new(id), cancellation) is { } action
            ? Pages.Page<ActionPage>(new { Action = action })
            : RefusalAnswers.Page(new Refusal.NotFound($"There is no action {id}."));

    private static async Task<IResult> Close(string id, FormBody form, ActionDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.CloseFor(new(id), viewer, form["state"], form["note"], cancellation);
        return outcome is Outcome<ActionRecord>.Refused(Refusal.Invalid(var errors)) && await desk.Find(new(id), cancellation) is { } action
            ? Pages.Page<ActionPage>(new { Action = action, Typed = form.Fields, Errors = errors }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Pages.SeeOther($"/actions/{id}"));
    }

    private static async Task<IResult> ShowByLink(string token, ActionDesk desk, CancellationToken cancellation) =>
        (await desk.FindByToken(token, cancellation)).ToPage(action => Pages.Page<OwnActionPage>(new { Token = token, Action = action }));

    private static async Task<IResult> CloseByLink(string token, FormBody form, ActionDesk desk, CancellationToken cancellation)
    {
        var outcome = await desk.CloseByToken(token, ChoiceWords.Read<ActionState>(form["state"]), form["note"], cancellation);
        if (outcome is Outcome<ActionRecord>.Done(var closed))
        {
            await desk.Closed(closed.Id, cancellation);
            return Pages.SeeOther($"/actions/link/{token}");
        }
        var refusal = ((Outcome<ActionRecord>.Refused)outcome).Refusal;
        return (await desk.FindByToken(token, cancellation)).ToPage(action => Pages.Page<OwnActionPage>(
            new
            {
                Token = token,
                Action = action,
                Typed = form.Fields,
                Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
                Refused = refusal is Refusal.Invalid ? null : refusal.Message,
            },
            RefusalAnswers.Status(refusal)));
    }
}
