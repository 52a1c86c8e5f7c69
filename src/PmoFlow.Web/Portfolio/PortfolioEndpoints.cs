using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

internal static class PortfolioEndpoints
{
    public static void MapPortfolio(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Dashboard).RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        routes.MapGet("/api/v1/dashboards/portfolio", ForPrograms).RequirePermission(Permission.SeeDashboards).WithTags("Dashboards")
            .Produces<PortfolioResource>().ProducesProblem(404).WithSummary("The portfolio now, or the ratings of a period");
    }

    private static async Task<IResult> Dashboard(
        string? period, string? asOf, string? rule, BoardReader boards, BoardFragments fragments, DashboardQueries dashboards, RequestQueries requests,
        CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(period) && period != UnitSummary.Now)
        {
            return await dashboards.Portfolio(period, cancellation) is var dashboard && IsKnown(dashboard)
                ? Pages.Page<PeriodPage>(new { Dashboard = dashboard, Stages = requests.Stages() })
                : RefusalAnswers.Page(NoSuchPeriod(period));
        }
        return await BoardPages.Show(BoardQuery.Read(null, asOf, rule), boards, fragments, cancellation);
    }

    private static async Task<IResult> ForPrograms(
        string? period, BoardFragments fragments, DashboardQueries dashboards, OfficeSettings office, Viewer viewer, CancellationToken cancellation) =>
        (await fragments.Text("json", null, async () => await dashboards.Portfolio(period, CancellationToken.None) is var dashboard && IsKnown(dashboard)
            ? new Fragment("", JsonSerializer.Serialize(PortfolioResource.Of(dashboard, office.Currency, viewer.May(Permission.SeeRequests)), ApiJson.Default.PortfolioResource))
            : NoSuchPeriod(period), cancellation)).ToApi(text => Results.Text(text.Html, "application/json", System.Text.Encoding.UTF8));

    private static bool IsKnown(PortfolioDashboard dashboard) =>
        dashboard.Period == UnitSummary.Now || dashboard.Periods.Contains(dashboard.Period);

    private static Refusal.NotFound NoSuchPeriod(string? period) => new($"Nothing is known of the period '{period}'.");
}
