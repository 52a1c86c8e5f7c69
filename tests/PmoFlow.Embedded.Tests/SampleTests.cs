using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>The sample in docs is compiled with this project and run as a reader would run it.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task the_sample_of_the_docs_runs_an_order_to_its_end()
    {
        using var folder = new DataFolder();
        var program = typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(m => m.Key == "EngineSample").Value!;
        var start = new ProcessStartInfo("dotnet", [program, folder.Path])
        {
            RedirectStandardOutput = true,
        };
        using var sample = Process.Start(start)!;
        var said = await sample.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await sample.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, sample.ExitCode);
        Assert.StartsWith("Completed: a book charged under order-1/", said, StringComparison.Ordinal);
    }
}
