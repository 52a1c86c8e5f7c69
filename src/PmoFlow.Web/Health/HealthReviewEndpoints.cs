using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Delivery;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Web.Health;

/// <summary>A project's health as all who look see it, checks asked for by hand, and the reviewer's page by link.</summary>
internal static class HealthReviewEndpoints
{
    public static void MapHealthReviews(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health-reviews/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("", Answer);
        routes.MapGet("/projects/{id}/health", (string id, DeliveryPages pages) => pages.Show<ProjectHealthPage>(id))
            .RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapGet("/projects/{id}/health" + TakeAway.Kind, (string id, string kind, DeliveryPages pages) => pages.File(id, kind, HealthSheets.Checks))
            .RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapPost("/projects/{id}/health", Ask).RequirePermission(Permission.LeadProjects).ProtectForm().ExcludeFromDescription();
        routes.MapPost("/api/v1/projects/{id}/health", AskForPrograms).RequirePermission(Permission.LeadProjects).WithTags("Projects")
            .Produces(202).ProducesValidationProblem().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).WithSummary("Ask for a health check now");
    }

    private static async Task<IResult> Show(string token, HealthReviewDesk desk, CancellationToken cancellation) =>
        (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, new Dictionary<string, string>(), null));

    private static async Task<IResult> Answer(string token, FormBody form, HealthReviewDesk desk, ProjectQueries projects, CancellationToken cancellation)
    {
        HealthRating? rating = HealthRatingWords.TryParse(form["rating"], out var parsed) ? parsed : null;
        var outcome = await desk.Answer(token, rating, form["finding"], cancellation);
        if (outcome is Outcome<HealthReviewView>.Done(var answered))
        {
            await Settling.Until(
                async () => (await projects.Health(answered.Delivery.Project.Id, cancellation)).FirstOrDefault(c => c.Number == answered.Check.Number),
                check => check?.View(HealthViewKind.Reviewer) is not null, cancellation);
            return Pages.SeeOther($"/health-reviews/{token}");
        }
        var refusal = ((Outcome<HealthReviewView>.Refused)outcome).Refusal;
        return (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, form.Fields, refusal));
    }

    private static Task<IResult> Ask(string id, FormBody form, DeliveryPages pages, HealthRaiser raiser, CancellationToken cancellation) =>
        pages.Post<ProjectHealthPage, ProjectRecord>(id, "/health", form, null, (_, actor) => raiser.Ask(new(id), actor, form["because"], cancellation));

    private static async Task<IResult> AskForPrograms(
        string id, JsonBody<HealthAsking> body, HealthRaiser raiser, ProjectQueries projects, Viewer viewer, CancellationToken cancellation)
    {
        var changeable = await projects.Changeable(new(id), viewer, cancellation);
        return changeable is Outcome<ProjectRecord>.Refused ? changeable.ToApi(_ => Results.NoContent())
            : (await raiser.Ask(new(id), viewer.Actor(), body.Value.Because, cancellation)).ToApi(_ => Results.Accepted($"/api/v1/projects/{id}/health"));
    }

    private static IResult Page(string token, HealthReviewView view, IReadOnlyDictionary<string, string> typed, Refusal? refusal) =>
        Pages.Page<HealthReviewPage>(new
        {
            Token = token,
            View = view,
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
}
