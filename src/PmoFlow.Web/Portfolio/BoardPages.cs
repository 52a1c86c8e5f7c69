using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Answers;
using PmoFlow.Web.Export;
using PmoFlow.Web.Identity;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>Dashboards of units, the rows of their numbers, files of both, the monthly pack and the analyst's page.</summary>
internal static class BoardPages
{
    public static void MapBoards(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dashboards").RequirePermission(Permission.SeeDashboards).ExcludeFromDescription();
        group.MapGet("/units/{unit}", (string unit, string? asOf, string? rule, BoardReader boards, BoardFragments fragments, CancellationToken cancellation) =>
            Show(BoardQuery.Read(unit, asOf, rule), boards, fragments, cancellation));
        group.MapGet("/units" + TakeAway.Kind, Units);
        group.MapGet("/trend" + TakeAway.Kind, Trend);
        group.MapGet("/milestones", Milestones);
        group.MapGet("/milestones" + TakeAway.Kind, MilestonesFile);
        group.MapGet("/rows", Rows);
        group.MapGet("/rows" + TakeAway.Kind, RowsFile);
        group.MapGet("/pack", Pack);
        group.MapGet("/analyst", Analyst);
        group.MapGet("/analyst" + TakeAway.Kind, AnalystFile);
        group.MapGet("/moves", Moves);
        group.MapGet("/moves" + TakeAway.Kind, MovesFile);
        routes.MapPost("/dashboards/recompute", Recompute).RequirePermission(Permission.RunProjects).ExcludeFromDescription().ProtectForm();
    }

    /// <summary>The page of a unit, or why there is none.</summary>
    public static Task<IResult> Show(Outcome<BoardQuery> query, BoardReader boards, BoardFragments fragments, CancellationToken cancellation) =>
        fragments.Page<BoardPage>(DayOf(query), async () => (await Read(query, boards, CancellationToken.None)).As(model => new FragmentContent(model.Name, new { Model = model })), cancellation);

    private static async Task<IResult> Units(
        string kind, string? unit, string? own, string? asOf, string? rule, BoardReader boards, Viewer viewer, CancellationToken cancellation) =>
        (await Read(BoardQuery.Read(unit, asOf, rule, own), boards, cancellation))
            .ToPage(model => BoardSheets.Units(model, UnitLine.All(model), viewer.May(Permission.SeeRequests)).ToResult(kind));

    private static async Task<IResult> Trend(string kind, string? unit, string? asOf, string? rule, BoardReader boards, CancellationToken cancellation) =>
        (await Read(BoardQuery.Read(unit, asOf, rule), boards, cancellation, 36)).ToPage(model => BoardSheets.Trend(model).ToResult(kind));

    private static Task<IResult> Milestones(
        string? unit, string? asOf, BoardReader boards, BoardRows rows, BoardFragments fragments, CancellationToken cancellation) =>
        fragments.Page<SlipPage>(DayOf(BoardQuery.Read(unit, asOf, null)), async () => (await Slips(unit, asOf, boards, rows)).As(model => new FragmentContent(model.Title, new { Model = model })), cancellation);

    private static async Task<IResult> MilestonesFile(string kind, string? unit, string? asOf, BoardReader boards, BoardRows rows) =>
        (await Slips(unit, asOf, boards, rows)).ToPage(model => model.Sheet.ToResult(kind));

