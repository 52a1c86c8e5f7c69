using System.Text.Json.Serialization;

namespace PmoFlow.Embedded.Engine;

/// <summary>The engine's own JSON beside history.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class EngineJson : JsonSerializerContext;
