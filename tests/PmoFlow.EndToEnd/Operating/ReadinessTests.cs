using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>The real program, whose database somebody else holds.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task a_stalled_writer_is_not_ready_says_so_and_recovers_by_itself()
    {
        await using var host = await HostProcess.Start();
        using var api = new OfficeApi(host.Address);
        Assert.Equal("ready", (await api.Get("/health/ready")).Expect(200).Body);

        Answer stalled;
        using (DatabaseLock.Take(host.DataFolder))
        {
            stalled = await Patience.Until("refusal of readiness", async () => await api.Get("/health/ready") is { Status: 503 } not ? not : null);
            Assert.Equal("live", (await api.Get("/health/live")).Expect(200).Body);
        }

        Assert.Matches("^not ready: (A commit has taken [0-9]+ s so far|The last write failed: .+)", stalled.Body);
        await Patience.Until("readiness", async () => await api.Get("/health/ready") is { Status: 200 } ready ? ready : null);
        await new OfficeWork(api).Submit("After the stall", "Nothing is broken.", "Kim Park", 10m, "finance");
    }
}
