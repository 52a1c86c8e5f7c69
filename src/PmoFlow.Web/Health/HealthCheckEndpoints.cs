using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Web.Health;

/// <summary>Where delivery leads answer, by link. After the answer the same page shows what it came to, and why.</summary>
internal static class HealthCheckEndpoints
{
    public static void MapHealthChecks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health-checks/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("", Answer);
    }

    private static async Task<IResult> Show(string token, HealthDesk desk, CancellationToken cancellation) =>
        (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, new Dictionary<string, string>(), null));

    private static async Task<IResult> Answer(
        string token, FormBody form, HealthDesk desk, ProjectQueries projects, CancellationToken cancellation)
    {
        var outcome = await desk.Answer(token, form.Group("answers."), form.Group("evidence."),
            HealthRatingWords.TryParse(form["rating"], out var own) ? own : null, cancellation);
        if (outcome is Outcome<HealthCheckView>.Done(var answered))
        {
            await Settling.Until(
                async () => (await projects.Health(answered.Project.Id, cancellation)).FirstOrDefault(c => c.Number == answered.Check.Number),
                check => check is not { IsOpen: true }, cancellation);
            return Pages.SeeOther($"/health-checks/{token}");
        }
        var refusal = ((Outcome<HealthCheckView>.Refused)outcome).Refusal;
        return (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, form.Fields, refusal));
    }

    private static IResult Page(string token, HealthCheckView view, IReadOnlyDictionary<string, string> typed, Refusal? refusal) =>
        Pages.Page<HealthCheckPage>(new
        {
            Token = token,
            View = view,
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
}
