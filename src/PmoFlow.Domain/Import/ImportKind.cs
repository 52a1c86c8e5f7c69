namespace PmoFlow.Domain.Import;

/// <summary>What the rows of a file are.</summary>
public enum ImportKind
{
    /// <summary>Each row is a project as it stood in one period: a new project, or the next rating of one that is known.</summary>
    Projects,

    /// <summary>Each row is somebody's request.</summary>
    Demand,
}
