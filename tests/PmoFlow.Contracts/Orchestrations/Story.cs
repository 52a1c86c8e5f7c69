using System.Text.Json.Serialization;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Contracts.Orchestrations;

/// <summary>JSON of everything that the suites' orchestrations pass around.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Guid[]))]
[JsonSerializable(typeof(DateTimeOffset))]
[JsonSerializable(typeof(DateTimeOffset[]))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Step))]
public sealed partial class StoryJson : JsonSerializerContext;

/// <summary>A payload of more than one part.</summary>
public sealed record Step(int Number, string Text, string[] Tags);

/// <summary>What a test says shall run.</summary>
public sealed class Story
{
    public OrchestrationCatalog Catalog { get; } = new(StoryJson.Default.Options);

    public Story Orchestration<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> reference, Func<OrchestrationContext, TInput, Task<TOutput>> body)
    {
        Catalog.Add(reference, body);
        return this;
    }

    public Story Activity<TInput, TOutput>(ActivityReference<TInput, TOutput> reference, Func<ActivityContext, TInput, Task<TOutput>> body)
    {
        Catalog.Add(reference, (_, context, input) => body(context, input));
        return this;
    }

    public Story Activity<TInput, TOutput>(ActivityReference<TInput, TOutput> reference, Func<TInput, TOutput> body)
    {
        Catalog.Add(reference, (_, _, input) => Task.FromResult(body(input)));
        return this;
    }
}
