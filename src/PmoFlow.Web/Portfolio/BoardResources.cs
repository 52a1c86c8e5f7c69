using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Portfolio;

/// <summary>A unit with everything below it, as known at the end of a day; where <c>own</c> is true, what is placed at the unit itself alone.</summary>
internal sealed record UnitLineResource(
    string Unit, string Name, string? PartOf, string? Rating, string? Because, decimal Projects, IReadOnlyDictionary<string, decimal> Ratings, decimal Budget, decimal OpenRequests,
    decimal? ExpectedCost, decimal Late, decimal OpenActions, DateTimeOffset? UpdatedAt, bool Own)
{
    public static UnitLineResource Of(UnitLine line, bool seesRequests) => new(line.Part.Unit.Id.Value, line.Part.Name, line.PartOf,
        line.Rolled is { } rolled ? Words.Stable(rolled.Rating) : null, line.Rolled?.Because, line.Mix.Count, ByRating(line.Mix), line.Total.Total(Measure.Budget), line.Requests,
        seesRequests ? line.Total.Total(Measure.Pipeline) : null, line.Late, line.Total.Total(Measure.OpenActions), line.Total.UpdatedAt == DateTimeOffset.MinValue ? null : line.Total.UpdatedAt, line.Part.IsOwn);

    public static IReadOnlyDictionary<string, decimal> ByRating(RatingMix mix) => Severity.WorstFirst.ToDictionary(Words.Stable<HealthRating>, mix.Of);
}

/// <summary>Units of a dashboard.</summary>
internal sealed record UnitLinesResource(DateOnly AsOf, string Rule, IReadOnlyList<UnitLineResource> Units);

/// <summary>What was so at the end of a month, with the structure of that day.</summary>
internal sealed record TrendMonthResource(DateOnly AsOf, decimal Projects, IReadOnlyDictionary<string, decimal> Ratings, decimal Budget, decimal OpenActions);

/// <summary>Up to 36 months of a unit; <c>unit</c> is null for the whole portfolio.</summary>
internal sealed record TrendResource(string? Unit, IReadOnlyList<TrendMonthResource> Months)
{
    public static TrendResource Of(BoardModel model) => new(model.Unit?.Value,
        [.. model.Months.Select(month => (Total: month.Total(model.Unit), Mix: month.Ratings(model.Unit), month.Day))
            .Select(month => new TrendMonthResource(month.Day, month.Mix.Count, UnitLineResource.ByRating(month.Mix), month.Total.Total(Measure.Budget), month.Total.Total(Measure.OpenActions)))]);
}

/// <summary>A row that a number comes from; the title of a request is for those who may see requests.</summary>
internal sealed record CountedRowResource(string Number, string Kind, string? Title, string Unit, string? State, string? Who, DateTimeOffset? Due, decimal Adds, DateTimeOffset? UpdatedAt, DateTimeOffset? SaidAt);

/// <summary>Where a number comes from: its rows add up to <c>sum</c>. The cursor asks for the next rows and is null on the last page.</summary>
internal sealed record CountedRowsResource(string Measure, string? Unit, decimal Sum, int Count, IReadOnlyList<CountedRowResource> Items, string? Cursor)
{
    public static CountedRowsResource Of(CountedRowsModel model, int from, int size) => new(model.Measure, model.Unit?.Id.Value, model.Sum, model.Rows.Count,
        [.. model.Rows.Skip(from).Take(size).Select(row => new CountedRowResource(Subjects.Number(row.Contribution.Of), Subjects.Kind(row.Contribution.Of),
            model.MayOpen(row) ? row.Contribution.Subject?.Title : null, row.Unit.Name, row.Contribution.Subject?.State, row.Contribution.Subject?.Who, row.Contribution.Subject?.Due,
            model.Adds(row), row.Contribution.At, row.Contribution.SaidAt))],
        from + size < model.Rows.Count ? FormattableString.Invariant($"{from + size}") : null);
}

/// <summary>The milestones that a unit had agreed for a month, and how far they have moved; below 0 for earlier.</summary>
internal sealed record SlipMonthResource(string Unit, string Name, string Month, decimal Milestones, decimal Days, decimal Mean)
{
    public static IReadOnlyList<SlipMonthResource> Of(SlipModel model) =>
    [
        .. model.Map.Lines.SelectMany(line => line.Cells.Select((cell, at) => (Line: line, Month: model.Map.Months[at], Cell: cell))).Where(row => row.Cell.Milestones > 0)
            .Select(row => new SlipMonthResource(row.Line.Part.Unit.Id.Value, row.Line.Part.Name, row.Month.ToString(), row.Cell.Milestones, row.Cell.Days, decimal.Round(row.Cell.Mean!.Value, 1))),
    ];
}

/// <summary>So many projects moved from one rating to another.</summary>
internal sealed record MoveCountResource(string Was, string Is, int Count);

/// <summary>A project's ratings by period.</summary>
internal sealed record RatingTrendResource(string Id, string Name, IReadOnlyDictionary<string, string> Ratings);

/// <summary>How ratings moved between two periods; <c>projects</c> are the first of those asked for, the most worse on top.</summary>
internal sealed record MovesResource(
    string From, string To, int Better, int Worse, int Same, int Unclear, int Left, int Came, IReadOnlyList<MoveCountResource> Moves, IReadOnlyList<RatingTrendResource> Projects)
{
    public static MovesResource Of(MovesModel model) => new(model.From, model.To, model.Moves.Better, model.Moves.Worse, model.Moves.Same, model.Moves.Unclear, model.Moves.Left.Count, model.Moves.Came.Count,
        [.. model.Moves.Moves.GroupBy(move => (Was: move.Before.Rating, Is: move.After.Rating)).OrderBy(group => group.Key)
            .Select(group => new MoveCountResource(Words.Stable(group.Key.Was), Words.Stable(group.Key.Is), group.Count()))],
        [.. model.Shown.Select(trend => new RatingTrendResource(trend.Project.Value, trend.Name, trend.Ratings.ToDictionary(rating => rating.Key, rating => Words.Stable(rating.Value))))]);
}
