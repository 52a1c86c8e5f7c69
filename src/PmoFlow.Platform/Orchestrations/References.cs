namespace PmoFlow.Platform.Orchestrations;

/// <summary>A durable function of the process: its stable name, its input and its output.</summary>
/// <param name="Name">Lives in histories for years: never renamed, never reused for something else.</param>
public sealed record OrchestrationReference<TInput, TOutput>(string Name);

/// <summary>A step that touches the outside world. It runs at least once, so its effect must bear repetition.</summary>
/// <param name="Name">Lives in histories for years: never renamed, never reused for something else.</param>
public sealed record ActivityReference<TInput, TOutput>(string Name)
{
    /// <summary>What happens after a failure. Policy sits here, so that the orchestration reads as the business process.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Never;
}

/// <summary>Something that happened outside and that an orchestration may wait for. Names are compared without case.</summary>
/// <param name="Name">Lives in histories for years: never renamed, never reused for something else.</param>
public sealed record EventReference<TPayload>(string Name);

/// <summary>The input or output of a durable function that has none.</summary>
public readonly record struct Nothing;
