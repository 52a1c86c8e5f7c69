using PmoFlow.Domain;
using PmoFlow.Workflows.Files;

namespace PmoFlow.Workflows.Lifecycles;

/// <summary>The office cannot start: its lifecycle files have defects. The message lists all of them, each with file and line.</summary>
public sealed class LifecycleFilesRefusedException(IReadOnlyList<FileDefect> defects)
    : Exception($"The lifecycle files have {Plural.Of(defects.Count, "defect")}:{Environment.NewLine}"
        + string.Join(Environment.NewLine, defects))
{
    /// <summary>At least one, by file and line.</summary>
    public IReadOnlyList<FileDefect> Defects { get; } = defects;
}
