using System.Globalization;
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
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Approvals;

/// <summary>
/// Where approvers decide. Opening a link only shows; the form carries the page's own token, which ties the decision to what was
/// read, and takes the place of a protection against forged posts.
/// </summary>
internal static class ApprovalEndpoints
{
    public static void MapApprovals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").ExcludeFromDescription();
        group.MapGet("/approvals", Mine).RequirePermission(Permission.Decide);
        group.MapGet("/approvals/{token}", Show).AllowAnonymous().LimitLinks();
        group.MapPost("/approvals/{token}", Decide).AllowAnonymous().LimitLinks();
        group.MapPost("/approvals/{token}/delegate", Delegate).AllowAnonymous().LimitLinks();
        group.MapPost("/requests/{id}/decision", DecideSignedIn).RequirePermission(Permission.Decide).ProtectForm();
        group.MapPost("/requests/{id}/recall", Recall).RequirePermission(Permission.WorkOnRequests).ProtectForm();
    }

    private static async Task<IResult> Mine(SeatLists seats, ProjectSeats projects, Viewer viewer, CancellationToken cancellation) =>
        Pages.Page<MyDecisionsPage>(new { Seats = await seats.For(viewer.Person!.Email, cancellation), Projects = await projects.For(viewer.Person.Email, cancellation) });

    private static async Task<IResult> Show(string token, ApprovalPages pages, Viewer viewer, CancellationToken cancellation) =>
        await pages.Show(token, viewer.ActorOrNobody(), new Dictionary<string, string>(), null, cancellation);

    private static async Task<IResult> Decide(
        string token, FormBody form, ApprovalDesk desk, ApprovalPages pages, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Decide(token, form["pageToken"], viewer.ActorOrNobody(), WordsOf(form), cancellation);
        if (outcome is Outcome<ApprovalView>.Done(var decided))
        {
            await RoundSettling.After(decided.Round, decided.Seat.Email, queries, cancellation);
            return Pages.SeeOther($"/approvals/{token}");
        }
        return await pages.Show(token, viewer.ActorOrNobody(), form.Fields, ((Outcome<ApprovalView>.Refused)outcome).Refusal, cancellation);
    }

    private static async Task<IResult> Delegate(
        string token, FormBody form, SeatDesk desk, ApprovalPages pages, RequestQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Delegate(token, form["pageToken"], viewer.ActorOrNobody(), form["to"], cancellation);
        if (outcome is Outcome<ApprovalView>.Done(var given))
        {
            await RoundSettling.AfterSeatOf(given.Round, given.Seat.Email, queries, cancellation);
            return Pages.SeeOther($"/approvals/{token}");
        }
        return await pages.Show(token, viewer.ActorOrNobody(), form.Fields, ((Outcome<ApprovalView>.Refused)outcome).Refusal, cancellation);
    }

    private static async Task<IResult> DecideSignedIn(
        string id, FormBody form, ApprovalDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.DecideSignedIn(
            new(id), viewer.Actor(), RequestPageEndpoints.Number(form["visit"]), form["part"], WordsOf(form), cancellation);
        if (outcome is Outcome<GateRound>.Done(var round))
        {
            await RoundSettling.After(round, viewer.Person!.Email, queries, cancellation);
            return Pages.SeeOther($"/requests/{id}");
        }
        return await Again(id, form, outcome, reader, cancellation);
    }

    private static async Task<IResult> Recall(
        string id, FormBody form, SeatDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Recall(new(id), viewer.Actor(), RequestPageEndpoints.Number(form["visit"]), form["recallReason"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
        {
            await RequestSettling.After(request, queries, cancellation);
            return Pages.SeeOther($"/requests/{id}");
        }
        return await Again(id, form, outcome, reader, cancellation);
    }

    private static DecisionWords WordsOf(FormBody form) =>
        new(ChoiceWords.Read<Decision>(form["decision"]), form["comment"], form["conditions"], form["conditionsDue"])
        {
            Changes = DateTimeOffset.TryParseExact(form["changes"], "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        };

    private static async Task<IResult> Again<T>(string id, FormBody form, Outcome<T> outcome, RequestPageReader reader, CancellationToken cancellation) =>
        outcome is Outcome<T>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<RequestPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Results.NoContent());
}
