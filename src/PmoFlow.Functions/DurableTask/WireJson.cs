using System.Text.Json;
using System.Text.Json.Serialization;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Functions.DurableTask;

/// <summary>An activity's input on its way: with whose it is and the key of its step, which Durable Task does not give to activities.</summary>
/// <param name="Instance">The orchestration that asks for it.</param>
/// <param name="Key">Instance, execution and sequence.</param>
/// <param name="Attempt">Counted from 1.</param>
/// <param name="Input">The input itself.</param>
internal sealed record ActivityCall(string Instance, string Key, int Attempt, JsonElement Input);

/// <summary>What the adapter itself puts into histories: only ever added to.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivityCall))]
[JsonSerializable(typeof(TaskFailure))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJson : JsonSerializerContext;
