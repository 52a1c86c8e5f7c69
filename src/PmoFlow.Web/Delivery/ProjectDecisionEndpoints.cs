using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
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
        routes.MapPost("/projects/{id}/decisions/{number:int}", DecideSignedIn).RequirePermission(Permission.Decide).ExcludeFromDescription().ProtectForm();
    }

    private static async Task<IResult> DecideSignedIn(
        string id, int number, FormBody form, ProjectGateDesk desk, ControlQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var words = new DecisionWords(ChoiceWords.Read<Decision>(form["decision"]), form["comment"]);
        var outcome = await desk.DecideSignedIn(new(id), number, viewer.Actor(), words, form["showing"], cancellation);
        if (outcome is Outcome<ProjectGate>.Done)
            await Settled(new(id), number, viewer.Person!.Email, queries, cancellation);
        return outcome.ToPage(_ => Pages.SeeOther("/approvals"));
    }

    private static Task Settled(ProjectId id, int number, string email, ControlQueries queries, CancellationToken cancellation) => Settling.Until(
        async () => (await queries.Gates(id, cancellation)).FirstOrDefault(gate => gate.Number == number),
        gate => gate?.Seats.FirstOrDefault(seat => seat.Email == email)?.Decision is not null && (gate.Verdict == GateVerdict.Open || gate.ClosedAt is not null), cancellation);

    private static async Task<IResult> Show(string token, ProjectGateDesk desk, Viewer viewer, CancellationToken cancellation) =>
        (await desk.Open(token, viewer.ActorOrNobody(), cancellation)).ToPage(view => Page(token, view, new Dictionary<string, string>(), null));

    private static async Task<IResult> Decide(
        string token, FormBody form, ProjectGateDesk desk, ControlQueries queries, Viewer viewer, CancellationToken cancellation)
    {
        var words = new DecisionWords(ChoiceWords.Read<Decision>(form["decision"]), form["comment"]);
        var outcome = await desk.Decide(token, form["pageToken"], viewer.ActorOrNobody(), words, cancellation);
        if (outcome is Outcome<ProjectGateView>.Done(var decided))
        {
            await Settled(decided.Control.Project.Id, decided.Gate.Number, decided.Seat.Email, queries, cancellation);
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
