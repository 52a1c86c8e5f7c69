using System.Text.Json.Serialization;
using PmoFlow.Domain;
using PmoFlow.Domain.Import;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Import;

/// <summary>Where imports are kept.</summary>
internal static class ImportTables
{
    /// <summary>Partition: <see cref="All"/>. Row: the import's number.</summary>
    public static readonly TableReference<ImportRecord> Imports = new("imports", ImportJson.Default.ImportRecord);

    /// <summary>Partition: <see cref="Turns"/>. Row: what is imported one file at a time.</summary>
    public static readonly TableReference<ImportTurn> Turn = new("imports", ImportJson.Default.ImportTurn);

    /// <summary>Partition: <see cref="UploadsPartition"/>. Row: the import's number.</summary>
    public static readonly TableReference<UploadMark> Uploads = new("imports", ImportJson.Default.UploadMark);

    /// <summary>Partition: the kind. Row: signature of the headings.</summary>
    public static readonly TableReference<ImportMapping> Mappings = new("importmappings", ImportJson.Default.ImportMapping);

    /// <summary>Partition: import. Row: <see cref="RowsRow"/>.</summary>
    public static readonly TableReference<RowChunk> Rows = new("importrows", ImportJson.Default.RowChunk);

    /// <summary>Partition: import. Row: <see cref="PlanRow"/>.</summary>
    public static readonly TableReference<PlanChunk> Plans = new("importrows", ImportJson.Default.PlanChunk);

    /// <summary>Partition: <see cref="All"/>. Row: project.</summary>
    public static readonly TableReference<ProjectIdentity> Identities = new("projectidentities", ImportJson.Default.ProjectIdentity);

    /// <summary>Partition: first letters of the key's hash. Row: the key.</summary>
    public static readonly TableReference<ImportedDemand> Demand = new("importeddemand", ImportJson.Default.ImportedDemand);

    /// <summary>The partition of a list of everything.</summary>
    public const string All = "all";

    /// <summary>The partition of turns.</summary>
    public const string Turns = "turns";

    /// <summary>The partition of files that are being stored.</summary>
    public const string UploadsPartition = "uploads";

    /// <summary>The row of a part of a file.</summary>
    public static string RowsRow(int chunk) => $"rows|{chunk:D6}";

    /// <summary>The row of what happens with a part of a file.</summary>
    public static string PlanRow(int chunk) => $"plan|{chunk:D6}";

    /// <summary>Where a demand row's request is remembered.</summary>
    public static TableKey DemandKey(string key) => new(key[^2..], key);
}

/// <summary>A row as it stands in the file.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Cells">Its values.</param>
internal sealed record FileRow(int Row, IReadOnlyList<string> Cells)
{
    /// <summary>Why it cannot be taken whatever the mapping says.</summary>
    public RowProblem? Broken { get; init; }
}

/// <summary>Rows that are stored, and later taken over, together.</summary>
internal sealed record RowChunk(int Chunk, IReadOnlyList<FileRow> Rows);

/// <summary>What happens with the rows of a chunk.</summary>
internal sealed record PlanChunk(int Chunk, IReadOnlyList<RowPlan> Rows);

/// <summary>Whose turn it is: two imports at once could make two projects of one.</summary>
internal sealed record ImportTurn(string Import, int Run);

/// <summary>The request that a demand row became.</summary>
internal sealed record ImportedDemand(RequestId Request);

/// <summary>The JSON of imports in tables. Members are only ever added, and added ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImportRecord))]
[JsonSerializable(typeof(ImportMapping))]
[JsonSerializable(typeof(ImportTurn))]
[JsonSerializable(typeof(UploadMark))]
[JsonSerializable(typeof(RowChunk))]
[JsonSerializable(typeof(PlanChunk))]
[JsonSerializable(typeof(ProjectIdentity))]
[JsonSerializable(typeof(ImportedDemand))]
internal sealed partial class ImportJson : JsonSerializerContext;
