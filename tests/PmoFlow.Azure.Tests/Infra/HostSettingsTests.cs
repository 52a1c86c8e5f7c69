using System.Text.Json;
using PmoFlow.Contracts.Node;
using Xunit;

namespace PmoFlow.Azure.Tests.Infra;

/// <summary>The path of a page that a mailed link opens is its token: what the host collects by itself must not hold it.</summary>
public sealed class HostSettingsTests
{
    private static readonly string Root = Path.GetDirectoryName(NodePackages.FindFolder())!;

    [Fact]
    public void host_collects_no_path_of_a_request()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "host.json")));
        var logging = host.RootElement.GetProperty("logging");
        var insights = logging.GetProperty("applicationInsights");

        Assert.False(insights.GetProperty("httpAutoCollectionOptions").GetProperty("enableHttpTriggerExtendedInfoCollection").GetBoolean());
        Assert.False(insights.GetProperty("enableDependencyTracking").GetBoolean());
        foreach (var category in (string[])["Microsoft.Azure.WebJobs.Script.WebHost.Middleware.SystemTraceMiddleware", "Microsoft.AspNetCore", "Yarp"])
            Assert.Equal("Warning", logging.GetProperty("logLevel").GetProperty(category).GetString());
    }

    [Fact]
    public void site_sends_no_log_of_requests() => Assert.DoesNotContain("AppServiceHTTPLogs",
        File.ReadAllText(Path.Combine(Root, "infra", "modules", "office.bicep")), StringComparison.Ordinal);
}
