using System.Text.Json.Serialization;
using PmoFlow.Web.Answers;

namespace PmoFlow.Web.Workshop;

/// <summary>The JSON of the workshop's API.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListResource<VersionResource>))]
[JsonSerializable(typeof(VersionDetailResource))]
[JsonSerializable(typeof(ListResource<DifferenceResource>))]
[JsonSerializable(typeof(FileBody))]
[JsonSerializable(typeof(CheckResource))]
[JsonSerializable(typeof(PublishedResource))]
[JsonSerializable(typeof(ListResource<TrialRoleResource>))]
[JsonSerializable(typeof(TrialBody))]
[JsonSerializable(typeof(TrialResource))]
[JsonSerializable(typeof(ListResource<MigrationItemResource>))]
[JsonSerializable(typeof(MigrationBody))]
[JsonSerializable(typeof(MigrationResource))]
internal sealed partial class WorkshopApiJson : JsonSerializerContext;
