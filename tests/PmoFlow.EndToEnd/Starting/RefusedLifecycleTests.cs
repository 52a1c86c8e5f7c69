using PmoFlow.EndToEnd.Hosting;
using Xunit;

namespace PmoFlow.EndToEnd.Starting;

/// <summary>A process that could not be run to its end is refused before the office opens, by line and reason.</summary>
public sealed class RefusedLifecycleTests
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("an unknown name", "kind: money", "kind: mony", "'mony' is unknown")]
    [InlineData("an unknown property", "quorum: majority", "quorom: majority", "'quorom'")]
    [InlineData("an unknown stage", "scored: approval", "scored: aproval", "There is no stage 'aproval'")]
    [InlineData("an unknown role", "approvers: [approver]", "approvers: [aprover]", "'aprover' is unknown")]
    [InlineData("a stage that cannot be reached", "scored: approval", "scored: delivery", "No way leads to the stage 'approval'", "  approval:")]
    [InlineData("a gate without a deadline", "    deadline:\n      due: 5 working days\n      reminders: [2 working days, 4 working days]\n    expiry:", "    expiry:", "lacks 'deadline'", "    kind: approval")]
    [InlineData("weights that do not add to 100", "weight: 30", "weight: 31", "The weights add to 101, not to 100", "  strategy:")]
    [InlineData("a policy without an outcome on expiry", "    expiry:\n      then: escalate\n", "    expiry:\n", "lacks 'then'", "      to: executive")]
    [InlineData("a policy whose outcomes do not differ", "approved: delivery\n      declined: declined", "approved: declined\n      declined: declined", "Approved and declined lead to the same stage", "      approved: declined")]
    [InlineData("a type name", "title: Standard demand", "title: !System.IO.FileInfo x", "names a type")]
    [InlineData("no YAML", "lifecycle: standard", "lifecycle: [standard", "")]
    public async Task lifecycle_with_a_defect_stops_the_start_with_line_and_reason(
        string defect, string right, string wrong, string reason, string? line = null)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "standard.lifecycle.yaml"));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var broken = text.Replace(right, wrong, StringComparison.Ordinal);

        var (exitCode, output, error) = await Start(broken);

        Assert.True(exitCode is not 0, $"It started with {defect}.{System.Environment.NewLine}{output}");
        Assert.StartsWith("PmoFlow cannot start.", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        if (reason.Length > 0)
            Assert.Contains($"standard.lifecycle.yaml:{LineOf(broken, line ?? wrong)}:", error, StringComparison.Ordinal);
        else
            Assert.Matches(@"standard\.lifecycle\.yaml:\d+:", error);
    }

    [Fact]
    public async Task lifecycle_that_was_used_cannot_be_changed_under_its_version()
    {
        using var data = new TemporaryFolder();
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "standard.lifecycle.yaml"));
        await RunUntilListening(text, data);

        var (exitCode, _, error) = await Start(text.Replace("weight: 30", "weight: 25", StringComparison.Ordinal)
            .Replace("weight: 25\n    levels:\n      - No benefit", "weight: 30\n    levels:\n      - No benefit", StringComparison.Ordinal), data);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("version", error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("standard.lifecycle.yaml", error, StringComparison.Ordinal);
    }

    private static int LineOf(string text, string part)
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, part);
        return text[..at].Count(letter => letter == '\n') + 1;
    }

    private static async Task<(int ExitCode, string Output, string Error)> Start(string lifecycle, TemporaryFolder? kept = null)
    {
        using var own = kept is null ? new TemporaryFolder() : null;
        using var workflows = new TemporaryFolder();
        await Write(lifecycle, workflows);
        var run = await HostRun.ToTheEnd((kept ?? own!).Path, FreeAddress.Find(), Environment(workflows));
        return (run.ExitCode, run.Output, run.Error);
    }

    private static async Task RunUntilListening(string lifecycle, TemporaryFolder data)
    {
        using var workflows = new TemporaryFolder();
        await Write(lifecycle, workflows);
        using var process = HostLaunch.Prepare(data.Path, FreeAddress.Find(), Environment(workflows));
        var output = new HostOutput(process, "Now listening on");
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await output.Said.WaitAsync(LongestStart, TimeProvider.System);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static Task Write(string lifecycle, TemporaryFolder workflows) =>
        File.WriteAllTextAsync(Path.Combine(workflows.Path, "standard.lifecycle.yaml"), lifecycle);

    private static Dictionary<string, string> Environment(TemporaryFolder workflows) => new() { ["PMOFLOW_WORKFLOWS"] = workflows.Path };
}
