using System.Text.Json.Serialization;

namespace PmoFlow.Bench.Http;

/// <summary>What a program sends to submit a request.</summary>
internal sealed record Submission(string Title, string Description, Person Requester, Dictionary<string, string> Fields);

internal sealed record Person(string Name, string Email);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Submission))]
internal sealed partial class SubmissionJson : JsonSerializerContext;
