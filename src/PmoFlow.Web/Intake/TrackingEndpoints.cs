using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>The requester's own page, by link: what happens next, the office's question, withdrawing.</summary>
internal static class TrackingEndpoints
{
    public static void MapTracking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/requests/track/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("/answer", Answer);
        group.MapGet("/withdraw", ConfirmWithdrawal);
        group.MapPost("/withdraw", Withdraw);
    }

    private static async Task<IResult> Show(
        string token, TrackingDesk desk, RequestQueries queries, LifecycleLibrary lifecycles, CancellationToken cancellation)
    {
        var found = await desk.Find(token, cancellation);
        return found is Outcome<RequestRecord>.Done(var request)
            ? await Page(token, request, queries, lifecycles, null, [], cancellation)
            : found.ToPage(_ => Results.NoContent());
    }

    private static async Task<IResult> Answer(
        string token, FormBody form, TrackingDesk desk, RequestQueries queries, LifecycleLibrary lifecycles, CancellationToken cancellation)
    {
        var outcome = await desk.Answer(token, form["answer"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
        {
            await RequestSettling.After(request, queries, cancellation);
            return Pages.SeeOther($"/requests/track/{token}");
        }
        return outcome is Outcome<RequestRecord>.Refused(Refusal.Invalid(var errors))
            && await desk.Find(token, cancellation) is Outcome<RequestRecord>.Done(var asked)
            ? await Page(token, asked, queries, lifecycles, form["answer"], errors, cancellation)
            : outcome.ToPage(_ => Results.NoContent());
    }

    private static async Task<IResult> ConfirmWithdrawal(string token, TrackingDesk desk, CancellationToken cancellation) =>
        (await desk.Find(token, cancellation)).ToPage(request => request.Outcome == RequestOutcome.Open
            ? Pages.Page<WithdrawPage>(new { Token = token, Request = request })
            : Pages.SeeOther($"/requests/track/{token}"));

    private static async Task<IResult> Withdraw(
        string token, FormBody form, TrackingDesk desk, RequestQueries queries, CancellationToken cancellation)
    {
        var outcome = await desk.Withdraw(token, form["reason"], cancellation);
        if (outcome is Outcome<RequestRecord>.Done(var request))
            await RequestSettling.After(request, queries, cancellation);
        return outcome.ToPage(_ => Pages.SeeOther($"/requests/track/{token}"));
    }

    private static async Task<IResult> Page(
        string token, RequestRecord request, RequestQueries queries, LifecycleLibrary lifecycles, string? typed,
        IReadOnlyList<FieldError> errors, CancellationToken cancellation) => Pages.Page<TrackingPage>(new
        {
            Token = token,
            Request = request,
            Lifecycle = lifecycles.Get(request.Lifecycle),
            Timeline = await queries.Timeline(request.Id, cancellation),
            Typed = typed,
            Errors = errors,
        }, errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
}
