using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Digests;

namespace PmoFlow.Web.Digests;

/// <summary>Weeks and weekly mails for programs.</summary>
internal static class DigestApi
{
    public static void MapDigestApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("Dashboards").RequirePermission(Permission.SeeDashboards);
        group.MapGet("/dashboards/week", async (string? unit, string? from, string? until, WeekQueries queries, CancellationToken cancellation) =>
            (await WeekModel.Read(unit, from, until, queries, cancellation)).ToApi(model => Results.Ok(WeekResource.Of(model.Week))))
            .Produces<WeekResource>().ProducesValidationProblem().ProducesProblem(404)
            .WithSummary("What changed in a unit between the ends of two days, and what was late then; the last seven days that are over where none are given");
        group.MapGet("/digests", async (DigestDesk desk, Viewer viewer, CancellationToken cancellation) =>
            Results.Ok((IReadOnlyList<DigestResource>)[.. (await desk.Of(viewer.Person!.Email, cancellation)).Select(DigestResource.Of)]))
            .Produces<IReadOnlyList<DigestResource>>().WithSummary("The weekly mails that the signed-in person gets");
        group.MapPut("/digests/{unit}", async (string unit, DigestDesk desk, Viewer viewer, CancellationToken cancellation) =>
            (await desk.Subscribe(viewer.Person!, DigestEndpoints.UnitOf(unit), cancellation)).ToApi(subscription => Results.Ok(DigestResource.Of(subscription))))
            .Produces<DigestResource>().ProducesProblem(404).WithSummary("Get a weekly mail about a unit; 'enterprise' is the whole portfolio");
        group.MapDelete("/digests/{unit}", async (string unit, DigestDesk desk, Viewer viewer, CancellationToken cancellation) =>
            await desk.Unsubscribe(viewer.Person!.Email, DigestEndpoints.UnitOf(unit), cancellation) ? Results.NoContent()
                : RefusalAnswers.Problem(new Refusal.NotFound($"There is no weekly mail about '{unit}' to end.")))
            .Produces(204).ProducesProblem(404).WithSummary("Get no more of them");
    }
}
