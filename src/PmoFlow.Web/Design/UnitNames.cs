using PmoFlow.Domain;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Web.Design;

/// <summary>The names of units, read once for each page.</summary>
internal sealed class UnitNames(OfficeDirectory directory)
{
    private Task<Dictionary<UnitId, string>>? names;

    /// <summary>The unit's name; its id where the office has no such unit (any more).</summary>
    public async Task<string> Of(UnitId unit) => (await (names ??= Read())).GetValueOrDefault(unit, unit.Value);

    private async Task<Dictionary<UnitId, string>> Read() =>
        (await directory.Units()).ToDictionary(unit => unit.Id, unit => unit.Name);
}
