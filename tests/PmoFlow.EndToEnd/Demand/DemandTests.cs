using System.Diagnostics;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>A real portfolio as demand: hundreds of requests at once, from the form's endpoint to the verdict by mailed links.</summary>
public sealed class DemandTests(ITestOutputHelper output)
{
    private const int InFlight = 200;

    [Fact]
    public async Task each_of_two_hundred_requests_in_flight_reaches_its_stage_with_one_decision_per_seat()
    {
        Assert.SkipWhen(Repository.RealPortfolio(2019) is null, RealDemand.Missing);
        var items = RealDemand.Read(Setting("PMOFLOW_REQUESTS", Math.Max(InFlight, RealDemand.Count)));
        await using var host = await HostProcess.Start();
        using var api = new OfficeApi(host.Address);
        var (log, client) = (new Acknowledgements(), new PatientClient(host, api));
        await using var postman = new Postman(client);
        postman.Begin();
        var clock = Stopwatch.StartNew();

        await new DemandRun(client, postman, log).Carry(items, InFlight);

        var elapsed = clock.Elapsed;
        var problems = await new DemandCheck(api, log).Run(items);
        output.WriteLine(
            $"{items.Count} requests, {InFlight} in flight, {log.Decisions.Count} decisions by link in {elapsed.TotalSeconds:0.0} s, {client.Lost} answers late.");
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Take(50)));
        // What answered late elsewhere was asked again and gave the same answer; the Host answers in time.
        Assert.True(client.Lost == 0 || !HostLaunch.IsHost, $"{client.Lost} answers never came.");
    }

    [Fact]
    public async Task nothing_confirmed_is_lost_or_doubled_when_the_program_is_killed_again_and_again()
    {
        Assert.SkipWhen(Repository.RealPortfolio(2019) is null, RealDemand.Missing);
        var (kills, seed) = (Setting("PMOFLOW_KILLS", 5), Setting("PMOFLOW_SEED", 20261123));
        var items = RealDemand.Read(Setting("PMOFLOW_REQUESTS", kills <= 5 ? 40 : 10 * kills));
        await using var host = await HostProcess.Start();
        using var api = new OfficeApi(host.Address);
        var (log, client) = (new Acknowledgements(), new PatientClient(host, api));
        await using var postman = new Postman(client);
        postman.Begin();
        var killing = new Killer(host, log, seed).Kill(kills, items.Count);

        var carrying = new DemandRun(client, postman, log).Carry(items, InFlight);
        // Whichever fails first says why; a run that is done has passed the last of the killer's moments.
        await await Task.WhenAny(carrying, killing);
        await carrying;
        var killed = await killing;

        await host.Restart();
        var problems = await new DemandCheck(api, log).Run(items);
        output.WriteLine($"{items.Count} requests, {killed} kills (seed {seed}), {log.Done} steps, {client.Lost} answers lost on the way.");
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Take(50)) + Environment.NewLine + host.Said);
        Assert.Equal(kills, killed);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : otherwise;
}
