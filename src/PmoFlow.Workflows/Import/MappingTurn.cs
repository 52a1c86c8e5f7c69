using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Import;

/// <summary>
/// One at a time says what the columns of a file are: plans by two mappings would mix row by row, and a run would take over whatever stood
/// there.
/// </summary>
internal sealed class MappingTurn(ITableStore tables, TimeProvider clock)
{
    // What a process leaves behind that ended in the middle.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Whether somebody says so just now.</summary>
    public bool IsTaken(ImportRecord import) => import.Planning is { } planning && planning.Since + Longest > clock.GetUtcNow();

    /// <summary>Takes the turn, unless somebody has it or a run began since the import was read.</summary>
    public async Task<Outcome<ImportRecord>> Begin(ImportRecord seen, CancellationToken cancellation)
    {
        var own = new ImportPlanning(Guid.NewGuid().ToString("N"), clock.GetUtcNow());
        var now = await tables.Change(ImportTables.Imports, new(ImportTables.All, seen.Id),
            before => before is null || before.Run != seen.Run || IsTaken(before) ? null : before with { Planning = own }, cancellation);
        return now switch
        {
            null => new Refusal.NotFound($"There is no import {seen.Id}."),
            _ when now.Planning?.Token == own.Token => now,
            _ when now.Run != seen.Run => Running(seen.Id),
            _ => new Refusal.TooLate($"Somebody else is saying what the columns of import {seen.Id} are. Look again in a moment."),
        };
    }

    /// <summary>Enters what came of it and gives the turn back; what another has entered since stays.</summary>
    public async Task<ImportRecord> End(ImportRecord planned, CancellationToken cancellation) =>
        (await tables.Change(ImportTables.Imports, new(ImportTables.All, planned.Id),
            before => before?.Planning?.Token == planned.Planning!.Token ? planned with { Planning = null } : null, cancellation))!;

    public static Refusal.TooLate Running(string id) => new($"Import {id} is running. Wait until it has finished, change the mapping then and run it again.");
}
