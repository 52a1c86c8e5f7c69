using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Files;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>Files of requests: for who may see requests or the project that came of one, for the requester by their link, for an approver by theirs.</summary>
internal static class AttachmentEndpoints
{
    private static readonly BodyLimit Upload = new(SentForm.Most);

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/requests/{id}/files/{file}", OfOffice).RequirePermission(Permission.SeeRequests).ExcludeFromDescription();
        routes.MapGet("/projects/{id}/files/{file}", OfProject).RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapGet("/requests/track/{token}/files/{file}", OfRequester).AllowAnonymous().ExcludeFromDescription().LimitLinks();
        routes.MapGet("/approvals/{token}/files/{file}", OfApprover).AllowAnonymous().ExcludeFromDescription().LimitLinks();
        var api = routes.MapGroup("/api/v1").WithTags("Requests");
        api.MapGet("/requests/{id}/files/{file}", OfOffice).RequirePermission(Permission.SeeRequests).ProducesProblem(404).WithSummary("A file of a request, as it was sent");
        api.MapPost("/uploads", Take).AllowAnonymous().LimitSubmissions().WithMetadata(Upload).Accepts<IFormFile>("application/octet-stream")
            .Produces<UploadResource>(201).ProducesValidationProblem().ProducesProblem(413).ProducesProblem(429).WithSummary("Store a file; the id answers a file field of a request that is submitted within a day");
    }

    private static async Task<IResult> OfOffice(
        string id, string file, HttpContext context, RequestQueries queries, AttachmentDesk desk, IFileStore files, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is { } request ? await Send(request, file, context, desk, files, cancellation) : None(context);

    private static async Task<IResult> OfProject(
        string id, string file, HttpContext context, ProjectQueries projects, RequestQueries queries, AttachmentDesk desk, IFileStore files, CancellationToken cancellation) =>
        await projects.Find(new(id), cancellation) is { Request: { } asked } && await queries.Find(asked, cancellation) is { } request
            ? await Send(request, file, context, desk, files, cancellation) : None(context);

    private static async Task<IResult> OfRequester(
        string token, string file, HttpContext context, TrackingDesk tracking, AttachmentDesk desk, IFileStore files, CancellationToken cancellation) =>
        await tracking.Find(token, cancellation) is Outcome<RequestRecord>.Done(var request) ? await Send(request, file, context, desk, files, cancellation) : None(context);

    private static async Task<IResult> OfApprover(
        string token, string file, HttpContext context, ApprovalDesk approvals, AttachmentDesk desk, IFileStore files, CancellationToken cancellation) =>
        await approvals.Open(token, null, cancellation) is Outcome<ApprovalView>.Done(var view) && view.Round.Seats.Any(seat => seat.Email == view.Seat.Email)
            ? await Send(view.Request, file, context, desk, files, cancellation) : None(context);

    /// <summary>To be saved, never to be shown: whatever is inside does not run as a page of the office.</summary>
    private static async Task<IResult> Send(RequestRecord request, string id, HttpContext context, AttachmentDesk desk, IFileStore files, CancellationToken cancellation)
    {
        if (await desk.OfRequest(request, id, cancellation) is not { } file)
            return None(context);
        var (headers, disposition) = (context.Response.Headers, new ContentDispositionHeaderValue("attachment"));
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-store";
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = file.Bytes;
        await foreach (var part in files.Read(file.Id, cancellation))
            await context.Response.Body.WriteAsync(part, cancellation);
        return Results.Empty;
    }

    private static async Task<IResult> Take(
        string? lifecycle, string? field, string? name, HttpRequest request, LifecycleLibrary library, AttachmentDesk desk, UploadAllowance allowance,
        CancellationToken cancellation)
    {
        var form = library.Current(string.IsNullOrWhiteSpace(lifecycle) ? RequestDesk.StandardLifecycle : lifecycle)?.Form;
        if (form?.Fields.FirstOrDefault(f => f.Name == field && f.Kind == FieldKind.File) is not { } asked)
            return RefusalAnswers.Problem(new Refusal.Invalid([new("field", $"The form has no file field '{field}'.")]));
        if (!allowance.Takes(request.HttpContext, asked.Files!.MostBytes))
            return Results.Problem(SentForm.TooMuch, statusCode: StatusCodes.Status429TooManyRequests);
        return (await desk.Take(asked, name, request.Body, cancellation)).ToApi(file =>
            Results.Json(new UploadResource(file.Id, file.Field, file.Name, file.Bytes, file.Sha256), ApiJson.Default.UploadResource, statusCode: StatusCodes.Status201Created));
    }

    private static IResult None(HttpContext context)
    {
        var refusal = new Refusal.NotFound("There is no such file. Open it from the page that it is on.");
        return context.Request.Path.StartsWithSegments("/api") ? RefusalAnswers.Problem(refusal) : RefusalAnswers.Page(refusal);
    }
}

/// <summary>A file that was stored.</summary>
internal sealed record UploadResource(string Id, string Field, string Name, long Bytes, string Sha256);
