using System.Text.Json.Serialization;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>One month of money; what is null is not known. <c>complete</c> is percent of all the work, at the month's end.</summary>
internal sealed record MonthResource(string Month, decimal? Budget, decimal? Actual, decimal? Forecast, decimal? Complete)
{
    /// <summary>
    /// What the work that is done was worth under the budget by which that was said; only there where another has taken its place since. Else
    /// it is worth <c>complete</c> percent of the budget at completion.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Earned { get; init; }

    public static MonthResource Of(MonthOfMoney month) => new(month.Month.ToString(), month.Budget, month.Actual, month.Forecast, month.Complete) { Earned = month.Earned };
}

/// <summary>
/// What is new of one month: what is null stays as it is, and <c>clear</c> names what is not known any more though it was said before, such
/// as <c>actual</c>.
/// </summary>
internal sealed record MonthChangeResource(string Month, decimal? Budget, decimal? Actual, decimal? Forecast, decimal? Complete, IReadOnlyList<string>? Clear);

/// <summary>Months to be taken over.</summary>
internal sealed record MonthsResource(IReadOnlyList<MonthChangeResource>? Months);

/// <summary>A project's money by month, with what it says: earned value by ANSI/EIA-748, earned schedule by Lipke; null where something is missing.</summary>
internal sealed record MoneyResource(
    string Currency, DateTimeOffset? AsOf, string? Month, IReadOnlyList<string> Missing, EarnedValueResource? EarnedValue,
    EarnedScheduleResource? EarnedSchedule, decimal? LeadForecast, IReadOnlyList<MonthResource> Months)
{
    public static MoneyResource Of(ProjectDelivery delivery, string currency)
    {
        var (money, reading) = (delivery.Money?.Money ?? ProjectMoney.None(currency), delivery.Reading);
        return new(money.Currency, delivery.Money?.UpdatedAt, reading.AsOf?.ToString(),
            [.. reading.Missing, .. delivery.Old.Count == 0 ? [] : new[] { $"The figures are of {reading.AsOf}; nothing since." }, .. MoneyReadings.NotCounted(delivery), .. MoneyReadings.Unplanned(delivery)],
            reading.Value is null ? null : EarnedValueResource.Of(reading.Value),
            reading.Schedule is { } s ? new(Rounded(s.Es), s.At, s.Pd, Rounded(s.SvT), Rounded(s.SpiT), Rounded(s.IeacT)) : null,
            delivery.Known?.OwnForecast?.Value, [.. money.Months.Select(MonthResource.Of)]);
    }

    private static decimal Rounded(decimal value) => Math.Round(value, 4);

    private static decimal? Rounded(decimal? value) => value is { } known ? Math.Round(known, 4) : null;
}

/// <summary>Earned value at the end of the month.</summary>
internal sealed record EarnedValueResource(
    decimal Bac, decimal Pv, decimal Ev, decimal Ac, decimal Cv, decimal Sv, decimal? Cpi, decimal? Spi, decimal? TcpiToBac, IReadOnlyList<EstimateResource> Estimates)
{
    public static EarnedValueResource Of(EarnedValue value) => new(value.Bac.Value, value.Pv.Value, value.Ev.Value, value.Ac.Value, value.Cv.Value, value.Sv.Value,
        Index(value.Cpi), Index(value.Spi), Index(value.TcpiToBac),
        [.. value.Estimates.Select(e => new EstimateResource(Words.Stable(e.Formula), e.Text, e.Assumption, Cents(e.Value), Cents(value.Vac(e.Formula)), Index(value.TcpiToEac(e.Formula))))]);

    private static decimal? Index(decimal? value) => value is { } known ? Math.Round(known, 4) : null;

    private static decimal? Cents(Amount? amount) => amount is { } known ? Math.Round(known.Value, 2) : null;
}

/// <summary>One estimate at completion with its assumption.</summary>
internal sealed record EstimateResource(string Kind, string Formula, string Assumption, decimal? Eac, decimal? Vac, decimal? Tcpi);

/// <summary>Schedule in time, in months.</summary>
internal sealed record EarnedScheduleResource(decimal Es, decimal At, decimal Pd, decimal SvT, decimal? SpiT, decimal? IeacT);

