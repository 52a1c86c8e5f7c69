using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Identity;
using PmoFlow.Web.Intake;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Scoring;

namespace PmoFlow.Web.Scoring;

/// <summary>The ranked list of what is scored and not yet decided, with its waterline.</summary>
internal static class RankingEndpoints
{
    public static void MapRanking(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").RequirePermission(Permission.SeeRequests).ExcludeFromDescription();
        group.MapGet("/ranking", Show);
        group.MapGet("/ranking.csv", Csv);
    }

    private static async Task<IResult> Show(string? lifecycle, string? budget, string? count, RankingQueries queries, CancellationToken cancellation) =>
        await Read(lifecycle, budget, count, queries, cancellation) is { } model
            ? Pages.Page<RankingPage>(new { Model = model }, model.Errors.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK)
            : NoSuchProcess(lifecycle);

    private static async Task<IResult> Csv(string? lifecycle, string? budget, string? count, RankingQueries queries, CancellationToken cancellation)
    {
        if (await Read(lifecycle, budget, count, queries, cancellation) is not { } model)
            return NoSuchProcess(lifecycle);
        var text = new StringBuilder("rank,number,title,score,cost,cost so far,waterline");
        foreach (var criterion in model.Lifecycle.Scoring.Criteria)
            text.Append(',').Append(Quoted(criterion.Label));
        text.Append("\r\n");
        foreach (var place in model.Places)
        {
            text.Append(CultureInfo.InvariantCulture, $"{place.Rank},{place.Item.Id},{Quoted(place.Item.Title)},{model.ScoreText(place.Score)},{place.Item.Cost},{place.CostSoFar},{(place.IsAbove ? "above" : "below")}");
            foreach (var criterion in model.Lifecycle.Scoring.Criteria)
                text.Append(CultureInfo.InvariantCulture, $",{place.Item.Levels[criterion.Name]}");
            text.Append("\r\n");
        }
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"ranked-demand-{model.Lifecycle.Name}.csv");
    }

    private static async Task<RankingModel?> Read(string? lifecycle, string? budget, string? count, RankingQueries queries, CancellationToken cancellation)
    {
        var all = queries.Lifecycles();
        var name = string.IsNullOrWhiteSpace(lifecycle) ? all.FirstOrDefault(l => l.Name == RequestDesk.StandardLifecycle)?.Name ?? all.FirstOrDefault()?.Name : lifecycle;
        if (name is null || await queries.Demand(name, cancellation) is not { } demand)
            return null;
        var errors = new List<FieldError>();
        var money = AnswerText.Number((budget ?? "").Trim());
        if (!string.IsNullOrWhiteSpace(budget) && money is null or < 0)
            errors.Add(new("budget", "Give the budget in digits, such as 250000."));
        var most = RequestPageEndpoints.Number((count ?? "").Trim());
        if (!string.IsNullOrWhiteSpace(count) && most is null)
            errors.Add(new("count", "Give a whole number."));
        var line = new Waterline(errors.Count == 0 ? money : null, errors.Count == 0 ? most : null);
        return new(all, demand.Lifecycle, Ranking.Of(demand.Lifecycle.Scoring, demand.Items, line),
            Sensitivity.Of(demand.Lifecycle.Scoring, demand.Items, line), line, demand.Others)
        {
            Errors = errors,
        };
    }

    // A spreadsheet must not take a title for a formula.
    private static string Quoted(string text) => $"\"{CellText.Defuse(text).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IResult NoSuchProcess(string? lifecycle) =>
        RefusalAnswers.Page(new Refusal.NotFound($"The office has no process named '{lifecycle}' that scores its requests."));
}
