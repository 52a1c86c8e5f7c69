using System.Diagnostics;
using Xunit;

namespace PmoFlow.Architecture.Tests;

/// <summary>The build refuses orchestrations that touch what cannot be replayed.</summary>
public sealed class OrchestrationCodeTests
{
    private static readonly string[] Banned =
    [
        "var id = Guid.NewGuid();", "var now = DateTimeOffset.UtcNow;", "await Task.Delay(1);", "await Task.Run(() => 1);",
        "var text = File.ReadAllText(path);", "var client = new HttpClient();", "var dice = new Random();", "var n = Random.Shared.Next();",
        "await stop.CancelAsync();", "await task.ConfigureAwait(false);", "var clock = TimeProvider.System;",
    ];

    private static readonly string[] Allowed =
        ["var id = context.NewGuid();", "var rows = import.File.Rows;", "await context.CreateTimer(context.UtcNow);", "var all = await Task.WhenAny(a, b);"];

    [Fact]
    public async Task what_cannot_be_replayed_is_an_error_when_an_orchestration_is_built()
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-orchestrations-").FullName;
        try
        {
            var files = await Write(folder, "banned", Banned);
            var said = await Build([.. files, .. await Write(folder, "allowed", Allowed)]);

            Assert.All(files, file => Assert.Contains($"{file} : error PMO0001", said, StringComparison.Ordinal));
            Assert.DoesNotContain("allowed", said, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<string>> Write(string folder, string name, string[] lines)
    {
        var files = new List<string>();
        foreach (var (i, line) in lines.Index())
        {
            files.Add(Path.Combine(folder, $"{name}-{i}.workflow.cs"));
            await File.WriteAllTextAsync(files[i], line);
        }
        return files;
    }

    private static async Task<string> Build(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["msbuild", Path.Combine(House.Root, "src", "PmoFlow.Workflows"), "-t:RefuseWhatCannotBeReplayed", "-nologo", $"-p:OrchestrationCodeToTry=\"{string.Join(';', files)}\""])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
        return said;
    }
}
