using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>One version of a lifecycle with where it came from.</summary>
/// <param name="Lifecycle">What it says.</param>
/// <param name="Source">Its file as it was written; null where that was not kept.</param>
/// <param name="Publication">Who put it into force from the workshop; null where it came with a file.</param>
public sealed record LifecycleEdition(Lifecycle Lifecycle, string? Source, Publication? Publication);

/// <summary>Who put a version into force, when and why.</summary>
/// <param name="Email">Whose mail address.</param>
/// <param name="Name">Their name at that time.</param>
/// <param name="At">UTC.</param>
/// <param name="Note">What they wrote about it.</param>
public sealed record Publication(string Email, string Name, DateTimeOffset At, string Note);
