using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PmoFlow.Platform.Orchestrations;

/// <summary>
/// Every orchestration and activity of an application by name, with the JSON that its payloads take in histories. A platform
/// runs what is here and nothing else. Not safe to change once a platform runs it.
/// </summary>
/// <param name="json">Must know every input, output, event and status type; shapes in histories are only ever added to.</param>
public sealed class OrchestrationCatalog(JsonSerializerOptions json)
{
    private readonly Dictionary<string, OrchestrationDefinition> orchestrations = [];
    private readonly Dictionary<string, ActivityDefinition> activities = [];

    /// <summary>The JSON of all payloads.</summary>
    public JsonSerializerOptions Json { get; } = json;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, OrchestrationDefinition> Orchestrations => orchestrations;

    /// <summary>By name.</summary>
    public IReadOnlyDictionary<string, ActivityDefinition> Activities => activities;

    /// <summary>Registers an orchestration.</summary>
    /// <param name="reference">Its name and types.</param>
    /// <param name="body">Its code.</param>
    /// <param name="pinned">What an input pins its instance to, where it does; a platform refuses to start with live instances whose version is not there.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public OrchestrationCatalog Add<TInput, TOutput>(
        OrchestrationReference<TInput, TOutput> reference, Func<OrchestrationContext, TInput, Task<TOutput>> body,
        Func<TInput, PinnedVersion>? pinned = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(body);
        orchestrations.Add(reference.Name, new OrchestrationDefinition(reference.Name, typeof(TInput), typeof(TOutput),
            async (context, input) => Write(await body(context, Read<TInput>(input))))
        {
            Pinned = pinned is null ? null : input => pinned(Read<TInput>(input)),
        });
        return this;
    }

    /// <summary>Registers an activity; its body takes what it needs from the services of a scope of its own.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public OrchestrationCatalog Add<TInput, TOutput>(
        ActivityReference<TInput, TOutput> reference, Func<IServiceProvider, ActivityContext, TInput, Task<TOutput>> body)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(body);
        activities.Add(reference.Name, new ActivityDefinition(reference.Name, typeof(TInput), typeof(TOutput),
            async (services, context, input) => Write(await body(services, context, Read<TInput>(input)))));
        return this;
    }

    /// <summary>The same catalog with something around each activity: measuring, tracing, or a test's trouble.</summary>
    public OrchestrationCatalog Around(Func<ActivityDefinition, ActivityDefinition> wrap)
    {
        ArgumentNullException.ThrowIfNull(wrap);
        var wrapped = new OrchestrationCatalog(Json);
        foreach (var orchestration in orchestrations.Values)
            wrapped.orchestrations.Add(orchestration.Name, orchestration);
        foreach (var activity in activities.Values)
            wrapped.activities.Add(activity.Name, wrap(activity));
        return wrapped;
    }

    /// <summary>A payload as UTF-8 JSON.</summary>
    public byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)));

    /// <summary>A payload from UTF-8 JSON.</summary>
    /// <exception cref="JsonException">It is not JSON of that type.</exception>
    public T Read<T>(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, (JsonTypeInfo<T>)Json.GetTypeInfo(typeof(T)))!;
}

/// <summary>An orchestration with its types erased to JSON.</summary>
/// <param name="Name">As in its reference.</param>
/// <param name="Input">Type of the input.</param>
/// <param name="Output">Type of the output.</param>
/// <param name="Run">The function, from input to output as UTF-8 JSON.</param>
public sealed record OrchestrationDefinition(
    string Name, Type Input, Type Output, Func<OrchestrationContext, ReadOnlyMemory<byte>, Task<byte[]>> Run)
{
    /// <summary>What an input pins its instance to; null where the orchestration pins nothing.</summary>
    public Func<ReadOnlyMemory<byte>, PinnedVersion>? Pinned { get; init; }
}

/// <summary>The version of the application's own data (a process definition, say) that an instance began with and stays on.</summary>
/// <param name="Version">In words for a person.</param>
/// <param name="IsThere">Whether this program has it.</param>
public readonly record struct PinnedVersion(string Version, bool IsThere);

/// <summary>An activity with its types erased to JSON.</summary>
/// <param name="Name">As in its reference.</param>
/// <param name="Input">Type of the input.</param>
/// <param name="Output">Type of the output.</param>
/// <param name="Run">The function, from input to output as UTF-8 JSON.</param>
public sealed record ActivityDefinition(
    string Name, Type Input, Type Output, Func<IServiceProvider, ActivityContext, ReadOnlyMemory<byte>, Task<byte[]>> Run);
