using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Contracts.Node;
using Xunit;

namespace PmoFlow.Azure.Tests.Infra;

/// <summary>What alerts count must be there to be counted, and environments must differ as the guide says.</summary>
public sealed partial class AlertTests
{
    private static readonly string Root = Path.GetDirectoryName(NodePackages.FindFolder())!;

    // How Application Insights calls in its tables what the host calls by type.
    private static readonly Dictionary<string, string> Types = new() { ["traces"] = "Trace", ["exceptions"] = "Exception", ["requests"] = "Request" };

    [Fact]
    public void nothing_that_alerts_count_is_sampled_away()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "host.json")));
        var whole = host.RootElement.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings")
            .GetProperty("excludedTypes").GetString()!.Split(';');
        var counted = Query().Matches(File.ReadAllText(Path.Combine(Root, "infra", "modules", "alerts.bicep"))).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(counted);
        Assert.All(counted, table => Assert.Contains(Types[table], whole));
    }

    [Fact]
    public void every_parameter_of_an_environment_can_be_set_for_azd()
    {
        using var azd = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "infra", "main.parameters.json")));
        var settable = azd.RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).ToList();
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "infra", "environments")))
        {
            using var environment = JsonDocument.Parse(File.ReadAllText(file));
            // Whether mails are delivered goes by the environment's name.
            Assert.Empty(environment.RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).Except([.. settable, "sendGridSandbox"]));
        }
        Assert.Contains("param sendGridSandbox bool = !startsWith(environmentName, 'production')",
            File.ReadAllText(Path.Combine(Root, "infra", "main.bicep")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"query: '(\w+) \|")]
    private static partial Regex Query();
}
