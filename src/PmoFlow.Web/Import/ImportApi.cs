using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Import;

namespace PmoFlow.Web.Import;

/// <summary>Imports for programs: upload, change the mapping, run, read what became of each row.</summary>
internal static class ImportApi
{
    // A form around the file needs some bytes of its own.
    private static readonly BodyLimit Upload = new(ImportLimits.Bytes + (1024 * 1024));

    public static void MapImportApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/imports").WithTags("Imports").RequirePermission(Permission.Import);
        group.MapPost("", Take).WithMetadata(Upload, new ReadsQuery("kind", "name", "encoding", "separator")).Accepts<string>("text/csv", "multipart/form-data", "application/octet-stream")
            .Produces<ImportResource>(201).ProducesValidationProblem().ProducesProblem(413)
            .WithSummary("Upload a CSV file; nothing is taken over yet");
        group.MapGet("", List).Produces<ListResource<ImportRowResource>>().WithSummary("Imports, latest first");
        group.MapGet("/{id}", Get).Produces<ImportResource>().ProducesProblem(404).WithSummary("An import: mapping, preview, progress, result");
        group.MapPut("/{id}/mapping", Map).Produces<ImportResource>().ProducesValidationProblem().ProducesProblem(409).WithSummary("Say what the columns are");
        group.MapPost("/{id}/run", Run).Produces<ImportResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Take the rows over");
        group.MapGet("/{id}/rows", Rows).Produces<ListResource<PlannedRowResource>>().ProducesProblem(404)
            .WithSummary("What happens, or happened, with each row (?state=all|refused|warnings|unchanged|changes)");
        group.MapGet("/{id}/not-taken.csv", NotTaken).Produces(200, contentType: "text/csv").ProducesProblem(404).WithSummary("The rows that are not taken, with reasons");
    }

    private static async Task<IResult> Take(HttpRequest request, ImportDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        var received = await ReceivedFile.FromApi(request, cancellation);
        if (received is not Outcome<ImportUpload>.Done(var upload))
            return received.ToApi(_ => Results.NoContent());
        await using var content = upload.Content;
        return (await desk.Upload(upload, viewer.Actor(), cancellation)).ToApi(import =>
            Results.Created($"/api/v1/imports/{import.Id}", Resource(import, desk)));
    }

    private static async Task<IResult> List(ImportDesk desk, CancellationToken cancellation) =>
        Results.Ok(new ListResource<ImportRowResource>([.. (await desk.List(cancellation: cancellation)).Select(ImportRowResource.Of)], null));

    private static async Task<IResult> Get(string id, ImportDesk desk, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) is { } import ? Results.Ok(Resource(import, desk)) : None(id);

    private static async Task<IResult> Map(string id, JsonBody<MappingResource> body, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.Find(id, cancellation) is not { } import)
            return None(id);
        var read = MappingForms.Read(body.Value, import);
        return read is Outcome<ImportMapping>.Done(var mapping)
            ? (await desk.Map(id, mapping, cancellation)).ToApi(changed => Results.Ok(Resource(changed, desk)))
            : read.ToApi(_ => Results.NoContent());
    }

    private static async Task<IResult> Run(string id, ImportDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Run(id, viewer.Actor(), cancellation)).ToApi(import => Results.Accepted($"/api/v1/imports/{id}", Resource(import, desk)));

    private static async Task<IResult> Rows(string id, string? state, string? cursor, int? pageSize, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.Find(id, cancellation) is null)
            return None(id);
        return ImportFilters.Read(state) is { } filter
            ? Results.Ok(ListResource<PlannedRowResource>.Of(await desk.Rows(id, filter, cursor, PageSizes.Of(pageSize), cancellation), PlannedRowResource.Of))
            : RefusalAnswers.Problem(new Refusal.Invalid([new("state", "state is one of: all, refused, warnings, unchanged, changes.")]));
    }

    public static async Task<IResult> NotTaken(string id, ImportDesk desk, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) is { } import
            ? Results.Stream(output => desk.WriteNotTaken(import, output, cancellation), "text/csv; charset=utf-8", $"{id}-not-taken.csv")
            : None(id);

    private static ImportResource Resource(ImportRecord import, ImportDesk desk) => ImportResource.Of(import, desk.Targets(import.Kind));

    private static IResult None(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no import {id}."));
}
