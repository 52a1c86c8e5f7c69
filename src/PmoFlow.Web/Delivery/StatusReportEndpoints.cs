using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Safety;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Where leads draft and send status reports, by link; and where everybody reads them.</summary>
internal static class StatusReportEndpoints
{
    public static void MapStatusReports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/status-reports/{token}").AllowAnonymous().ExcludeFromDescription().LimitLinks();
        group.MapGet("", Show);
        group.MapPost("", Answer);
        routes.MapGet("/projects/{id}/status", (string id, DeliveryPages pages) => pages.Show<StatusPage>(id))
            .RequirePermission(Permission.SeeProjects).ExcludeFromDescription();
        routes.MapGet("/api/v1/projects/{id}/status", ForPrograms).RequirePermission(Permission.SeeProjects).WithTags("Delivery")
            .Produces<IReadOnlyList<StatusReportResource>>().ProducesProblem(404).WithSummary("Status reports, oldest first; what was sent is frozen");
    }

    private static async Task<IResult> Show(string token, StatusDesk desk, CancellationToken cancellation) =>
        (await desk.Open(token, cancellation)).ToPage(view => Page(token, view, null, null));

    private static async Task<IResult> Answer(string token, FormBody form, StatusDesk desk, DeliveryQueries deliveries, CancellationToken cancellation)
    {
        HealthRating? rating = HealthRatingWords.TryParse(form["rating"], out var parsed) ? parsed : null;
        var answers = form.Group("answers.");
        var outcome = form["step"] == "draft"
            ? await desk.Draft(token, rating, answers, cancellation)
            : await desk.Submit(token, rating, answers, cancellation);
        if (outcome is Outcome<StatusReportView>.Done(var view))
        {
            if (form["step"] != "draft")
            {
                await Settling.Until(async () => (await deliveries.Reports(view.Project.Id, cancellation)).FirstOrDefault(report => report.Number == view.Report.Number),
                    report => report is not { IsOpen: true }, cancellation);
            }
            return Pages.SeeOther($"/status-reports/{token}");
        }
        var refusal = ((Outcome<StatusReportView>.Refused)outcome).Refusal;
        return (await desk.Open(token, cancellation)).ToPage(open => Page(token, open, form.Fields, refusal));
    }

    private static async Task<IResult> ForPrograms(string id, ProjectQueries projects, DeliveryQueries deliveries, CancellationToken cancellation) =>
        await projects.Find(new(id), cancellation) is null
            ? RefusalAnswers.Problem(new Refusal.NotFound($"There is no project {id}."))
            : Results.Ok((await deliveries.Reports(new(id), cancellation)).Select(StatusReportResource.Of).ToList());

    private static IResult Page(string token, StatusReportView view, IReadOnlyDictionary<string, string>? typed, Refusal? refusal) =>
        Pages.Page<StatusReportPage>(new
        {
            Token = token,
            View = view,
            Typed = typed,
            Errors = (refusal as Refusal.Invalid)?.Errors ?? [],
            Refused = refusal is null or Refusal.Invalid ? null : refusal.Message,
        }, refusal is null ? StatusCodes.Status200OK : RefusalAnswers.Status(refusal));
}
