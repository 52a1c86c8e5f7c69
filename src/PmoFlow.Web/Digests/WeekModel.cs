using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Digests;
using PmoFlow.Domain.Health;
using PmoFlow.Web.Design;
using PmoFlow.Web.Export;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Digests;

namespace PmoFlow.Web.Digests;

/// <summary>What changed in a week, as pages and files show it.</summary>
public sealed record WeekModel(Week Week)
{
    private const int MostDays = 366;
    private const int Days = 7;

    internal string Title => $"What changed: {Week.Name}";

    internal BoardQuery Query => new(Week.Node?.Id, Week.Changes.Until, Domain.Portfolio.RollUp.Worst);

    /// <summary>The week that an address asks for: the last seven days that are over where it says nothing.</summary>
    internal static async Task<Outcome<WeekModel>> Read(string? unit, string? from, string? until, WeekQueries weeks, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        var last = Day("until", until, weeks.Yesterday);
        var first = Day("from", from, last.AddDays(-Days));
        if (errors.Count == 0 && (first >= last || last.DayNumber - first.DayNumber > MostDays))
            errors.Add(new("from", "Give a day before the last one, at most a year."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var asked = string.IsNullOrWhiteSpace(unit) ? (UnitId?)null : new UnitId(unit);
        return await weeks.Between(asked, first, last, cancellation) is { } week ? new WeekModel(week)
            : new Refusal.NotFound($"There was no unit '{unit}' on that day.");

        DateOnly Day(string field, string? text, DateOnly usual)
        {
            if (string.IsNullOrWhiteSpace(text))
                return usual;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            errors.Add(new(field, $"'{text}' is no day. Write it as 2026-03-31."));
            return usual;
        }
    }

    /// <summary>An address of this week.</summary>
    internal string Url(string path) => QueryStrings.Url(path, [("unit", Week.Node?.Id.Value), ("from", Text(Week.Changes.From)), ("until", Text(Week.Changes.Until))]);

    internal Sheet Sheet => new("week", ["What", "Of", "Title", "Who", "Before", "After", "Days later", "Due", "New", "Project"],
    [
        .. Week.Changes.Ratings.Select(moved => (IReadOnlyList<object?>)["rating moved", Subjects.Number(moved.Of), moved.Title, moved.Who, moved.Before.Label(), moved.After.Label(), null, null, null, null]),
        .. Week.Changes.Slips.Select(slip => (IReadOnlyList<object?>)["milestones slipped", Subjects.Number(slip.Of), slip.Title, slip.Who, null, null, slip.Days, null, null, null]),
        .. Late("late status report", Week.Changes.Reports), .. Late("late health check", Week.Changes.Checks), .. Late("overdue action", Week.Changes.Actions),
    ]);

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<IReadOnlyList<object?>> Late(string what, IReadOnlyList<LateThing> late) =>
        late.Select(thing => (IReadOnlyList<object?>)[what, Subjects.Number(thing.Of), thing.Title, thing.Who, null, null, null, thing.Due, thing.IsNew ? "yes" : "no", thing.Project]);
}
