namespace PmoFlow.Workflows.Files;

/// <summary>What came of reading a file: what it says, or everything that is wrong with it.</summary>
public abstract record FileReading<T>
{
    private FileReading() { }

    /// <summary>It is whole and right.</summary>
    public sealed record Accepted(T Value) : FileReading<T>;

    /// <summary>It is refused.</summary>
    /// <param name="Defects">At least one, in the order of the file.</param>
    public sealed record Refused(IReadOnlyList<FileDefect> Defects) : FileReading<T>;
}
