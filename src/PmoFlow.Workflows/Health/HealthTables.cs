using PmoFlow.Domain.Health;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>Where what has raised health checks is: in the project's own partition.</summary>
internal static class HealthTables
{
    /// <summary>Partition: project. Row: <see cref="AlarmsRow"/>.</summary>
    public static readonly TableReference<HealthAlarms> Alarms = new("projects", OfficeJson.Default.HealthAlarms);

    /// <summary>The one row of what has raised checks.</summary>
    public const string AlarmsRow = "alarms";
}
