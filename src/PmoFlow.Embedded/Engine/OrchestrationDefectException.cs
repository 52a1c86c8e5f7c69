namespace PmoFlow.Embedded.Engine;

/// <summary>The code does not match the history, or awaits what it must not: the instance is quarantined.</summary>
internal sealed class OrchestrationDefectException(string message) : Exception(message);
