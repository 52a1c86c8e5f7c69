using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Workshop;

namespace PmoFlow.Web.Workshop;

/// <summary>The workshop for programs.</summary>
internal static class WorkshopApi
{
    public static void MapWorkshopApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/lifecycles").WithTags("Lifecycles").RequirePermission(Permission.Administer);
        group.MapGet("", List).Produces<ListResource<VersionResource>>().WithSummary("Every version of every lifecycle: whether it is in force, how many requests are on it");
        group.MapGet("/{name}/versions/{version:int}", Get).Produces<VersionDetailResource>().ProducesProblem(404).WithSummary("One version: its file and all that it says");
        group.MapGet("/{name}/differences", Compare).Produces<ListResource<DifferenceResource>>().ProducesProblem(404).WithSummary("What two versions say differently (?from=&to=)");
        group.MapPost("/{name}/check", Check).Produces<CheckResource>().ProducesValidationProblem().WithSummary("Every defect of a file, with its line and a proposed fix; nothing is stored");
        group.MapPut("/{name}/draft", Save).Produces<CheckResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Keep a file as the draft, right or wrong, in place of what the draft was");
        group.MapPost("/{name}/publish", Publish).Produces<PublishedResource>(201).ProducesValidationProblem().ProducesProblem(409)
            .WithSummary("Put a file into force (a note is needed): new requests begin with it, running ones stay on their version");
    }

    private static async Task<IResult> List(WorkshopPages pages, CancellationToken cancellation) =>
        Results.Ok(new ListResource<VersionResource>([.. (await pages.Versions(cancellation)).Select(VersionResource.Of)], null));

    private static IResult Get(string name, int version, WorkshopPages pages) =>
        pages.Edition(name, version) is { } edition ? Results.Ok(VersionDetailResource.Of(edition)) : RefusalAnswers.Problem(WorkshopPages.None(name));

    private static IResult Compare(string name, int from, int to, WorkshopPages pages) =>
        pages.Edition(name, from) is { } before && pages.Edition(name, to) is { } after
            ? Results.Ok(new ListResource<DifferenceResource>([.. LifecycleFacts.Compare(before.Lifecycle, after.Lifecycle).Select(DifferenceResource.From)], null))
            : RefusalAnswers.Problem(WorkshopPages.None(name));

    private static IResult Check(string name, JsonBody<FileBody> body, WorkshopDesk desk) => body.Value.File is { } file
        ? Results.Ok(CheckResource.Of(desk.Check(name, file))) : NoFile;

    private static async Task<IResult> Save(string name, JsonBody<FileBody> body, WorkshopDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        if (body.Value.File is not { } file)
            return NoFile;
        var before = await desk.Draft(name, cancellation);
        return (await desk.Save(name, file, before?.Saves ?? 0, viewer.Actor(), cancellation)).ToApi(draft => Results.Ok(CheckResource.Of(desk.Check(name, draft.Text))));
    }

    private static async Task<IResult> Publish(string name, JsonBody<FileBody> body, WorkshopDesk desk, Viewer viewer, CancellationToken cancellation) =>
        body.Value.File is not { } file ? NoFile
        : (await desk.Publish(name, file, body.Value.Note, viewer.Actor(), cancellation)).ToApi(lifecycle =>
            Results.Json(PublishedResource.Of(lifecycle.Id), statusCode: StatusCodes.Status201Created));

    private static IResult NoFile => RefusalAnswers.Problem(new Refusal.Invalid([new FieldError("file", "Send the file's text as 'file'.")]));
}
