using System.Text.Json.Serialization;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Import;

/// <summary>The JSON of imports in the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ImportResource))]
[JsonSerializable(typeof(ListResource<ImportRowResource>))]
[JsonSerializable(typeof(MappingResource))]
[JsonSerializable(typeof(ListResource<PlannedRowResource>))]
internal sealed partial class ImportApiJson : JsonSerializerContext;
