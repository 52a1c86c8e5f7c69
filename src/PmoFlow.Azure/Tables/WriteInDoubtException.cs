namespace PmoFlow.Azure.Tables;

/// <summary>
/// An answer was lost, the write now meets a conflict, and the rows that could tell whether it is its own doing have been deleted or
/// written over many times since. Rather than guess, it fails: the caller reads again and decides.
/// </summary>
internal sealed class WriteInDoubtException(string partition)
    : Exception($"Whether a batch in partition '{partition}' was written cannot be told: its answer was lost, and others have changed its rows since.");