    internal static async Task<Outcome<SlipModel>> Slips(string? unit, string? asOf, BoardReader boards, BoardRows rows) =>
        await Read(BoardQuery.Read(unit, asOf, null), boards, CancellationToken.None) switch
        {
            Outcome<BoardModel>.Done(var model) => await SlipModel.Read(model, rows, CancellationToken.None),
            Outcome<BoardModel>.Refused(var refusal) => refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static async Task<IResult> Rows(
        string? unit, string? own, string? measure, string? asOf, string? rule, ContributionQueries contributions, Boards boards, BoardFragments fragments, Viewer viewer,
        CancellationToken cancellation) =>
        await fragments.Page<CountedRowsPage>(DayOf(BoardQuery.Read(unit, asOf, rule)),
            async () => (await Counted(BoardQuery.Read(unit, asOf, rule, own), measure, contributions, boards, viewer, CancellationToken.None))
                .As(model => new FragmentContent(model.Title, new { Model = model })), cancellation);

    private static async Task<IResult> RowsFile(
        string kind, string? unit, string? own, string? measure, string? asOf, string? rule, ContributionQueries contributions, Boards boards, Viewer viewer,
        CancellationToken cancellation) =>
        (await Counted(BoardQuery.Read(unit, asOf, rule, own), measure, contributions, boards, viewer, cancellation))
            .ToPage(model => BoardSheets.Rows(model).ToResult(kind));

    private static Task<IResult> Pack(
        string? month, string? rule, BoardReader boards, PackProjects projects, BoardFragments fragments, Boards days, CancellationToken cancellation) =>
        fragments.Page<PackPage>(null, async () => (await PackModel.Read(month, rule, boards, projects, days, CancellationToken.None))
            .As(pack => new FragmentContent(pack.Title, new { Pack = pack })), cancellation);

    private static async Task<IResult> Moves(
        string? from, string? to, string? was, string? now, DashboardQueries dashboards, RatingHistory history, CancellationToken cancellation) =>
        (await MovesModel.Read(from, to, was, now, dashboards, history, cancellation)).ToPage(model => Pages.Page<MovesPage>(new { Model = model }));

    private static async Task<IResult> MovesFile(
        string kind, string? from, string? to, string? was, string? now, DashboardQueries dashboards, RatingHistory history, CancellationToken cancellation) =>
        (await MovesModel.Read(from, to, was, now, dashboards, history, cancellation)).ToPage(model => model.Sheet.ToResult(kind));

    private static Task<IResult> Analyst(BoardReader boards, BoardFragments fragments, CancellationToken cancellation) => AnalystWith(null, boards, fragments, cancellation);

    private static async Task<IResult> AnalystFile(string kind, ContributionQueries contributions, Viewer viewer, CancellationToken cancellation) =>
        (await AnalystSheet.Read(contributions, viewer.May(Permission.SeeRequests), cancellation)).ToResult(kind);

    private static async Task<IResult> AnalystWith(DriftReport? report, BoardReader boards, BoardFragments fragments, CancellationToken cancellation)
    {
        var numbers = await fragments.Part<AnalystNumbers>("numbers", null, Content, cancellation);
        var quiet = await fragments.Part<QuietProjects>("quiet", null, Content, cancellation);
        return numbers.ToPage(above => quiet.ToPage(beside => Pages.Page<AnalystPage>(new { Above = above.Html, Beside = beside.Html, Report = report })));

        async Task<Outcome<FragmentContent>> Content() =>
            (await Read(BoardQuery.Read(null, null, null), boards, CancellationToken.None)).As(model => new FragmentContent("", new { Model = model }));
    }

    private static async Task<IResult> Recompute(
        HttpContext context, string? mend, BoardReader boards, BoardFragments fragments, SummaryRebuild rebuild, CancellationToken cancellation)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return RefusalAnswers.Page(new Refusal.Forbidden("This page was open too long. Open it again."));
        var report = await rebuild.Run(mend == "yes", cancellation);
        return await AnalystWith(report, boards, fragments, cancellation);
    }

    private static DateOnly? DayOf(Outcome<BoardQuery> query) => query is Outcome<BoardQuery>.Done(var asked) ? asked.AsOf : null;

    internal static async Task<Outcome<BoardModel>> Read(
        Outcome<BoardQuery> query, BoardReader boards, CancellationToken cancellation, int months = BoardReader.Months) => query switch
        {
            Outcome<BoardQuery>.Done(var asked) => await boards.Read(asked, cancellation, months),
            Outcome<BoardQuery>.Refused(var refusal) => refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    internal static async Task<Outcome<CountedRowsModel>> Counted(
        Outcome<BoardQuery> query, string? measure, ContributionQueries contributions, Boards boards, Viewer viewer, CancellationToken cancellation)
    {
        if (query is not Outcome<BoardQuery>.Done(var asked))
            return ((Outcome<BoardQuery>.Refused)query).Refusal;
        if (MeasureNames.Read(measure) is not { } counted)
            return new Refusal.NotFound(string.IsNullOrEmpty(measure) ? "Name what is counted as measure: projects, budget, ratings/red and so on."
                : $"Nothing is counted as '{measure}'. What is, is called projects, budget, ratings/red and so on.");
        if (asked is { IsOwn: true, Unit: null })
            return new Refusal.Invalid([new("own", "Name the unit as well: what is placed at one itself is asked for.")]);
        var seesRequests = viewer.May(Permission.SeeRequests);
        if (!seesRequests && counted is Measure.Pipeline or Measure.PipelineUnknown)
            return new Refusal.Forbidden("What requests cost is for those who may see requests.");
        var board = asked.AsOf is { } day ? await boards.At(day, cancellation) : await boards.Now(cancellation);
        var node = asked.Unit is { } unit ? board.Tree.Find(unit) : null;
        if (asked.Unit is not null && node is null)
            return new Refusal.NotFound($"There is no unit '{asked.Unit}'.");
        return new CountedRowsModel(asked, node, counted, await contributions.Of(asked.Unit, asked.IsOwn, counted, asked.AsOf, cancellation), seesRequests) { Day = board.Day };
    }
}
