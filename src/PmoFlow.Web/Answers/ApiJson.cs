using System.Text.Json.Serialization;
using PmoFlow.Web.Development;

namespace PmoFlow.Web.Answers;

/// <summary>The JSON of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClockReading))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(IReadOnlyList<MailboxMessage>))]
internal sealed partial class ApiJson : JsonSerializerContext;
