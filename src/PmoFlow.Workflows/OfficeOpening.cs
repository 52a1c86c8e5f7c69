using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows;

/// <summary>
/// What must be so before an office takes anybody in: its lifecycles are read and sound, and somebody is in its directory. To be
/// done before the platform runs its orchestrations.
/// </summary>
public sealed class OfficeOpening(ITableStore tables, LifecycleLibrary lifecycles, OfficeDirectory directory)
{
    /// <summary>Reads the lifecycles.</summary>
    /// <param name="workflows">The folder of the office's files.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LifecycleFilesRefusedException">A file cannot be used; it says which, where and why.</exception>
    public Task Open(string workflows, CancellationToken cancellation = default) => lifecycles.LoadAsync(tables, workflows, cancellation);

    /// <summary>Fills an empty directory from an organisation file; leaves any other as it is.</summary>
    /// <returns>Whether it was empty.</returns>
    public async Task<bool> Furnish(OrganisationChart chart, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if ((await directory.Units(cancellation)).Count > 0)
            return false;
        foreach (var person in chart.People)
            await directory.Put(person, cancellation);
        // Units last: a crash in between leaves them missing, and the next start begins again.
        foreach (var unit in chart.Units.Reverse())
            await directory.Put(unit, cancellation);
        return true;
    }
}
