using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Web.Design;
using PmoFlow.Web.Portfolio;

namespace PmoFlow.Web.Delivery;

/// <summary>How a program is looked at; all of it stands in the address.</summary>
/// <param name="Id">Which.</param>
/// <param name="AsOf">As known at the end of that day; null for now.</param>
/// <param name="Rule">How many ratings become one.</param>
public sealed record ProgramQuery(ProgramId Id, DateOnly? AsOf, RollUp Rule)
{
    internal static Outcome<ProgramQuery> Read(string id, string? asOf, string? rule) => BoardQuery.Read(null, asOf, rule).As(query => new ProgramQuery(new(id), query.AsOf, query.Rule));

    /// <summary>The same view as another page or file of it.</summary>
    public string Url(string part = "") => QueryStrings.Url($"/programs/{Uri.EscapeDataString(Id.Value)}{part}",
        [("asOf", AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("rule", Rule == RollUp.Worst ? null : Words.Stable(Rule))]);
}
