using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using PmoFlow.Azure.Mail;
using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;
using PmoFlow.Contracts.Node;
using Xunit;

namespace PmoFlow.Azure.Tests.Infra;

/// <summary>What a deployment would find wrong, as far as it can be found without Azure and without the Bicep compiler.</summary>
public sealed partial class InfraTests
{
    private static readonly string Root = Path.GetDirectoryName(NodePackages.FindFolder())!;
    private static readonly string Infra = Path.Combine(Root, "infra");

    // Built-in roles by id, as Azure lists them; least rights that the app works with.
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["storageBlobDataOwner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["storageQueueDataContributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["storageTableDataContributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["keyVaultSecretsUser"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["monitoringMetricsPublisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    private static readonly (string Module, string Parameter, int Max, string Allowed)[] NameLimits =
    [
        ("storage", "name", 24, "^[a-z0-9]+$"), ("vault", "name", 24, "^[a-z][a-z0-9-]*[a-z0-9]$"), ("office", "name", 59, "^[a-z0-9-]+$"),
        ("office", "planName", 60, "^[a-z0-9-]+$"), ("identity", "name", 128, "^[a-z0-9-]+$"), ("monitoring", "logsName", 63, "^[a-z0-9-]+$"),
        ("monitoring", "insightsName", 260, "^[a-z0-9-]+$"),
    ];

    private static readonly BicepFile Main = new(File.ReadAllText(Path.Combine(Infra, "main.bicep")));

    public static TheoryData<string> Files() =>
        new(Directory.GetFiles(Infra, "*.bicep", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Infra, f)));

    public static TheoryData<string> ParameterFiles() =>
        new(Directory.GetFiles(Infra, "*.parameters.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Infra, f)));

    [Theory]
    [MemberData(nameof(Files))]
    public void parts_fit_together(string file)
    {
        var path = Path.Combine(Infra, file);
        BicepFile? Open(string module)
        {
            var other = Path.Combine(Path.GetDirectoryName(path)!, module);
            return File.Exists(other) ? new BicepFile(File.ReadAllText(other)) : null;
        }
        Assert.Empty(new BicepFile(File.ReadAllText(path)).Defects(Open));
    }

    [Theory]
    [InlineData("param a string\n", "a is declared and not used")]
    [InlineData("var a = {\n", "{ and } do not pair")]
    [InlineData("module m 'm.bicep' = {\n  params: {\n    given: 1\n    odd: 2\n  }\n}\n", "m.bicep has no parameter odd")]
    [InlineData("module m 'm.bicep' = {\n  params: {\n  }\n}\n", "m.bicep is not given given")]
    [InlineData("module m 'm.bicep' = {\n  params: {\n    given: m.outputs.none\n  }\n}\n", "m.bicep has no output none")]
    [InlineData("module m 'n.bicep' = {\n  params: {\n  }\n}\n", "n.bicep does not exist")]
    [InlineData("output a string = n.outputs.a\n", "there is no module n")]
    public void control_a_defect_is_found(string text, string defect) => Assert.Contains(defect, new BicepFile(text).Defects(file =>
        file == "m.bicep" ? new BicepFile("param given int\nparam other int = given\noutput some int = other\n") : null));

    [Fact]
    public void every_module_is_deployed() => Assert.Equal(
        Directory.GetFiles(Path.Combine(Infra, "modules")).Select(f => $"modules/{Path.GetFileName(f)}").Order(),
        Main.Modules.Select(m => m.File).Order());

    [Theory]
    [MemberData(nameof(Files))]
    public void roles_are_the_least_ones_by_their_right_ids(string file)
    {
        var text = File.ReadAllText(Path.Combine(Infra, file));
        foreach (Match role in RoleVariable().Matches(text))
            Assert.Equal(Roles.GetValueOrDefault(role.Groups[1].Value), role.Groups[2].Value);
        Assert.Equal(RoleVariable().Count(text), Guid().Count(text));
    }

    [Fact]
    public void names_are_within_their_limits_for_the_longest_environment()
    {
        foreach (var (symbol, parameter, max, allowed) in NameLimits)
        {
            var expression = Main.Modules.Single(m => m.Symbol == symbol).Given[parameter].Trim('\'');
            // token is ten letters and digits of uniqueString.
            var name = expression.Replace("${token}", "a1b2c3d4e5", StringComparison.Ordinal);
            Assert.DoesNotContain('$', name);
            Assert.InRange(name.Length, 3, max);
            Assert.Matches(allowed, name);
        }
        Assert.Contains("take(uniqueString(subscription().id, environmentName, location), 10)", Main.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void nothing_is_opened_by_a_shared_key(string file) =>
        Assert.DoesNotMatch("(?i)listKeys|AccountKey|sharedAccess|InstrumentationKey|connectionStrings|listCredentials|allowSharedKeyAccess: true",
            File.ReadAllText(Path.Combine(Infra, file)));

    [Theory]
    [MemberData(nameof(ParameterFiles))]
    public void parameter_file_gives_what_main_asks_for(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Infra, file)));
        var given = json.RootElement.GetProperty("parameters").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Empty(given.Except(Main.Parameters.Keys));
        Assert.Empty(Main.Parameters.Where(p => !p.Value).Select(p => p.Key).Except(given));
    }

    [Fact]
    public void settings_are_ones_that_the_app_reads()
    {
        var office = File.ReadAllText(Path.Combine(Infra, "modules", "office.bicep"));
        var options = typeof(SendGridOptions).GetProperties().Select(p => $"Mail__SendGrid__{p.Name}")
            .Concat(typeof(AzureTablesOptions).GetProperties().Select(p => $"Tables__Azure__{p.Name}"))
            .Concat(typeof(AzureFilesOptions).GetProperties().Select(p => $"Files__Azure__{p.Name}")).ToList();
        var settings = Setting().Matches(office).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(settings);
        Assert.Empty(settings.Except(options));
        // What has no parameter of its own can be given all the same, and is not taken away by the next deployment.
        Assert.Contains("}, furtherSettings)", office, StringComparison.Ordinal);
    }

    [Fact]
    public void every_variable_for_azd_is_explained()
    {
        var guide = File.ReadAllText(Path.Combine(Root, "docs", "azure.md"));
        var variables = Variable().Matches(File.ReadAllText(Path.Combine(Infra, "main.parameters.json"))).Select(m => m.Value).ToList();
        Assert.NotEmpty(variables);
        Assert.All(variables, name => Assert.Contains(name, guide, StringComparison.Ordinal));
    }

    [Fact]
    public void alert_on_mail_asks_for_events_that_are_logged()
    {
        var alerts = File.ReadAllText(Path.Combine(Infra, "modules", "alerts.bicep"));
        var logged = typeof(SendGridOptions).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()?.EventName).OfType<string>().ToList();
        var asked = MailEvent().Matches(alerts).Select(m => m.Value).ToList();
        Assert.NotEmpty(asked);
        Assert.Empty(asked.Except(logged));
    }

    [Fact]
    public void azd_deploys_the_functions_app_into_the_site_that_is_tagged_for_it()
    {
        var azd = File.ReadAllText(Path.Combine(Infra, "azure.yaml"));
        Assert.Contains("\n  office:\n    project: ../src/PmoFlow.Functions\n", azd, StringComparison.Ordinal);
        Assert.Contains("'azd-service-name': 'office'", File.ReadAllText(Path.Combine(Infra, "modules", "office.bicep")), StringComparison.Ordinal);
    }

    [Fact]
    public void every_parameter_is_explained()
    {
        var guide = File.ReadAllText(Path.Combine(Root, "docs", "azure.md"));
        Assert.All(Main.Parameters.Keys, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^var (\w+) = '([0-9a-f]{8}-[0-9a-f-]{27})'$", RegexOptions.Multiline)]
    private static partial Regex RoleVariable();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Guid();

    [GeneratedRegex(@"^\s+((?:Mail|Tables)__\w+):", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex("PMOFLOW_[A-Z_]+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\bMail[A-Z]\w+\b")]
    private static partial Regex MailEvent();
}
