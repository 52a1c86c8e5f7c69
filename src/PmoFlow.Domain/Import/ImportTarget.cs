using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Import;

/// <summary>What the values of a column look like.</summary>
public enum CellKind
{
    /// <summary>One line of words.</summary>
    Text,

    /// <summary>Words of any length.</summary>
    LongText,

    /// <summary>A colour, or a sentence why there is none.</summary>
    Rating,

    /// <summary>A year, a month, or a date within it.</summary>
    Period,

    /// <summary>A day.</summary>
    Date,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>A mail address.</summary>
    Email,
}

/// <summary>Something that a column of a file can be.</summary>
/// <param name="Name">Stable, in the API and in remembered mappings: <c>name</c>, <c>fields.cost</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Kind">What its values look like.</param>
/// <param name="Required">Without it a file cannot be taken.</param>
/// <param name="Headings">What offices call it, the most telling first; words of a heading are compared without case.</param>
public sealed record ImportTarget(string Name, string Label, CellKind Kind, bool Required, IReadOnlyList<string> Headings);

/// <summary>The targets of each kind of file.</summary>
public static class ImportTargets
{
    /// <summary>Target of a project's name.</summary>
    public const string Name = "name", Number = "number", Unit = "unit", Description = "description", Rating = "rating",
        RatingComment = "ratingComment", Period = "period", Start = "start", End = "end", Budget = "budget",
        YearlyBaseline = "yearlyBaseline", YearlyForecast = "yearlyForecast", LeadEmail = "leadEmail", LeadName = "leadName", Program = "program";

    /// <summary>Target of a request's title.</summary>
    public const string Title = "title", RequesterName = "requesterName", RequesterEmail = "requesterEmail";

    /// <summary>What the target of a field of the request's form begins with.</summary>
    public const string FormField = "fields.";

    /// <summary>What a column of projects can be.</summary>
    public static IReadOnlyList<ImportTarget> Projects { get; } =
    [
        new(Name, "Project name", CellKind.Text, true,
            ["project name", "programme name", "program name", "project title", "name", "title", "project", "programme", "program"]),
        new(Number, "Project number", CellKind.Text, false,
            ["project number", "project id", "project ref", "project reference", "project code", "number", "reference", "id", "code", "ref", "no", "key"]),
        new(Unit, "Unit", CellKind.Text, false,
            ["department", "unit", "business unit", "function", "directorate", "division", "organisation", "organization", "dept", "team", "area", "owner unit"]),
        new(Description, "Description", CellKind.LongText, false,
            ["description", "aims", "objectives", "objective", "summary", "scope", "purpose", "about"]),
        new(Rating, "Rating", CellKind.Rating, false,
            ["delivery confidence assessment", "delivery confidence", "dca", "rag status", "rag rating", "rag", "colour rating", "color rating",
             "health status", "health", "rating", "overall status", "status", "traffic light", "confidence"]),
        new(RatingComment, "Comment on the rating", CellKind.LongText, false,
            ["rating comment", "rag comment", "dca comment", "comment on rating", "rating narrative", "dca commentary", "status comment", "rag commentary", "health comment"]),
        new(Period, "Year, month or date of the rating", CellKind.Period, false,
            ["period", "reporting period", "as of", "as at", "snapshot date", "report date", "reporting date", "status date", "year", "month", "quarter", "fiscal year", "financial year"]),
        new(Start, "Start", CellKind.Date, false, ["start date", "project start", "start", "begin", "kick off", "commencement"]),
        new(End, "End", CellKind.Date, false,
            ["end date", "project end", "finish date", "completion date", "planned end", "end", "finish", "completion", "due date", "go live", "target date"]),
        new(Budget, "Whole-life cost or budget", CellKind.Amount, false,
            ["whole life cost", "whole life", "wlc", "lifetime cost", "budget at completion", "bac", "total budget", "total cost", "approved budget", "budget", "cost", "amount", "value"]),
        new(YearlyBaseline, "Baseline of the year", CellKind.Amount, false,
            ["yearly budget", "yearly baseline", "annual budget", "in year baseline", "in year budget", "annual baseline", "baseline", "budget this year"]),
        new(YearlyForecast, "Forecast of the year", CellKind.Amount, false,
            ["yearly forecast", "annual forecast", "in year forecast", "forecast", "forecast this year"]),
        new(LeadEmail, "Lead's mail address", CellKind.Email, false,
            ["lead email", "project manager email", "manager email", "sro email", "owner email", "email", "e mail", "mail"]),
        new(LeadName, "Lead's name", CellKind.Text, false,
            ["project manager", "delivery lead", "project lead", "lead", "senior responsible owner", "sro", "manager", "owner", "responsible"]),
        // Last for a heading of this one word: where a file calls its projects programs, the column is their name.
        new(Program, "Program it belongs to", CellKind.Text, false,
            ["part of programme", "part of program", "parent programme", "parent program", "belongs to programme", "belongs to program",
             "overarching programme", "overarching program", "programme of projects", "program of projects", "programme", "program"]),
    ];

    /// <summary>What a column of demand can be where requests are asked by that form.</summary>
    public static IReadOnlyList<ImportTarget> Demand(RequestForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return
        [
            new(Title, "Title", CellKind.Text, true,
                ["title", "request title", "request", "project name", "name", "demand", "idea", "subject", "summary", "project"]),
            new(Description, "Description", CellKind.LongText, false,
                ["description", "details", "aims", "objectives", "justification", "business case", "scope", "purpose", "background", "summary"]),
            new(RequesterName, "Requester's name", CellKind.Text, false,
                ["requester name", "requester", "requestor name", "requestor", "requested by", "submitted by", "sponsor", "contact", "owner", "raised by"]),
            new(RequesterEmail, "Requester's mail address", CellKind.Email, false,
                ["requester email", "requestor email", "requester mail", "contact email", "email", "e mail", "mail", "email address"]),
            .. form.Fields.Select(OfField),
        ];
    }

    private static ImportTarget OfField(FormField field)
    {
        string[] usual = field.Purpose switch
        {
            FieldPurpose.Cost => ["whole life cost", "wlc", "estimated cost", "expected cost", "total cost", "cost", "budget", "amount"],
            FieldPurpose.Unit => ["department", "unit", "business unit", "function", "directorate", "division", "organisation", "team"],
            FieldPurpose.NeededBy => ["needed by", "wanted by", "required by", "end date", "due date", "deadline", "target date"],
            _ => [],
        };
        var kind = field.Kind switch
        {
            FieldKind.Money or FieldKind.Number => CellKind.Amount,
            FieldKind.Date => CellKind.Date,
            FieldKind.Paragraph => CellKind.LongText,
            _ => CellKind.Text,
        };
        return new($"{FormField}{field.Name}", field.Label, kind, false,
            [string.Join(' ', CellText.Words(field.Label)), string.Join(' ', CellText.Words(field.Name)), .. usual]);
    }
}
