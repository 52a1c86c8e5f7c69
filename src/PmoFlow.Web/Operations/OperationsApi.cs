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

/// <summary>Operations for programs: the same as the administrator's pages.</summary>
internal static class OperationsApi
{
    private static readonly OperatorCommand[] OnInstances =
    [
        OperatorCommand.Suspend, OperatorCommand.Resume, OperatorCommand.Terminate, OperatorCommand.RetryParked, OperatorCommand.Release,
        OperatorCommand.Restart, OperatorCommand.Purge,
    ];

    public static void MapOperationsApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/operations").WithTags("Operations").RequirePermission(Permission.Administer);
        group.MapGet("", Overview).Produces<OverviewResource>().WithSummary("How the platform is: readiness, load, versions that run, last backup, what is not offered");
        group.MapGet("/instances", List).Produces<ListResource<InstanceResource>>().ProducesValidationProblem()
            .WithSummary("Instances by id (?q= number or beginning of an id, &state=, &name= orchestration); a page may be shorter than asked");
        group.MapGet("/instances/{id}", Get).Produces<InstanceDetailResource>().ProducesProblem(404).WithSummary("One instance: where it stands, why it waits, what can be done");
        group.MapGet("/instances/{id}/history", History).Produces<ListResource<HistoryResource>>().ProducesProblem(404).WithSummary("What its running execution did, in order");
        group.MapGet("/instances/{id}/commands", Commands).Produces<ListResource<CommandResource>>().WithSummary("What administrators did to it, newest first");
        foreach (var command in OnInstances)
        {
            group.MapPost($"/instances/{{id}}/{CommandWords.Path(command)}",
                    (string id, JsonBody<CommandBody> body, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) => Act(command, id, body.Value, desk, viewer, cancellation))
                .Produces<CommandResource>(202).ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).WithSummary($"{CommandWords.Verb(command)} (a reason is needed)");
        }
        group.MapGet("/parked", Parked).Produces<ListResource<ParkedResource>>().WithSummary("Work that waits for a person");
        group.MapPost("/purge", Purge).Produces<CommandResource>(202).ProducesValidationProblem().WithSummary("Purge all instances that ended before an instant (a reason is needed)");
        group.MapPost("/backups", BackUp).Produces<CommandResource>(202).ProducesValidationProblem().WithSummary("Take a backup now; answers when it is taken and checked");
        group.MapGet("/commands", Log).Produces<ListResource<CommandResource>>().WithSummary("Every command of an administrator, newest first");
    }

    private static async Task<IResult> Overview(OperationsQueries queries, CancellationToken cancellation) =>
        Results.Ok(OverviewResource.Of(await OperationsOverview.Read(queries.Platform, cancellation)));

    private static async Task<IResult> List(
        string? q, string? state, string? name, string? cursor, int? pageSize, OperationsQueries queries, CancellationToken cancellation)
    {
        if (!string.IsNullOrWhiteSpace(state) && ChoiceWords.Read<OrchestrationStatus>(state) is null)
            return RefusalAnswers.Problem(ChoiceWords.Unknown<OrchestrationStatus>("state"));
        var page = await queries.List(new InstanceListQuery(
            q, string.IsNullOrEmpty(name) ? null : name, ChoiceWords.Read<OrchestrationStatus>(state), cursor, PageSizes.Of(pageSize)), cancellation);
        return Results.Ok(new ListResource<InstanceResource>([.. page.Instances.Select(InstanceResource.Of)], page.Cursor));
    }

    private static async Task<IResult> Get(string id, OperationsQueries queries, CancellationToken cancellation) =>
        await queries.Find(InstancePaths.Read(id), cancellation) is { } view
            ? Results.Ok(InstanceDetailResource.Of(view, queries.Platform.Offers)) : None(id);

    private static async Task<IResult> History(string id, OperationsQueries queries, CancellationToken cancellation) =>
        await queries.History(InstancePaths.Read(id), cancellation) is { } lines
            ? Results.Ok(new ListResource<HistoryResource>([.. lines.Select(HistoryResource.Of)], null)) : None(id);

    private static async Task<IResult> Commands(string id, CommandLog log, CancellationToken cancellation) =>
        Results.Ok(ListResource<CommandResource>.Of(await log.About(InstancePaths.Read(id), cancellation), CommandResource.Of));

    private static async Task<IResult> Parked(OperationsQueries queries, CancellationToken cancellation) =>
        Results.Ok(new ListResource<ParkedResource>([.. (await queries.Parked(cancellation: cancellation)).Select(ParkedResource.Of)], null));

    private static async Task<IResult> Log(string? cursor, int? pageSize, CommandLog log, CancellationToken cancellation) =>
        Results.Ok(ListResource<CommandResource>.Of(await log.List(cursor, PageSizes.Of(pageSize), cancellation), CommandResource.Of));

    private static Task<IResult> Act(OperatorCommand command, string id, CommandBody body, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) =>
        Do(new CommandOrder(command, body.Reason, InstancePaths.Read(id), body.WithChildren == true, body.Execution, body.Task), desk, viewer, cancellation);

    private static Task<IResult> Purge(JsonBody<PurgeBody> body, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) =>
        Do(new CommandOrder(OperatorCommand.PurgeEnded, body.Value.Reason, EndedBefore: body.Value.EndedBefore), desk, viewer, cancellation);

    private static Task<IResult> BackUp(JsonBody<CommandBody> body, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) =>
        Do(new CommandOrder(OperatorCommand.BackUp, body.Value.Reason), desk, viewer, cancellation);

    private static async Task<IResult> Do(CommandOrder order, OperationsDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Do(order, viewer.Actor(), cancellation)).ToApi(record => Results.Json(CommandResource.Of(record), statusCode: StatusCodes.Status202Accepted));

    private static IResult None(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no instance {InstancePaths.Read(id)}."));
}
