using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Design;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>Moving requests to another version, for programs.</summary>
internal static class MigrationApi
{
    public static void MapMigrationApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/lifecycles/{name}/migrations").WithTags("Lifecycles").RequirePermission(Permission.Administer);
        group.MapGet("/preview", Preview).Produces<ListResource<MigrationItemResource>>().ProducesProblem(404)
            .WithSummary("What moving each running request from one version to another means (?from=&to=); nothing is changed");
        group.MapPost("", Begin).Produces<MigrationResource>(202).ProducesValidationProblem().ProducesProblem(404).WithSummary("Move running requests to another version: those named, or all that can be moved");
        group.MapGet("/{id}", Get).Produces<MigrationResource>().ProducesProblem(404).WithSummary("A migration: how far it is, what came of each request");
    }

    private static async Task<IResult> Preview(string name, int from, int to, MigrationDesk desk, CancellationToken cancellation) =>
        (await desk.Preview(new(name, from), new(name, to), cancellation)).ToApi(items =>
            Results.Ok(new ListResource<MigrationItemResource>([.. items.Select(MigrationItemResource.Of)], null)));

    private static async Task<IResult> Begin(string name, JsonBody<MigrationBody> body, MigrationDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        var only = body.Value.Requests?.Select(id => new RequestId(id)).ToHashSet();
        var begun = await desk.Begin(new(name, body.Value.From), new(name, body.Value.To), only, viewer.Actor(), body.Value.Seen, cancellation);
        if (begun is not Outcome<MigrationRecord>.Done(var record))
            return begun.ToApi(_ => Results.NoContent());
        var settled = await MigrationEndpoints.After(record.Id, desk, cancellation) ?? record;
        return Results.Json(MigrationResource.Of(settled, await desk.Items(record.Id, cancellation)), statusCode: StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Get(string name, string id, MigrationDesk desk, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) is { } record && record.From.Name == name
            ? Results.Ok(MigrationResource.Of(record, await desk.Items(id, cancellation)))
            : RefusalAnswers.Problem(new Refusal.NotFound($"There is no migration {id}."));
}

/// <summary>Requests to be moved; all that can be where none are named. What has moved on after <c>seen</c>, the moment of a preview, stays.</summary>
internal sealed record MigrationBody(int From, int To, IReadOnlyList<string>? Requests, DateTimeOffset? Seen);

/// <summary>A migration.</summary>
internal sealed record MigrationResource(
    string Id, string Lifecycle, int From, int To, int Total, int Moved, int Stayed, DateTimeOffset At, DateTimeOffset? FinishedAt, IReadOnlyList<MigrationItemResource> Requests)
{
    public static MigrationResource Of(MigrationRecord record, IReadOnlyList<MigrationItem> items) => new(record.Id, record.From.Name, record.From.Version, record.To.Version,
        record.Total, record.Moved, record.Stayed, record.At, record.FinishedAt, [.. items.Select(MigrationItemResource.Of)]);
}

/// <summary>What moving one request means, and what came of it.</summary>
internal sealed record MigrationItemResource(
    string Request, string Title, string Stage, string Way, string Because, DateTimeOffset? Due, DateTimeOffset? DueAfter, string State, string? WhyNot)
{
    public static MigrationItemResource Of(MigrationItem item) => new(item.Request.Value, item.Title, item.Stage, Words.Stable(item.Step.Way), item.Step.Because,
        item.Due, item.DueAfter, Words.Stable(item.State), item.WhyNot);
}
