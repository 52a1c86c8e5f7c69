using Microsoft.AspNetCore.Http;
using PmoFlow.Domain;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Approvals;

/// <summary>The page that a link opens. Whatever was refused, it shows what is so now, with the reason on top.</summary>
internal sealed class ApprovalPages(ApprovalDesk desk, SeatDesk seats, LifecycleLibrary lifecycles)
{
    public async Task<IResult> Show(
        string token, Actor? signedIn, IReadOnlyDictionary<string, string> typed, Refusal? refusal, CancellationToken cancellation)
    {
        var opened = await desk.Open(token, signedIn, cancellation);
        if (opened is not Outcome<ApprovalView>.Done(var view))
            return opened.ToPage(_ => Results.NoContent());
        return Pages.Page<ApprovalPage>(new
        {
            Token = token,
            View = view,
            Lifecycle = lifecycles.Get(view.Request.Lifecycle),
            Deputies = view.CanDecide ? await seats.Deputies(view, cancellation) : [],
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid || refusal.Message == view.WhyNot ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
    }
}
