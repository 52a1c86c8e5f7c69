namespace PmoFlow.Bench.Trials;

/// <summary>Something that must hold did not.</summary>
internal sealed class Violation(string what) : Exception(what);
