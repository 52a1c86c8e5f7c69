using System.Text.RegularExpressions;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests;

/// <summary>
/// On Azure each orchestration and activity is a function of its own, written down by hand in PmoFlow.Functions. Read as text, because
/// that project needs packages which this one does without.
/// </summary>
public sealed partial class FunctionListTests
{
    [Fact]
    public void every_orchestration_has_a_function_of_its_name() =>
        Assert.Equal(OfficeCatalog.Build(new LifecycleLibrary()).Orchestrations.Keys.Order(), Functions("OrchestrationTrigger"));

    [Fact]
    public void every_activity_has_a_function_of_its_name() =>
        Assert.Equal(OfficeCatalog.Build(new LifecycleLibrary()).Activities.Keys.Order(), Functions("ActivityTrigger"));

    [Fact]
    public void a_function_runs_what_it_is_named_after() =>
        Assert.All(Source().SelectMany(text => Function().Matches(text)), match => Assert.Equal(match.Groups["name"].Value, match.Groups["method"].Value));

    private static IEnumerable<string> Functions(string trigger) => Source()
        .SelectMany(text => Function().Matches(text))
        .Where(match => match.Groups["trigger"].Value == trigger)
        .Select(match => match.Groups["name"].Value)
        .Order();

    private static IEnumerable<string> Source()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "PmoFlow.sln")))
            root = Path.GetDirectoryName(root) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        return Directory.EnumerateFiles(Path.Combine(root, "src", "PmoFlow.Functions"), "*Functions.cs").Select(File.ReadAllText);
    }

    [GeneratedRegex("""\[Function\("(?<name>\w+)"\)\]\s+public Task<Json> (?<method>\w+)\(\[(?<trigger>\w+)\]""")]
    private static partial Regex Function();
}
