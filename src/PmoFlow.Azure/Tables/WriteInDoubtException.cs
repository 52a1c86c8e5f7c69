using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// An answer was lost and so many others have written to the row since that nobody can tell whether this write was among them.
/// Rather than guess, it fails: the caller reads again and decides.
/// </summary>
internal sealed class WriteInDoubtException(TableKey key)
    : Exception($"Whether {key} was written cannot be told any more: its answer was lost, and others have written it many times since.");
