using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>Kills the program at random moments of a run and starts it again each time; the same moments for the same seed.</summary>
internal sealed class Killer(HostProcess host, Acknowledgements log, int seed)
{
    private const int LongestMoment = 300;

    /// <summary>So many kills, spread over a run of so many requests.</summary>
    public async Task<int> Kill(int times, int requests)
    {
        var random = new Random(seed);
        // None after nine tenths: a run that has ended has nothing to lose.
        var moments = Enumerable.Range(0, times).Select(_ => random.Next(1, Acknowledgements.StepsPerRequest * requests * 9 / 10)).Order().ToList();
        var killed = 0;
        foreach (var moment in moments)
        {
            await log.Reaches(moment);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LongestMoment)), TimeProvider.System);
            await host.Restart();
            killed++;
        }
        return killed;
    }
}
