using System.Text.Json.Serialization;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Operations;

/// <summary>The JSON of the operations API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListResource<InstanceResource>))]
[JsonSerializable(typeof(InstanceDetailResource))]
[JsonSerializable(typeof(ListResource<HistoryResource>))]
[JsonSerializable(typeof(ListResource<ParkedResource>))]
[JsonSerializable(typeof(ListResource<CommandResource>))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(PurgeBody))]
[JsonSerializable(typeof(OverviewResource))]
[JsonSerializable(typeof(BackupResource))]
internal sealed partial class OperationsApiJson : JsonSerializerContext;
