using System.Text.RegularExpressions;
using Xunit;

namespace PmoFlow.Architecture.Tests;

/// <summary>A document that names the tests of its promises names tests that there are.</summary>
public sealed partial class PromiseTests
{
    [Fact]
    public void each_promise_of_the_engine_names_tests_that_exist()
    {
        var tests = House.Sources(".cs").Where(path => path.StartsWith("tests", StringComparison.Ordinal))
            .SelectMany(path => Declared().Matches(File.ReadAllText(Path.Combine(House.Root, path))).Select(match => match.Groups["name"].Value))
            .ToHashSet(StringComparer.Ordinal);

        var rows = File.ReadLines(Path.Combine(House.Root, "docs", "engine.md"))
            .SkipWhile(line => !line.StartsWith("| promise |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).ToList();

        Assert.True(rows.Count > 20, "The table of promises was not found.");
        Assert.DoesNotContain(rows, row => !Named(row).Any());
        Assert.DoesNotContain(rows.SelectMany(Named), name => !tests.Any(Pattern(name).IsMatch));
    }

    private static IEnumerable<string> Named(string row) =>
        Quoted().Matches(row.Split('|')[2]).Select(match => match.Groups["name"].Value);

    private static Regex Pattern(string name) => new($"^{name.Replace("…", @"\w+", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(class|Task|void) (?<name>\w+)")]
    private static partial Regex Declared();

    [GeneratedRegex(@"`(?<name>[\w…]*(_|Tests)[\w…]*)`")]
    private static partial Regex Quoted();
}
