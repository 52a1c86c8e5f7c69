using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>What a dashboard is asked for; all of it stands in the address, so that a link can be shared.</summary>
/// <param name="Unit">Which unit; null for the enterprise.</param>
/// <param name="AsOf">As known at the end of that day; null for now.</param>
/// <param name="Rule">How many ratings become one.</param>
public sealed record BoardQuery(UnitId? Unit, DateOnly? AsOf, RollUp Rule)
{
    /// <summary>Whether what is placed at a unit itself is asked for: of rows that alone and nothing below it, of units a row of it as well.</summary>
    public bool IsOwn { get; init; }

    /// <summary>What an address says, or what is wrong with it.</summary>
    internal static Outcome<BoardQuery> Read(string? unit, string? asOf, string? rule, string? own = null)
    {
        var errors = new List<FieldError>();
        var isOwn = false;
        if (!string.IsNullOrWhiteSpace(own) && !bool.TryParse(own, out isOwn))
            errors.Add(new("own", $"'{own}' is neither true nor false."));
        DateOnly? day = null;
        if (!string.IsNullOrWhiteSpace(asOf))
        {
            if (DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
                day = read;
            else
                errors.Add(new("asOf", $"'{asOf}' is no day. Write it as 2026-03-31."));
        }
        var known = RollUp.Worst;
        if (!string.IsNullOrWhiteSpace(rule) && (!Enum.TryParse(rule, ignoreCase: true, out known) || !Enum.IsDefined(known)))
            errors.Add(new("rule", $"'{rule}' is no way to roll up. Take worst, weighted or counted."));
        return errors.Count > 0 ? new Refusal.Invalid(errors) : new BoardQuery(string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit), day, known) { IsOwn = isOwn };
    }

    /// <summary>The address of this board of another unit.</summary>
    public string Url(UnitId? unit) => QueryStrings.Url(unit is { } id ? $"/dashboards/units/{Uri.EscapeDataString(id.Value)}" : "/", Parts);

    /// <summary>Where the rows of a number are.</summary>
    public string Rows(UnitId? unit, string measure, string kind = "") => QueryStrings.Url("/dashboards/rows" + kind,
        [("unit", unit?.Value), ("own", IsOwn ? "true" : null), ("measure", measure), .. Parts]);

    /// <summary>Where the rows of a number of a part are.</summary>
    public string RowsOf(BoardPart part, string measure) => (this with { IsOwn = part.IsOwn }).Rows(part.Unit.Id, measure);

    /// <summary>Where a part is looked at: the board of a unit below; of what a unit has itself, its projects.</summary>
    public string UrlOf(BoardPart part) => part.IsOwn ? RowsOf(part, Measure.Projects) : Url(part.Unit.Id);

    /// <summary>A file of what this page shows.</summary>
    public string File(string path) => QueryStrings.Url(path, [("unit", Unit?.Value), .. Parts]);

    /// <summary>A file of the units that this page shows: with what a unit has itself, as the page has it.</summary>
    public string UnitsFile(string kind) => QueryStrings.Url("/dashboards/units" + kind, [("unit", Unit?.Value), ("own", "true"), .. Parts]);

    private (string, string?)[] Parts =>
        [("asOf", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("rule", Rule == RollUp.Worst ? null : Words.Stable(Rule))];
}
