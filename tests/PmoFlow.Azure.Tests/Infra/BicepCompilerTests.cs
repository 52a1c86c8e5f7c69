using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using PmoFlow.Contracts.Node;
using Xunit;

namespace PmoFlow.Azure.Tests.Infra;

/// <summary>What the Bicep compiler and its linter say of the infrastructure, against the types that Azure publishes.</summary>
public sealed class BicepCompilerTests
{
    private static readonly string? Compiler = typeof(BicepCompilerTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(metadata => metadata.Key == "Bicep")?.Value;

    private static readonly string Main = Path.Combine(Path.GetDirectoryName(NodePackages.FindFolder())!, "infra", "main.bicep");

    [Fact]
    public async Task infrastructure_compiles_without_a_warning()
    {
        var (exit, template, said) = await Compile(Main);
        Assert.True(exit == 0 && said.Length == 0, said);

        using var json = JsonDocument.Parse(template);
        var types = Types(json.RootElement).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Superset(new HashSet<string>(
        [
            "Microsoft.Web/sites", "Microsoft.Web/serverfarms", "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults",
            "Microsoft.Insights/components", "Microsoft.OperationalInsights/workspaces", "Microsoft.ManagedIdentity/userAssignedIdentities",
            "Microsoft.Authorization/roleAssignments", "Microsoft.Insights/diagnosticSettings", "Microsoft.Insights/scheduledQueryRules", "Microsoft.Consumption/budgets",
        ], StringComparer.OrdinalIgnoreCase), types);
    }

    [Theory]
    [InlineData("resource a 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: 'a'\n  location: 'westeurope'\n}\n", "missing the following required properties")]
    [InlineData("param unused string\n", "is declared but never used")]
    [InlineData("output a string = 1\n", "Expected a value of type")]
    public async Task control_the_compiler_finds_what_is_wrong(string bicep, string complaint)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-bicep-");
        try
        {
            var file = Path.Combine(folder.FullName, "main.bicep");
            await File.WriteAllTextAsync(file, bicep, TestContext.Current.CancellationToken);
            Assert.Contains(complaint, (await Compile(file)).Said, StringComparison.OrdinalIgnoreCase);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Exit, string Template, string Said)> Compile(string file)
    {
        Assert.SkipWhen(Compiler is null, "The Bicep compiler is fetched on Linux x64 only.");
        using var process = Process.Start(new ProcessStartInfo(Compiler!, ["build", file, "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (template, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await template, (await said).Trim());
    }

    /// <summary>The types of all resources, those of nested templates too.</summary>
    private static IEnumerable<string> Types(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property =>
            property is { Name: "type", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Types(property.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Types),
        _ => [],
    };
}
