using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Decisions about projects by the link from a mail.</summary>
internal static class ProjectDecisionEndpoints
{
    public static void MapProjectDecisions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/project-decisions/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("", Decide);
    }

    private static async Task<IResult> Show(string token, ProjectGateDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Open(token, viewer.ActorOrNobody(), cancellation)).ToPage(view => Page(token, view, new Dictionary<string, string>(), null));

    private static async Task<IResult> Decide(
        string token, FormBody form, ProjectGateDesk desk, ControlQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var words = new DecisionWords(ChoiceWords.Read<Decision>(form["decision"]), form["comment"]);
        var outcome = await desk.Decide(token, form["pageToken"], viewer.ActorOrNobody(), words, cancellation);
        if (outcome is Outcome<ProjectGateView>.Done(var decided))
        {
            await Settling.Until(
                async () => (await queries.Gates(decided.Control.Project.Id, cancellation)).FirstOrDefault(gate => gate.Number == decided.Gate.Number),
                gate => gate?.Seats.FirstOrDefault(seat => seat.Email == decided.Seat.Email)?.Decision is not null && (gate.Verdict == GateVerdict.Open || gate.ClosedAt is not null), cancellation);
            return Pages.SeeOther($"/project-decisions/{token}");
        }
        var refusal = ((Outcome<ProjectGateView>.Refused)outcome).Refusal;
        return (await desk.Open(token, viewer.ActorOrNobody(), cancellation)).ToPage(view => Page(token, view, form.Fields, refusal));
    }

    private static IResult Page(string token, ProjectGateView view, IReadOnlyDictionary<string, string> typed, Refusal? refusal) =>
        Pages.Page<ProjectDecisionPage>(new
        {
            Token = token,
            View = view,
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
}
