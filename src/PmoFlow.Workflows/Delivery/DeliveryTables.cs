using System.Text.Json.Serialization;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Where a project's plan, money and risks are: in the project's own partition, so that one batch changes them with it.</summary>
public static class DeliveryTables
{
    /// <summary>Partition: project. Row: <see cref="MoneyRow"/>.</summary>
    public static readonly TableReference<MoneyRecord> Money = new("projects", DeliveryJson.Default.MoneyRecord);

    /// <summary>Partition: project. Row: <see cref="MilestonesRow"/>.</summary>
    public static readonly TableReference<MilestonePlan> Milestones = new("projects", DeliveryJson.Default.MilestonePlan);

    /// <summary>Partition: project. Row: <see cref="RaidRow"/>.</summary>
    public static readonly TableReference<RaidItem> Raid = new("projects", DeliveryJson.Default.RaidItem);

    /// <summary>Partition: project. Row: <see cref="NeedsRow"/>.</summary>
    public static readonly TableReference<DependencyList> Needs = new("projects", DeliveryJson.Default.DependencyList);

    /// <summary>Partition: project. Row: <see cref="ForecastRow"/>.</summary>
    public static readonly TableReference<Forecast> Forecasts = new("projects", DeliveryJson.Default.Forecast);

    /// <summary>Partition: the project that something is needed of. Row: who needs it. A list that follows <see cref="Needs"/>.</summary>
    public static readonly TableReference<DependencyList> NeededBy = new("projectneeds", DeliveryJson.Default.DependencyList);

    /// <summary>Partition: project. Row: <see cref="StatusRow"/>.</summary>
    public static readonly TableReference<StatusReport> Status = new("projects", DeliveryJson.Default.StatusReport);

    /// <summary>Partition: project. Row: <see cref="PhasesRow"/>.</summary>
    public static readonly TableReference<ProjectPhases> Phases = new("projects", DeliveryJson.Default.ProjectPhases);

    /// <summary>Partition: project. Row: <see cref="ChangeRow"/>.</summary>
    public static readonly TableReference<ProjectChange> Changes = new("projects", DeliveryJson.Default.ProjectChange);

    /// <summary>Partition: project. Row: <see cref="BaselineRow"/>.</summary>
    public static readonly TableReference<Baseline> Baselines = new("projects", DeliveryJson.Default.Baseline);

    /// <summary>Partition: project. Row: <see cref="GateRow"/>.</summary>
    public static readonly TableReference<ProjectGate> Gates = new("projects", DeliveryJson.Default.ProjectGate);

    /// <summary>Partition: project. Row: <see cref="ClosureRow"/>.</summary>
    public static readonly TableReference<ClosureReport> Closure = new("projects", DeliveryJson.Default.ClosureReport);

    /// <summary>Partition: project. Row: <see cref="BenefitRow"/>.</summary>
    public static readonly TableReference<Benefit> Benefits = new("projects", DeliveryJson.Default.Benefit);

    /// <summary>Partition: <c>all</c>. Row: project and number. A list that follows <see cref="Benefits"/>.</summary>
    public static readonly TableReference<Benefit> BenefitRows = new("benefitrows", DeliveryJson.Default.Benefit);

    /// <summary>Partition: <c>seat/</c> and a mail address. Row: project and number. A list that follows <see cref="Gates"/>.</summary>
    public static readonly TableReference<ProjectSeatRow> Seats = new("projectseats", DeliveryJson.Default.ProjectSeatRow);

    /// <summary>The one row of a project's money.</summary>
    public const string MoneyRow = "money";

    /// <summary>The one row of a project's milestones.</summary>
    public const string MilestonesRow = "milestones";

    /// <summary>The one row of what a project needs of others.</summary>
    public const string NeedsRow = "needs";

    /// <summary>The one row of a project's phases.</summary>
    public const string PhasesRow = "phases";

    /// <summary>The one row of how a project ends.</summary>
    public const string ClosureRow = "closure";

    /// <summary>A benefit's row.</summary>
    public static string BenefitRow(int number) => $"benefit|{number:D5}";

    /// <summary>A change's row.</summary>
    public static string ChangeRow(int number) => $"change|{number:D5}";

    /// <summary>A baseline's row.</summary>
    public static string BaselineRow(int number) => $"baseline|{number:D5}";

    /// <summary>A decision's row.</summary>
    public static string GateRow(int number) => $"gate|{number:D5}";

    /// <summary>An entry's row.</summary>
    public static string RaidRow(int number) => $"raid|{number:D5}";

    /// <summary>A report's row.</summary>
    public static string StatusRow(int number) => $"status|{number:D5}";

    /// <summary>A forecast's row: of each month's data the last one made.</summary>
    public static string ForecastRow(Month asOf, ForecastKind kind) => $"forecast|{asOf}|{kind}";
}

/// <summary>A project's money with its origin.</summary>
/// <param name="Money">By month.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="UpdatedBy">Mail address.</param>
public sealed record MoneyRecord(ProjectMoney Money, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    /// <summary>The file it came with last; null where it was typed or sent.</summary>
    public string? Source { get; init; }
}

/// <summary>The JSON of these documents. Shapes live for years: members are only ever added, and added ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MoneyRecord))]
[JsonSerializable(typeof(MilestonePlan))]
[JsonSerializable(typeof(RaidItem))]
[JsonSerializable(typeof(DependencyList))]
[JsonSerializable(typeof(Forecast))]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(ProjectPhases))]
[JsonSerializable(typeof(ProjectChange))]
[JsonSerializable(typeof(Baseline))]
[JsonSerializable(typeof(ProjectGate))]
[JsonSerializable(typeof(ClosureReport))]
[JsonSerializable(typeof(Benefit))]
[JsonSerializable(typeof(ProgramRecord))]
[JsonSerializable(typeof(ProjectSeatRow))]
public sealed partial class DeliveryJson : JsonSerializerContext;
