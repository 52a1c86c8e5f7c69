using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;

namespace PmoFlow.Web.Portfolio;

/// <summary>What a dashboard is asked for; all of it stands in the address, so that a link can be shared.</summary>
/// <param name="Unit">Which unit; null for the enterprise.</param>
/// <param name="AsOf">As known at the end of that day; null for now.</param>
/// <param name="Rule">How many ratings become one.</param>
public sealed record BoardQuery(UnitId? Unit, DateOnly? AsOf, RollUp Rule)
{
    /// <summary>What an address says, or what is wrong with it.</summary>
    internal static Outcome<BoardQuery> Read(string? unit, string? asOf, string? rule)
    {
        var errors = new List<FieldError>();
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
        return errors.Count > 0 ? new Refusal.Invalid(errors) : new BoardQuery(string.IsNullOrWhiteSpace(unit) ? null : new UnitId(unit), day, known);
    }

    /// <summary>The address of this board of another unit.</summary>
    public string Url(UnitId? unit) => QueryStrings.Url(unit is { } id ? $"/dashboards/units/{Uri.EscapeDataString(id.Value)}" : "/", Parts);

    /// <summary>Where the rows of a number are.</summary>
    public string Rows(UnitId? unit, string measure, string kind = "") => QueryStrings.Url("/dashboards/rows" + kind,
        [("unit", unit?.Value), ("measure", measure), .. Parts]);

    /// <summary>A file of what this page shows.</summary>
    public string File(string path) => QueryStrings.Url(path, [("unit", Unit?.Value), .. Parts]);

    private (string, string?)[] Parts =>
        [("asOf", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("rule", Rule == RollUp.Worst ? null : Words.Stable(Rule))];
}
