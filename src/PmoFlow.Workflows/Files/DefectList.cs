namespace PmoFlow.Workflows.Files;

/// <summary>Everything that is wrong with one file, as it is found.</summary>
internal sealed class DefectList(string file)
{
    /// <summary>A file of noise must not answer with as much noise.</summary>
    public const int Most = 100;

    private readonly List<FileDefect> defects = [];

    public bool IsEmpty => defects.Count == 0;

    /// <summary>In the order of the file, at most <see cref="Most"/>, each once: a value may be read for two purposes.</summary>
    public IReadOnlyList<FileDefect> InOrder => [.. defects.Distinct().OrderBy(d => d.Line).ThenBy(d => d.Column).Take(Most)];

    public void Add(YamlNode at, string reason, string fix) => Add(at.Line, at.Column, reason, fix);

    public void Add(int line, int column, string reason, string fix) => defects.Add(new(file, line, column, reason, fix));

    public FileReading<T> Reading<T>(T value) =>
        IsEmpty ? new FileReading<T>.Accepted(value) : new FileReading<T>.Refused(InOrder);
}
