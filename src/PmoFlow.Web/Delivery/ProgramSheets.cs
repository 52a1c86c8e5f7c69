using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Export;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>Programs to take away.</summary>
internal static class ProgramSheets
{
    private static readonly string[] Ratings = [.. Severity.WorstFirst.Select(rating => rating.Label())];

    /// <summary>Every program with what its projects come to.</summary>
    public static Sheet Programs(IEnumerable<ProgramLine> lines, RollUp rule, Func<UnitId, string> unit) => new("programs",
        ["Program", "Number", "Unit", "Owner", "Outcome", "Rating", "Because", "Projects", .. Ratings, "Budget", "Changed"],
        lines.Select(line =>
        {
            var rolled = line.Ratings.By(rule);
            return (IReadOnlyList<object?>)
            [
                line.Program.Name, line.Program.Id.Value, unit(line.Program.Unit), line.Program.OwnerName, line.Program.Outcome, rolled?.Rating.Label(), rolled?.Because,
                line.Ratings.Count, .. Severity.WorstFirst.Select(rating => (object)line.Ratings.Of(rating)), line.Total.Total(Measure.Budget), line.Total.UpdatedAt,
            ];
        }));

    /// <summary>The projects of a program on a day.</summary>
    public static Sheet Projects(ProgramView view) => new($"{view.Program.Id}-projects",
        ["Project", "Number", "As of", "Since", "State", "Rating", "Lead", "Budget", "Planned value", "Earned value", "Actual cost", "CPI", "SPI", "EAC", "Missing", "Changed"],
        view.Members.Select(member =>
        {
            var reading = view.Readings.FirstOrDefault(one => one.Part.Project.Id == member.Project.Id).Reading;
            var value = reading?.Value;
            return (IReadOnlyList<object?>)
            [
                member.Project.Name, member.Project.Id.Value, view.Day, member.Since, member.IsActive ? "active" : "closed", member.Rating.Label(), member.Project.LeadName ?? member.Project.Lead,
                member.Budget, value?.Pv.Value, value?.Ev.Value, value?.Ac.Value, Rounded(value?.Cpi), Rounded(value?.Spi), Rounded(value?.Eac(EacFormula.AsSoFar)?.Value),
                string.Join(' ', reading?.Missing ?? []), member.ChangedAt,
            ];
        }));

    private static object? Rounded(decimal? value) => value is { } known ? Math.Round(known, 4) : null;
}
