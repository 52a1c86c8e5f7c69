using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Intake;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Approvals;

/// <summary>Gates for programs.</summary>
internal static class ApprovalApi
{
    public static void MapApprovalApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Approvals");
        group.MapGet("/requests/{id}/rounds", Rounds).RequirePermission(Permission.SeeRequests)
            .Produces<IReadOnlyList<RoundResource>>().WithSummary("The rounds of a request's gates");
        group.MapGet("/approvals", Mine).RequirePermission(Permission.Decide)
            .Produces<IReadOnlyList<OpenSeatResource>>().WithSummary("Open gates where the signed-in person has not decided yet");
        group.MapPost("/requests/{id}/recall", Recall).RequirePermission(Permission.WorkOnRequests)
            .Produces(202).ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409).WithSummary("Take a request back from its gate");
        group.MapPost("/requests/{id}/decision", Decide).RequirePermission(Permission.Decide)
            .Produces<RoundResource>(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(409).WithSummary("Decide at the open gate of a request");
    }

    private static async Task<IResult> Rounds(string id, RequestQueries queries, CancellationToken cancellation) =>
        await queries.Find(new(id), cancellation) is null
            ? RefusalAnswers.Problem(new Refusal.NotFound($"There is no request {id}."))
            : Results.Ok((await queries.Rounds(new(id), cancellation)).Select(RoundResource.Of).ToList());

    private static async Task<IResult> Mine(SeatLists seats, Viewer viewer, CancellationToken cancellation) =>
        Results.Ok((await seats.For(viewer.Person!.Email, cancellation)).Select(OpenSeatResource.Of).ToList());

    private static async Task<IResult> Recall(
        string id, JsonBody<RecallResource> body, SeatDesk desk, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Recall(new(id), viewer.Actor(), body.Value.Visit, body.Value.Reason, cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
            await RequestSettling.After(request, queries, cancellation);
        return outcome.ToApi(_ => Results.Accepted($"/api/v1/requests/{id}"));
    }

    private static async Task<IResult> Decide(
        string id, JsonBody<DecisionResource> body, ApprovalDesk desk, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        if (await queries.Find(new(id), cancellation) is null)
            return RefusalAnswers.Problem(new Refusal.NotFound($"There is no request {id}."));
        if (ChoiceWords.Read<Decision>(body.Value.Decision) is not { } decision)
            return RefusalAnswers.Problem(ChoiceWords.Unknown<Decision>("decision"));
        var outcome = await desk.DecideSignedIn(new(id), viewer.Actor(), body.Value.Visit, body.Value.Part, new DecisionWords(decision, body.Value.Comment,
            string.Join('\n', body.Value.Conditions ?? []), body.Value.ConditionsDue) { Changes = body.Value.Changes }, cancellation);
        if (outcome is not Outcome<GateRound>.Done(var round))
            return outcome.ToApi(_ => Results.NoContent());
        await RoundSettling.After(round, viewer.Person!.Email, queries, cancellation);
        var after = (await queries.Rounds(new(id), cancellation)).First(r => r.Visit == round.Visit && r.Number == round.Number && r.Part == round.Part);
        return Results.Accepted($"/api/v1/requests/{id}/rounds", RoundResource.Of(after));
    }
}
