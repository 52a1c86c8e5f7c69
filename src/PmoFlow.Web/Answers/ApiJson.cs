using System.Text.Json.Serialization;
using PmoFlow.Web.Development;
using PmoFlow.Web.Intake;

namespace PmoFlow.Web.Answers;

/// <summary>The JSON of the API.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RequestSubmission))]
[JsonSerializable(typeof(SubmittedResource))]
[JsonSerializable(typeof(RequestResource))]
[JsonSerializable(typeof(ListResource<RequestRowResource>))]
[JsonSerializable(typeof(TimelineResource))]
[JsonSerializable(typeof(ScreeningResource))]
[JsonSerializable(typeof(ScoreResource))]
[JsonSerializable(typeof(WithdrawalResource))]
[JsonSerializable(typeof(ClockReading))]
[JsonSerializable(typeof(ClockAdvance))]
[JsonSerializable(typeof(IReadOnlyList<MailboxMessage>))]
internal sealed partial class ApiJson : JsonSerializerContext;
