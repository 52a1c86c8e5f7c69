using Microsoft.AspNetCore.Antiforgery;
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

/// <summary>Imports for people: upload, say what the columns are, look, take over, see what became of it.</summary>
internal static class ImportPages
{
    private static readonly BodyLimit Upload = new(ImportLimits.Bytes + (1024 * 1024));

    public static void MapImportPages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/imports").RequirePermission(Permission.Import).ExcludeFromDescription();
        group.MapGet("", (ImportDesk desk, CancellationToken cancellation) => List(desk, null, [], cancellation));
        group.MapPost("", Take).WithMetadata(Upload).ProtectForm();
        group.MapGet("/{id}", Show);
        group.MapPost("/{id}/mapping", Map).ProtectForm();
        group.MapPost("/{id}/run", Run).ProtectForm();
        group.MapGet("/{id}/not-taken.csv", ImportApi.NotTaken);
    }

    private static async Task<IResult> List(ImportDesk desk, string? kind, IReadOnlyList<FieldError> errors, CancellationToken cancellation) =>
        Pages.Page<ImportListPage>(new { Imports = await desk.List(cancellation: cancellation), Kind = kind, Errors = errors },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);

    private static async Task<IResult> Take(HttpContext context, ImportDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
            return await List(desk, null, [new("file", "This page was open too long. Choose the file again.")], cancellation);
        var received = await ReceivedFile.FromForm(context.Request, cancellation);
        var kind = context.Request.Form["kind"].FirstOrDefault();
        if (received is not Outcome<ImportUpload>.Done(var upload))
            return received is Outcome<ImportUpload>.Refused(Refusal.Invalid(var missing)) ? await List(desk, kind, missing, cancellation) : received.ToPage(_ => Results.NoContent());
        await using var content = upload.Content;
        var outcome = await desk.Upload(upload, viewer.Actor(), cancellation);
        return outcome is Outcome<ImportRecord>.Refused(Refusal.Invalid(var errors))
            ? await List(desk, kind, errors, cancellation)
            : outcome.ToPage(import => Pages.SeeOther($"/imports/{import.Id}"));
    }

    private static async Task<IResult> Show(string id, string? show, string? cursor, ImportDesk desk, CancellationToken cancellation) =>
        await desk.Find(id, cancellation) is { } import
            ? await Page(import, ImportFilters.Read(show) ?? RowFilter.All, cursor, [], desk, cancellation)
            : None(id);

    private static async Task<IResult> Map(string id, FormBody form, ImportDesk desk, CancellationToken cancellation)
    {
        if (await desk.Find(id, cancellation) is not { } import)
            return None(id);
        var mapping = MappingForms.Read(form, import);
        var outcome = await desk.Map(id, mapping, cancellation);
        return outcome is Outcome<ImportRecord>.Refused(Refusal.Invalid(var errors))
            ? await Page(import with { Mapping = mapping }, RowFilter.All, null, errors, desk, cancellation)
            : outcome.ToPage(_ => Pages.SeeOther($"/imports/{id}"));
    }

    private static async Task<IResult> Run(string id, FormBody form, ImportDesk desk, Viewer viewer, CancellationToken cancellation)
    {
        _ = form;
        if (await desk.Find(id, cancellation) is not { } import)
            return None(id);
        var outcome = await desk.Run(id, viewer.Actor(), cancellation);
        if (outcome is Outcome<ImportRecord>.Refused(Refusal.Invalid(var errors)))
            return await Page(import, RowFilter.All, null, errors, desk, cancellation);
        if (outcome is Outcome<ImportRecord>.Done)
            await Settling.Until(() => desk.Find(id, cancellation), i => i?.State == ImportState.Finished, cancellation);
        return outcome.ToPage(_ => Pages.SeeOther($"/imports/{id}"));
    }

    private static async Task<IResult> Page(
        ImportRecord import, RowFilter filter, string? cursor, IReadOnlyList<FieldError> errors, ImportDesk desk, CancellationToken cancellation)
    {
        var rows = import.State == ImportState.Running
            ? new([], null)
            : await desk.Rows(import.Id, filter, cursor, ImportPageModel.PageSize, cancellation);
        return Pages.Page<ImportPage>(
            new { Model = new ImportPageModel(import, desk.Targets(import.Kind), rows, filter, cursor, errors) },
            errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static IResult None(string id) => RefusalAnswers.Page(new Refusal.NotFound($"There is no import {id}."));
}
