using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Operations;

namespace PmoFlow.Web.Operations;

/// <summary>The administrator's pages: how the platform is, its instances, and what can be done with each.</summary>
internal static class OperationsEndpoints
{
    public static void MapOperationsPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/operations").RequirePermission(Permission.Administer).ExcludeFromDescription();
        group.MapGet("", List);
        group.MapGet("/commands", Commands);
        group.MapPost("/backup", BackUp).ProtectForm();
        group.MapGet("/purge", () => Confirm(OperatorCommand.PurgeEnded, null, null, new Dictionary<string, string>(), []));
        group.MapPost("/purge", Purge).ProtectForm();
        group.MapGet("/instances/{id}", Show);
        group.MapGet("/instances/{id}/{command}", Ask);
        group.MapPost("/instances/{id}/{command}", Act).ProtectForm();
    }

    private static async Task<IResult> List(
        string? q, string? state, string? name, string? cursor, OperationsQueries queries, CancellationToken cancellation)
    {
        var query = new InstanceListQuery(q, string.IsNullOrEmpty(name) ? null : name, ChoiceWords.Read<OrchestrationStatus>(state), cursor);
        return Pages.Page<OperationsPage>(new
        {
            Overview = await OperationsOverview.Read(queries.Platform, cancellation),
            Instances = await queries.List(query, cancellation),
            Parked = await queries.Parked(cancellation: cancellation),
            Query = query,
            queries.Names,
        });
    }

    private static async Task<IResult> Commands(string? cursor, CommandLog log, CancellationToken cancellation) =>
        Pages.Page<CommandListPage>(new { Rows = await log.List(cursor, 50, cancellation), IsFirst = cursor is null });

    private static async Task<IResult> Show(string id, OperationsQueries queries, CancellationToken cancellation) =>
        await queries.Find(InstancePaths.Read(id), cancellation) is { } view
            ? Pages.Page<InstancePage>(new { View = view, queries.Platform })
            : None(id);

    private static async Task<IResult> Ask(
        string id, string command, int? execution, int? task, OperationsQueries queries, CancellationToken cancellation)
    {
        if (ChoiceWords.Read<OperatorCommand>(command) is not { } known || await queries.Find(InstancePaths.Read(id), cancellation) is not { } view)
            return None(id);
        if (!OperatorCommands.For(view.State.Status, queries.Platform.Offers).Contains(known))
            return RefusalAnswers.Page(new Refusal.TooLate($"{view.State.InstanceId} is {view.State.Status}: that does not apply to it (any more)."));
        var typed = new Dictionary<string, string>();
        if (execution is not null && task is not null)
            (typed["execution"], typed["task"]) = (FormattableString.Invariant($"{execution}"), FormattableString.Invariant($"{task}"));
        return Confirm(known, view, queries, typed, []);
    }

    private static async Task<IResult> Act(
        string id, string command, FormBody form, OperationsDesk desk, OperationsQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var instance = InstancePaths.Read(id);
        if (ChoiceWords.Read<OperatorCommand>(command) is not { } known || await queries.Find(instance, cancellation) is not { } view)
            return None(id);
        var order = new CommandOrder(known, form["reason"], instance, form["children"] is not null,
            CommandForms.Number(form["execution"]), CommandForms.Number(form["task"]));
        return (await desk.Do(order, viewer.Actor(), cancellation)).ToPage(
            _ => Pages.SeeOther(known == OperatorCommand.Purge ? "/operations/commands" : InstancePaths.Of(instance)),
            errors => Confirm(known, view, queries, form.Fields, errors));
    }

    private static async Task<IResult> Purge(FormBody form, OperationsDesk desk, Viewer viewer, OfficeSettings office, CancellationToken cancellation)
    {
        var order = new CommandOrder(OperatorCommand.PurgeEnded, form["reason"], EndedBefore: CommandForms.StartOf(form["endedBefore"], office));
        return (await desk.Do(order, viewer.Actor(), cancellation)).ToPage(
            _ => Pages.SeeOther("/operations/commands"), errors => Confirm(OperatorCommand.PurgeEnded, null, null, form.Fields, errors));
    }

    private static async Task<IResult> BackUp(FormBody form, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Do(new CommandOrder(OperatorCommand.BackUp, form["reason"]), viewer.Actor(), cancellation)).ToPage(_ => Pages.SeeOther("/operations#backup"));

    private static IResult Confirm(
        OperatorCommand command, InstanceView? view, OperationsQueries? queries, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors) =>
        Pages.Page<CommandPage>(new { Command = command, View = view, queries?.Platform.Offers, Typed = typed, Errors = errors },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static IResult None(string id) => RefusalAnswers.Page(new Refusal.NotFound($"There is no instance {InstancePaths.Read(id)}."));
}
