using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Where a project's budget, actuals and forecasts by month come in.</summary>
public sealed class MoneyDesk(ProjectLedger ledger, DeliveryQueries queries, HealthRaiser raiser, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Fifty years of months.</summary>
    public const int MostMonths = 600;

    /// <summary>
    /// Takes over what is given of each month and leaves the rest; what is forecast from it is kept, to be scored later.
    /// </summary>
    /// <param name="id">Of which project.</param>
    /// <param name="actor">Who gives it.</param>
    /// <param name="months">In any order.</param>
    /// <param name="source">The file it came with, if any.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<Outcome<ProjectDelivery>> Take(
        ProjectId id, Actor actor, IReadOnlyList<MonthOfMoney> months, string? source = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(months);
        if (Problems(months, Month.Of(office.Calendar.DayOf(clock.GetUtcNow()))) is { Count: > 0 } problems)
            return new Refusal.Invalid(problems);
        if (await queries.Read(id, cancellation) is not { } before)
            return new Refusal.NotFound($"There is no project {id}.");
        var now = clock.GetUtcNow();
        var taken = await ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Money, DeliveryTables.MoneyRow, (project, record) =>
        {
            if (project.State == ProjectState.Closed)
                return new Refusal.TooLate($"Project {id} is closed.");
            var standing = record?.Money ?? ProjectMoney.None(office.Currency);
            if (standing.With(months).Months.Count > MostMonths)
                return new Refusal.Invalid([new("months", $"A project has at most {MostMonths} months.")]);
            if (Agreements.Against(project, standing, months).ToList() is { Count: > 0 } against)
                return new Refusal.Invalid(against);
            var money = Agreements.Taken(project.Agreed, standing, months);
            var changed = new MoneyRecord(money, now, actor.Email) { Source = source };
            var forecasts = ProjectForecasts.Of(before with { Money = changed, Project = project }, now);
            return new DocumentChange<MoneyRecord>(changed, new TimelineDraft("money-taken", actor.Email, Summary(months, source)))
            {
                Project = p => p with { Budget = money.IsPlanned ? money.Bac.Value : p.Budget },
                Beside = batch =>
                {
                    foreach (var forecast in forecasts)
                        batch.Upsert(DeliveryTables.Forecasts, DeliveryTables.ForecastRow(forecast.AsOf, forecast.Kind), forecast);
                },
            };
        }, cancellation);
        if (taken is Outcome<MoneyRecord>.Refused(var refusal))
            return refusal;
        await raiser.Look(id, CancellationToken.None);
        return (await queries.Read(id, cancellation))!;
    }

    /// <summary>The same from a CSV file.</summary>
    public async Task<Outcome<ProjectDelivery>> Import(
        ProjectId id, Actor actor, Stream file, string name, CancellationToken cancellation = default) =>
        await MoneyFile.Read(file, cancellation) switch
        {
            Outcome<IReadOnlyList<MonthOfMoney>>.Done(var months) => await Take(id, actor, months, name, cancellation),
            Outcome<IReadOnlyList<MonthOfMoney>>.Refused(var refusal) => refusal,
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static List<FieldError> Problems(IReadOnlyList<MonthOfMoney> months, Month today)
    {
        var errors = new List<FieldError>();
        if (months.Count == 0)
            errors.Add(new("months", "Give at least one month."));
        foreach (var again in months.GroupBy(month => month.Month).Where(group => group.Count() > 1))
            errors.Add(new($"months[{again.Key}]", $"{again.Key} stands here {again.Count()} times."));
        foreach (var month in months)
        {
            if (month.Month.Year is < 1900 or > 2199)
                errors.Add(new($"months[{month.Month}]", "A month is between 1900 and 2199."));
            if (month.Month > today && (month.Actual ?? month.Complete) is not null)
                errors.Add(new($"months[{month.Month}]", $"{month.Month} has not begun: what is spent and done in it cannot be known yet. Leave it empty, or give it as a forecast."));
            if (month is { Budget: < 0 } or { Forecast: < 0 })
                errors.Add(new($"months[{month.Month}]", $"{month.Month}: a budget or forecast cannot be below 0."));
            if (month.Complete is < 0 or > 100)
                errors.Add(new($"months[{month.Month}]", $"{month.Month}: how much of the work is done is from 0 to 100 percent."));
            if (new[] { month.Budget, month.Actual, month.Forecast }.Any(amount => Math.Abs(amount ?? 0) > AnswerText.Largest))
                errors.Add(new($"months[{month.Month}]", $"{month.Month}: an amount is too large to be true."));
        }
        return errors;
    }

    /// <summary>What was taken: of one month with its figures.</summary>
    private static string Summary(IReadOnlyList<MonthOfMoney> months, string? source)
    {
        var (from, to) = (months.Min(month => month.Month), months.Max(month => month.Month));
        var what = months is [var only] ? Figures(only) : "";
        return $"Money of {(from == to ? $"{from}" : $"{from} to {to}")}{(source is null ? "" : $" from {source}")}{(what.Length == 0 ? "" : $": {what}")}.";
    }

    private static string Figures(MonthOfMoney month) => string.Join(", ", new[]
    {
        Figure(month, "budget", month.Budget, MoneyParts.Budget), Figure(month, "spent", month.Actual, MoneyParts.Actual),
        Figure(month, "forecast", month.Forecast, MoneyParts.Forecast), Figure(month, "done", month.Complete, MoneyParts.Complete, " %"),
    }.Where(figure => figure.Length > 0));

    private static string Figure(MonthOfMoney month, string name, decimal? value, MoneyParts part, string unit = "") => value is { } known
        ? string.Create(CultureInfo.InvariantCulture, $"{name} {known:#,0.##}{unit}")
        : month.Clears.HasFlag(part) ? $"{name} taken back" : "";
}