/// <summary>A milestone. <c>days</c> are at best, most likely and at worst, once all that it comes <c>after</c> is reached.</summary>
internal sealed record MilestoneResource(
    string Name, string Title, DateOnly? Baseline, DateOnly? Plan, DateOnly? Forecast, DateOnly? Actual, IReadOnlyList<double>? Days, IReadOnlyList<string>? After)
{
    /// <summary>Days later than agreed; not read when milestones are sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Slip { get; init; }

    /// <summary>
    /// The day on which it can be expected: what people say, but not before today, and not before what it comes after allows; not read when
    /// milestones are sent.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Earliest { get; init; }

    public static MilestoneResource Of(MilestoneOutlook outlook) => Of(outlook.Milestone) with { Slip = outlook.Slip, Earliest = outlook.IsReached ? null : outlook.Day };

    private static MilestoneResource Of(Milestone m) => new(m.Name, m.Title, m.Baseline, m.Plan, m.Forecast, m.Actual, m.Days is { } d ? [d.Best, d.Likely, d.Worst] : null, m.After);

    public Milestone ToMilestone() => new(Name ?? "", Title ?? "")
    {
        Baseline = Baseline,
        Plan = Plan,
        Forecast = Forecast,
        Actual = Actual,
        // Not three numbers is a range that is not valid, which the plan refuses by name.
        Days = Days switch { null => null, [var best, var likely, var worst] => new(best, likely, worst), _ => new(-1, -1, -1) },
        After = After ?? [],
    };
}

/// <summary>All milestones, and when the whole is complete by simulation: seeded by the project, so repeatable.</summary>
internal sealed record MilestonesResource(IReadOnlyList<MilestoneResource>? Milestones, DateOnly? P50 = null, DateOnly? P80 = null, int? Runs = null)
{
    public static MilestonesResource Of(ProjectDelivery delivery)
    {
        var completion = delivery.Completion();
        return new([.. delivery.Plan.Outlooks(delivery.Today).Select(MilestoneResource.Of)], Day(0.5), Day(0.8), completion?.Runs);

        DateOnly? Day(double share) => completion is null ? null : delivery.Start.AddDays((int)Math.Ceiling(completion.Percentile(share)));
    }
}

/// <summary>A risk, issue, assumption or decision.</summary>
internal sealed record RaidResource(
    int Number, string? Kind, string? Title, string? Detail, int? Probability, int? Impact, int? Exposure, string? Owner, DateOnly? Due, string? State,
    string? Resolution, string? RaisedBy, DateTimeOffset? RaisedAt, DateTimeOffset? ClosedAt)
{
    public static RaidResource Of(RaidItem item) => new(item.Number, Words.Stable(item.Kind), item.Title, item.Detail, item.Probability, item.Impact, item.Exposure,
        item.Owner, item.Due, Words.Stable(item.State), item.Resolution, item.RaisedBy, item.RaisedAt, item.ClosedAt);
}

/// <summary>What one project needs of another.</summary>
internal sealed record NeedResource(string? Project, string On, string What, DateOnly? NeededBy, string? Milestone)
{
    /// <summary>Name of the project that needs it; not read when needs are sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProjectName { get; init; }

    /// <summary>Name of the project that it comes from; not read when needs are sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OnName { get; init; }

    /// <summary>Days by which it comes too late; not there where nobody knows, and not read when needs are sent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DaysLate { get; init; }

    public static NeedResource Of(ProjectNeed named, DateOnly today) =>
        Of(named.Need) with { ProjectName = named.For, OnName = named.Of, DaysLate = named.Late(today) };

    private static NeedResource Of(ProjectDependency need) => new(need.Project.Value, need.On.Value, need.What, need.NeededBy, need.Milestone);
}

/// <summary>What a project needs of others, and what others need of it; <c>neededBy</c> is not read when needs are sent.</summary>
internal sealed record NeedsResource(IReadOnlyList<NeedResource>? Needs, IReadOnlyList<NeedResource>? NeededBy)
{
    public static NeedsResource Of(ProjectNeeds needs, DateOnly today) =>
        new([.. needs.Needs.Select(need => NeedResource.Of(need, today))], [.. needs.NeededBy.Select(need => NeedResource.Of(need, today))]);
}

/// <summary>A forecast as it was made, beside what happened once that is known.</summary>
internal sealed record ForecastResource(string Kind, string AsOf, DateTimeOffset MadeAt, decimal? Amount, DateOnly? Day, decimal? RelativeError, bool? Kept)
{
    public static ForecastResource Of(Forecast forecast, ScoredForecast? score) => new(Words.Stable(forecast.Kind), forecast.AsOf.ToString(), forecast.MadeAt,
        ForecastAccuracy.IsCost(forecast.Kind) ? forecast.Value : null, forecast.Day, score?.RelativeError is { } error ? Math.Round(error, 4) : null, score?.Kept);
}
