using System.Globalization;
using Xunit;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>PMOFLOW_FAULT_RUNS sets how many runs; 200 are what is promised. A failing seed plays the same faults again.</summary>
public sealed class FaultTrialTests(Azurite azurite)
{
    private static readonly double[] Rates = [0.01, 0.05, 0.1, 0.2];

    private static int Runs =>
        int.Parse(Environment.GetEnvironmentVariable("PMOFLOW_FAULT_RUNS") ?? "4", CultureInfo.InvariantCulture);

    [Fact]
    public async Task faulty_network_loses_nothing_and_doubles_nothing()
    {
        var problems = new List<string>();
        var inDoubt = 0;
        var played = new Dictionary<TableFault, int>();
        for (var seed = 0; seed < Runs; seed++)
        {
            var rate = Rates[seed % Rates.Length];
            await using var proxy = await FaultProxy.Start(azurite);
            proxy.PlayAtRandom(seed, rate);
            var direct = azurite.Options();
            var faulty = direct with
            {
                ConnectionString = Azurite.ConnectionString(proxy.Endpoint),
                Timeout = TimeSpan.FromSeconds(1),
                Retries = 20,
            };
            var trial = new FaultTrial(azurite.Open(faulty), azurite.Open(direct), TestContext.Current.CancellationToken);
            problems.AddRange((await trial.Run()).Select(problem => $"seed {seed}, {rate:P0}: {problem}"));
            inDoubt += trial.InDoubt;
            foreach (var (fault, times) in proxy.Played)
                played[fault] = played.GetValueOrDefault(fault) + times;
        }
        TestContext.Current.SendDiagnosticMessage(
            $"{Runs} runs: {string.Join(", ", played.OrderBy(p => p.Key).Select(p => $"{p.Key} {p.Value}"))}; {inDoubt} in doubt, {problems.Count} problems");
        Assert.Empty(problems);
        Assert.All(Enum.GetValues<TableFault>(), fault => Assert.True(played.ContainsKey(fault), $"{fault} was never played"));
    }
}
