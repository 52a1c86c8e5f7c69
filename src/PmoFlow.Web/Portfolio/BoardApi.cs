using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Design;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What the dashboards show and their files hold, for programs.</summary>
internal static class BoardApi
{
    public static void MapBoardApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/dashboards").WithTags("Dashboards").RequirePermission(Permission.SeeDashboards).ProducesValidationProblem().ProducesProblem(404);
        group.MapGet("/units", Units).Produces<UnitLinesResource>().WithSummary("A unit (all, where none is named) and those below it, each once, rolled up, as known on a day; with own=true also what each has itself, a second row of the same unit");
        group.MapGet("/trend", Trend).Produces<TrendResource>().WithSummary("Ratings, budget and actions at the end of each of the last 36 months");
        group.MapGet("/rows", Rows).Produces<CountedRowsResource>().WithSummary("The rows that a number comes from");
        group.MapGet("/milestones", Milestones).Produces<IReadOnlyList<SlipMonthResource>>().WithSummary("Which milestones slip, by unit and month");
        group.MapGet("/moves", Moves).Produces<MovesResource>().WithSummary("From which rating to which between two periods, project by project");
        group.MapGet("/benefits", Benefits).Produces<BenefitsResource>().WithSummary("Benefits of a unit and those below it: planned against realised, as known on a day");
    }

    private static async Task<IResult> Units(string? unit, string? own, string? asOf, string? rule, BoardReader boards, Viewer viewer, CancellationToken cancellation) =>
        (await BoardPages.Read(BoardQuery.Read(unit, asOf, rule, own), boards, cancellation)).ToApi(model => Results.Ok(new UnitLinesResource(model.Board.Day, Words.Stable(model.Query.Rule),
            [.. UnitLine.All(model).Select(line => UnitLineResource.Of(line, viewer.May(Permission.SeeRequests)))])));

    private static async Task<IResult> Trend(string? unit, string? asOf, BoardReader boards, CancellationToken cancellation) =>
        (await BoardPages.Read(BoardQuery.Read(unit, asOf, null), boards, cancellation, 36)).ToApi(model => Results.Ok(TrendResource.Of(model)));

    private static async Task<IResult> Rows(
        string? unit, string? own, string? measure, string? asOf, string? cursor, int? pageSize, ContributionQueries contributions, Boards boards, Viewer viewer, CancellationToken cancellation)
    {
        var from = 0;
        if (!string.IsNullOrEmpty(cursor) && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out from))
            return RefusalAnswers.Problem(new Refusal.Invalid([new("cursor", "This cursor is of another list.")]));
        return (await BoardPages.Counted(BoardQuery.Read(unit, asOf, null, own), measure, contributions, boards, viewer, cancellation))
            .ToApi(model => Results.Ok(CountedRowsResource.Of(model, from, PageSizes.Of(pageSize))));
    }

    private static async Task<IResult> Milestones(string? unit, string? asOf, BoardReader boards, BoardRows rows) =>
        (await BoardPages.Slips(unit, asOf, boards, rows)).ToApi(model => Results.Ok(SlipMonthResource.Of(model)));

    private static async Task<IResult> Moves(
        string? from, string? to, string? was, string? now, DashboardQueries dashboards, RatingHistory history, CancellationToken cancellation) =>
        (await MovesModel.Read(from, to, was, now, dashboards, history, cancellation)).ToApi(model => Results.Ok(MovesResource.Of(model)));

    private static async Task<IResult> Benefits(string? unit, string? asOf, BoardReader boards, CancellationToken cancellation) =>
        (await BoardPages.Read(BoardQuery.Read(unit, asOf, null), boards, cancellation)).ToApi(model => Results.Ok(BenefitsResource.Of(BenefitRollUp.Of(model.Total.Totals), model.Board.Day)));
}
