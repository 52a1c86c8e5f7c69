using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Import;

/// <summary>Reads rows of a project file.</summary>
public static class ProjectRowReader
{
    /// <summary>Reads one row; without a name or a period it cannot be taken.</summary>
    public static ReadRow<ProjectRow> Read(ImportMapping mapping, IReadOnlyList<string> cells)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(cells);
        var row = new RowCells(mapping, cells);
        var name = row.Line(ImportTargets.Name);
        if (CellText.Words(name).Count == 0)
            return NotTaken(mapping.Of(ImportTargets.Name)?.Heading, name.Length == 0 ? "The row has no project name." : $"\"{RowCells.Cut(name)}\" is no name.", "Write the project's name.");
        if (Period(row) is not { } period)
            return NotTaken(mapping.Of(ImportTargets.Period)?.Heading, "The row does not say which year or month it is of.", "Write a year or a month, or give one for the whole import.");
        if (name.Length > RequestContent.MaxTitle)
        {
            row.Keep(mapping.Of(ImportTargets.Name)!.Heading, name);
            row.Problems.Add(new(mapping.Of(ImportTargets.Name)!.Heading, $"The name has {name.Length} characters; it is cut after {RequestContent.MaxTitle}.", "Shorten it; the whole of it is kept as a field."));
            name = name[..RequestContent.MaxTitle].TrimEnd();
        }
        var (start, end) = Dates(row);
        var (rating, trace) = Rating(row, period);
        var budget = row.Amount(ImportTargets.Budget);
        foreach (var target in (string[])[ImportTargets.YearlyBaseline, ImportTargets.YearlyForecast])
            row.Keep(target, row.Amount(target) is { } amount ? RowCells.Plain(amount) : "");
        var (leadEmail, leadName) = Lead(row);
        row.Keep(ImportTargets.Number, row.Line(ImportTargets.Number));
        row.Keep(ImportTargets.RatingComment, row.Text(ImportTargets.RatingComment));
        row.KeepTheRest();
        var unit = row.Line(ImportTargets.Unit) is { Length: > 0 } said && CellText.Words(said).Count > 0 ? said : mapping.Unit ?? "";
        var read = new ProjectRow(new(period, name, row.Line(ImportTargets.Number), unit, start, end), rating, trace, row.Problems)
        {
            Description = row.Text(ImportTargets.Description),
            Budget = budget,
            LeadEmail = leadEmail,
            LeadName = leadName,
            Program = Program(row),
            Fields = row.Fields,
        };
        return new ReadRow<ProjectRow>.Read(read with { Sighting = read.Sighting with { Hash = Hash(read) } });
    }

    private static string? Period(RowCells row)
    {
        if (row.Mapping.Of(ImportTargets.Period) is { } column && row.Text(ImportTargets.Period) is { Length: > 0 } text)
        {
            if (PeriodText.TryParse(text, column.DateOrder, out var period))
                return period;
            row.NotRead(column, text, "a year, a month or a date", "Write it as 2026 or 2026-11");
        }
        return row.Mapping.Period;
    }

    private static (DateOnly? Start, DateOnly? End) Dates(RowCells row)
    {
        var (start, end) = (row.Date(ImportTargets.Start), row.Date(ImportTargets.End));
        if (start is not { } from || end is not { } to || to >= from)
            return (start, end);
        // 01.01.98 to 31.12.70: two digits leave the century open, the order of the two days does not.
        if (DateText.HasShortYear(row.Text(ImportTargets.End)) && to.AddYears(100) >= from)
            return (start, to.AddYears(100));
        row.Problems.Add(new(row.Mapping.Of(ImportTargets.End)!.Heading, $"It ends on {Day(to)}, before it starts on {Day(from)}.", "Correct one of the two; both are taken as they are."));
        return (start, end);
    }

    private static (HealthRating Rating, IReadOnlyList<string> Trace) Rating(RowCells row, string period)
    {
        if (row.Mapping.Of(ImportTargets.Rating) is not { } column)
            return (HealthRating.Unknown, [$"Unknown because the file of {period} has no ratings."]);
        var text = row.Text(ImportTargets.Rating);
        if (text.Length == 0)
            return (HealthRating.Unknown, [$"Unknown because the file of {period} gives no rating."]);
        if (RatingText.TryParse(text, out var rating))
            return (rating, [$"{rating.Label()} as reported for {period}.", .. Comment(row)]);
        row.Problems.Add(new(column.Heading, $"\"{RowCells.Cut(text)}\" is no rating; the rating is unknown and this is the reason given.", "Write Green, Amber/Green, Amber, Amber/Red or Red where there is one."));
        return (HealthRating.Unknown, [$"Unknown for {period}: {text}", .. Comment(row)]);
    }

    private static IEnumerable<string> Comment(RowCells row) => row.Text(ImportTargets.RatingComment) is { Length: > 0 } comment ? [comment] : [];

    private static (string? Email, string? Name) Lead(RowCells row)
    {
        var (email, name) = (row.Line(ImportTargets.LeadEmail), row.Line(ImportTargets.LeadName));
        if (email.Length > 0 && !MailAddress.IsValid(Person.Normalise(email)))
        {
            row.NotRead(row.Mapping.Of(ImportTargets.LeadEmail)!, email, "a mail address", "Write it as name@example.org");
            email = "";
        }
        return (email.Length > 0 ? Person.Normalise(email) : row.Mapping.Lead, name.Length > 0 ? name : null);
    }

    private static string? Program(RowCells row)
    {
        var name = row.Line(ImportTargets.Program);
        if (CellText.Words(name).Count == 0)
            return null;
        if (name.Length <= RequestContent.MaxTitle)
            return name;
        row.Problems.Add(new(row.Mapping.Of(ImportTargets.Program)!.Heading, $"The program's name has {name.Length} characters; it is cut after {RequestContent.MaxTitle}.", "Shorten it."));
        return name[..RequestContent.MaxTitle].TrimEnd();
    }

    // Over what was understood, not over the bytes: the same return saved again with other columns in front says the same.
    private static string Hash(ProjectRow row)
    {
        var text = new StringBuilder();
        string?[] parts =
        [
            row.Sighting.Name, row.Sighting.Number, row.Sighting.Unit, row.Sighting.Period, row.Sighting.Start is { } s ? Day(s) : "",
            row.Sighting.End is { } e ? Day(e) : "", row.Rating.ToString(), row.Description, row.Budget is { } b ? RowCells.Plain(b) : "",
            row.LeadEmail, row.LeadName, .. row.Trace, .. row.Fields.SelectMany(f => (string[])[f.Key, f.Value]),
            // Rows that were taken over before files could say this still say the same.
            .. row.Program is { } program ? (string[])["program", program] : [],
        ];
        foreach (var part in parts)
            text.Append(CultureInfo.InvariantCulture, $"{part?.Length ?? 0}:{part}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ReadRow<ProjectRow>.NotTaken NotTaken(string? column, string message, string fix) => new(new(column, message, fix));
}
