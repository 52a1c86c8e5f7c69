using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

/// <summary>Requests for programs.</summary>
internal static class RequestApi
{
    public static void MapRequestApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Requests");
        group.MapPost("/requests", Submit).AllowAnonymous().LimitSubmissions()
            .Produces<SubmittedResource>(201).ProducesValidationProblem().ProducesProblem(413).WithSummary("Submit a request; no account is needed");
        group.MapGet("/tracking/{token}", Track).AllowAnonymous().LimitLinks()
            .Produces<TrackedResource>().ProducesProblem(404).WithSummary("A request by its requester's link");

        group.MapGet("/tracking/{token}/next", TrackNext).AllowAnonymous().LimitLinks()
            .Produces<NextResource>().ProducesProblem(404).WithSummary("What happens next with it, as its requester may know it");

        var reading = group.MapGroup("/requests").RequirePermission(Permission.SeeRequests);
        reading.MapGet("", List).Produces<ListResource<RequestRowResource>>().WithSummary("Requests, newest first");
        reading.MapGet("/{id}", Get).Produces<RequestResource>().ProducesProblem(404).WithSummary("A request as it stands");
        reading.MapGet("/{id}/next", Next).Produces<NextResource>().ProducesProblem(404).WithSummary("What happens next: who has it, since when, by when, and what then");
        reading.MapGet("/{id}/timeline", Timeline).Produces<TimelineResource>().ProducesProblem(404).WithSummary("What happened, sealed entry by entry");

        var working = group.MapGroup("/requests/{id}").RequirePermission(Permission.WorkOnRequests);
        working.MapPost("/screening", Screen).Produces<RequestResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Qualify, ask the requester, decline, defer, merge or convert");
        working.MapPost("/score", Score).Produces<RequestResource>(202).ProducesValidationProblem().ProducesProblem(409).WithSummary("Give each criterion a level");
        working.MapPost("/withdraw", Withdraw).Produces<RequestResource>(202).ProducesProblem(409).WithSummary("Withdraw on the requester's behalf");
    }

    private static async Task<IResult> Submit(
        JsonBody<RequestSubmission> body, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        RequestDesk desk, OfficeSettings office, CancellationToken cancellation)
    {
        if (idempotencyKey is { Length: > 200 })
            return RefusalAnswers.Problem(new Refusal.Invalid([new("Idempotency-Key", "Idempotency-Key is at most 200 characters long.")]));
        var read = SubmittedFields.Read(body.Value.Fields);
        if (read is not Outcome<Dictionary<string, string>>.Done(var fields))
            return read.ToApi(_ => Results.NoContent());
        var (submission, requester) = (body.Value, body.Value.Requester);
        var outcome = await desk.Submit(new SubmitRequest(submission.Lifecycle, submission.Title, submission.Description,
            new Requester(requester?.Name ?? "", requester?.Email ?? ""), fields, string.IsNullOrWhiteSpace(idempotencyKey) ? null : idempotencyKey), cancellation);
        return outcome.ToApi(done => Results.Created($"/api/v1/requests/{done.Request.Id}", Submitted(done, office)));
    }

    private static SubmittedResource Submitted(SubmittedRequest done, OfficeSettings office)
    {
        var request = RequestResource.Of(done.Request);
        return new(request.Id, office.Link($"/requests/track/{done.TrackingToken}"), request.Title, request.Lifecycle, request.Version,
            request.Stage, request.Status, request.Revision, request.SubmittedAt);
    }

    private static async Task<IResult> Track(string token, TrackingDesk desk, RequesterReasons reasons, CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        return found is Outcome<RequestRecord>.Done(var request)
            ? Results.Ok(TrackedResource.Of(await reasons.Told(request, cancellation))) : found.ToApi(_ => Results.NoContent());
    }

    private static async Task<IResult> List(
        string? stage, string? q, string? cursor, int? pageSize, RequestQueries queries, CancellationToken cancellation) =>
        Results.Ok(ListResource<RequestRowResource>.Of(
            await queries.List(new(stage, q, cursor, PageSizes.Of(pageSize)), cancellation), RequestRowResource.Of));

    private static async Task<IResult> Get(string id, RequestQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is { } request ? Results.Ok(RequestResource.Of(request)) : NoSuchRequest(id);

    private static async Task<IResult> Next(string id, NextQueries next, CancellationToken cancellation) =>
        await next.Of(new RequestId(id), cancellation) is { } found ? Results.Ok(NextResource.Of(found)) : NoSuchRequest(id);

    private static async Task<IResult> TrackNext(string token, TrackingDesk desk, NextQueries next, CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        return found is Outcome<RequestRecord>.Done(var request)
            ? Results.Ok(NextResource.Of(RequesterView.Next(await next.Of(request, cancellation)))) : found.ToApi(_ => Results.NoContent());
    }

    private static async Task<IResult> Timeline(string id, RequestQueries queries, CancellationToken cancellation) =>
        await queries.Timeline(new(id), cancellation) is { Count: > 0 } entries ? Results.Ok(TimelineResource.Of(entries)) : NoSuchRequest(id);

    private static async Task<IResult> Screen(
        string id, JsonBody<ScreeningResource> body, ScreeningDesk desk, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        if (ChoiceWords.Read<ScreeningDecision>(body.Value.Decision) is not { } decision)
            return RefusalAnswers.Problem(ChoiceWords.Unknown<ScreeningDecision>("decision"));
        var outcome = await desk.Screen(new(id), viewer.Actor(), body.Value.Visit, ScreeningFields.Read(
            decision, body.Value.Note, body.Value.Until, body.Value.Into, body.Value.Lifecycle), cancellation);
        return await Accepted(outcome, queries, cancellation);
    }

    private static async Task<IResult> Score(
        string id, JsonBody<ScoreResource> body, ScreeningDesk desk, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Score(new(id), viewer.Actor(), body.Value.Visit, body.Value.Levels ?? new Dictionary<string, int>(), body.Value.Lead, cancellation);
        return await Accepted(outcome, queries, cancellation);
    }

    private static async Task<IResult> Withdraw(
        string id, JsonBody<WithdrawalResource> body, ScreeningDesk desk, RequestQueries queries, Viewer viewer, CancellationToken cancellation) =>
        await Accepted(await desk.Withdraw(new(id), viewer.Actor(), body.Value.Reason, cancellation), queries, cancellation);

    /// <summary>202: it is durable; the request as it stands once its orchestration has taken it in.</summary>
    private static async Task<IResult> Accepted(Outcome<RequestRecord> outcome, RequestQueries queries, CancellationToken cancellation)
    {
        if (outcome is not Outcome<RequestRecord>.Done(var request))
            return outcome.ToApi(_ => Results.NoContent());
        request = await RequestSettling.After(request, queries, cancellation);
        return Results.Accepted($"/api/v1/requests/{request.Id}", RequestResource.Of(request));
    }

    private static IResult NoSuchRequest(string id) => RefusalAnswers.Problem(new Refusal.NotFound($"There is no request {id}."));
}
