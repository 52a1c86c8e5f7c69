using Xunit;

namespace PmoFlow.Architecture.Tests;

/// <summary>A file holds one thing and can be read in one sitting.</summary>
public sealed class SourceFileTests
{
    private const int Longest = 300;
    private const int LongestOrchestration = 100;

    [Fact]
    public void no_source_file_is_longer_than_300_lines() => Assert.Empty(TooLong(Longest, ".cs", ".razor", ".js", ".css"));

    [Fact]
    public void no_orchestration_is_longer_than_100_lines() => Assert.Empty(TooLong(LongestOrchestration, ".workflow.cs"));

    [Fact]
    public void half_of_the_source_files_are_short()
    {
        var lengths = House.Sources(".cs").Where(path => path.StartsWith("src", StringComparison.Ordinal))
            .Select(path => File.ReadLines(Path.Combine(House.Root, path)).Count()).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 75);
        Assert.InRange(lengths[lengths.Count * 9 / 10], 1, 150);
    }

    [Fact]
    public void a_namespace_is_where_its_folder_is()
    {
        var elsewhere = House.Sources(".cs").Where(path => path.StartsWith("src", StringComparison.Ordinal) && Namespace(path) is { } name
            && name != Path.GetDirectoryName(path)!["src/".Length..].Replace(Path.DirectorySeparatorChar, '.'));

        Assert.Empty(elsewhere);
    }

    private static IEnumerable<string> TooLong(int longest, params string[] endings) => House.Sources(endings)
        .Select(path => (path, Lines: File.ReadLines(Path.Combine(House.Root, path)).Count()))
        .Where(file => file.Lines > longest)
        .Select(file => $"{file.path}: {file.Lines} lines");

    private static string? Namespace(string path) => File.ReadLines(Path.Combine(House.Root, path))
        .FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))?["namespace ".Length..].TrimEnd(';');
}
