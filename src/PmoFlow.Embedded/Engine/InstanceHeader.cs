namespace PmoFlow.Embedded.Engine;

/// <summary>What the engine needs to know of an instance to run it.</summary>
/// <param name="Number">Its number in the file.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its orchestration.</param>
/// <param name="Execution">The execution in hand.</param>
/// <param name="Parent">Who waits for its end.</param>
/// <param name="Trace">The W3C trace it was started in.</param>
internal sealed record InstanceHeader(long Number, string Id, string Name, int Execution, ParentTask? Parent, string? Trace);

/// <summary>A task of a parent.</summary>
internal sealed record ParentTask(long Instance, int Execution, int Task);
