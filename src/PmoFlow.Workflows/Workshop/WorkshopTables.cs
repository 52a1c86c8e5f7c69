using System.Text.Json.Serialization;
using PmoFlow.Domain;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Where the workshop keeps what is not in force.</summary>
internal static class WorkshopTables
{
    /// <summary>Partition: <see cref="Drafts"/>. Row: the lifecycle's name.</summary>
    public static readonly TableReference<LifecycleDraft> Draft = new("workshop", WorkshopJson.Default.LifecycleDraft);

    /// <summary>Partition: <c>trial/</c> and its number. Row: <c>record</c>.</summary>
    public static readonly TableReference<TrialRecord> Trial = new("workshop", WorkshopJson.Default.TrialRecord);

    /// <summary>Partition: <c>trial/</c> and its number. Row: <c>page|</c> and the page's number.</summary>
    public static readonly TableReference<TrialEvents> TrialPages = new("workshop", WorkshopJson.Default.TrialEvents);

    /// <summary>Partition: <c>migration/</c> and its number. Row: <c>record</c>.</summary>
    public static readonly TableReference<MigrationRecord> Migration = new("workshop", WorkshopJson.Default.MigrationRecord);

    /// <summary>Partition: <c>migrations/</c> and the lifecycle's name. Row: newest first.</summary>
    public static readonly TableReference<MigrationRecord> MigrationList = new("workshop", WorkshopJson.Default.MigrationRecord);

    /// <summary>Partition: <c>migration/</c> and its number. Row: <c>item|</c> and the request.</summary>
    public static readonly TableReference<MigrationItem> MigrationItems = new("workshop", WorkshopJson.Default.MigrationItem);

    /// <summary>Where a migration is.</summary>
    public static TableKey MigrationKey(string id) => new(MigrationPartition(id), "record");

    /// <summary>The partition of a migration.</summary>
    public static string MigrationPartition(string id) => $"migration/{id}";

    /// <summary>The partition of a lifecycle's migrations.</summary>
    public static string MigrationsOf(string name) => $"migrations/{name}";

    /// <summary>The row of a request in a migration.</summary>
    public static string ItemRow(RequestId request) => $"item|{request}";

    /// <summary>Where a trial is.</summary>
    public static TableKey TrialKey(string id) => new(TrialPartition(id), "record");

    /// <summary>Where a page of its events is.</summary>
    public static TableKey PageKey(string id, int page) => new(TrialPartition(id), $"page|{page:D4}");

    /// <summary>The partition of a trial.</summary>
    public static string TrialPartition(string id) => $"trial/{id}";

    /// <summary>The partition of drafts.</summary>
    public const string Drafts = "drafts";
}

/// <summary>The JSON of the workshop in tables. Members are only ever added, and added ones are optional.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LifecycleDraft))]
[JsonSerializable(typeof(MigrationRecord))]
[JsonSerializable(typeof(MigrationItem))]
[JsonSerializable(typeof(TrialRecord))]
[JsonSerializable(typeof(TrialEvents))]
internal sealed partial class WorkshopJson : JsonSerializerContext;
