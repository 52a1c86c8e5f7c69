using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Intake;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

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
        group.MapPost("/requests/{id}/decision", DecideSignedIn).RequirePermission(Permission.Decide).ProtectForm();
    }

    private static async Task<IResult> Mine(SeatQueries seats, Viewer viewer, CancellationToken cancellation) =>
        Pages.Page<MyDecisionsPage>(new { Seats = await seats.For(viewer.Person!, cancellation) });

    private static async Task<IResult> Show(
        string token, ApprovalDesk desk, LifecycleLibrary lifecycles, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Open(token, viewer.ActorOrNobody(), cancellation)).ToPage(view => Page(token, view, lifecycles, new Dictionary<string, string>(), [], null));

    private static async Task<IResult> Decide(
        string token, FormBody form, ApprovalDesk desk, RequestQueries queries, LifecycleLibrary lifecycles, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.Decide(
            token, form["pageToken"], viewer.ActorOrNobody(), ChoiceWords.Read<Decision>(form["decision"]), form["comment"], cancellation);
        if (outcome is Outcome<ApprovalView>.Done(var decided))
        {
            await RoundSettling.After(decided.Round, decided.Seat.Email, queries, cancellation);
            return Pages.SeeOther($"/approvals/{token}");
        }
        // Whatever was refused, the page shows what is so now, with the reason on top.
        var refusal = ((Outcome<ApprovalView>.Refused)outcome).Refusal;
        return (await desk.Open(token, viewer.ActorOrNobody(), cancellation)).ToPage(view =>
            Page(token, view, lifecycles, form.Fields, (refusal as Refusal.Invalid)?.Errors ?? [], refusal));
    }

    private static IResult Page(
        string token, ApprovalView view, LifecycleLibrary lifecycles, IReadOnlyDictionary<string, string> typed, IReadOnlyList<FieldError> errors,
        Refusal? refusal) => Pages.Page<ApprovalPage>(new
        {
            Token = token,
            View = view,
            Lifecycle = lifecycles.Get(view.Request.Lifecycle),
            Typed = typed,
            Errors = errors,
            Refused = refusal is null or Refusal.Invalid || refusal.Message == view.WhyNot ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));

    private static async Task<IResult> DecideSignedIn(
        string id, FormBody form, ApprovalDesk desk, RequestQueries queries, RequestPageReader reader, Viewer viewer, CancellationToken cancellation)
    {
        var outcome = await desk.DecideSignedIn(
            new(id), viewer.Actor(), RequestPageEndpoints.Number(form["visit"]), ChoiceWords.Read<Decision>(form["decision"]), form["comment"], cancellation);
        if (outcome is Outcome<GateRound>.Done(var round))
        {
            await RoundSettling.After(round, viewer.Person!.Email, queries, cancellation);
            return Pages.SeeOther($"/requests/{id}");
        }
        return outcome is Outcome<GateRound>.Refused(Refusal.Invalid(var errors)) && await reader.Read(new(id), cancellation) is { } model
            ? Pages.Page<RequestPage>(new { Model = model with { Typed = form.Fields, Errors = errors } }, StatusCodes.Status400BadRequest)
            : outcome.ToPage(_ => Results.NoContent());
    }
}
