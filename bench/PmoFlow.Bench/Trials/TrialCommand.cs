using System.Diagnostics;

namespace PmoFlow.Bench.Trials;

/// <summary>Runs a trial any number of times from the command line.</summary>
internal static class TrialCommand
{
    public const string Usage = "usage: PmoFlow.Bench trial simulation|kill|points|powerloss|faults|corruption|events|soak|year [--runs N] [--seed N]";

    public static async Task<int> Run(string name, int runs, int seed)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var result = name switch
            {
                "simulation" => Simulate(runs, seed),
                "kill" => await KillTrial.Run(runs, seed),
                "points" => await PointsTrial.Run(runs, seed, Library()),
                "powerloss" => await PowerLossTrial.Run(runs, seed, Library()),
                "corruption" => await CorruptionTrial.Run(runs, seed),
                "events" => await EventsTrial.Run(runs, seed),
                "year" => await Year.YearTrial.Run(runs),
                "soak" => await SoakTrial.Run(runs, months: 24),
                "faults" => await FaultTrial.Run(runs, seed, Library()),
                _ => null,
            };
            if (result is null)
            {
                Console.Error.WriteLine(Usage);
                return 2;
            }
            Console.WriteLine($"{name}: {result} No violation. {watch.Elapsed.TotalSeconds:N1} s.");
            return 0;
        }
        catch (Violation violation)
        {
            Console.WriteLine($"{name}: VIOLATION. {violation.Message}");
            return 1;
        }
    }

    private static string Library() => ChildProcess.DiskLibrary() ?? throw new NotSupportedException("This trial needs Linux and a C compiler.");

    public static string Simulate(int runs, int seed)
    {
        var crashes = 0;
        for (var i = 0; i < runs; i++)
            crashes += Simulation.Run(seed + i);
        return $"{runs} seeds from {seed}, the process ended {crashes} times in them.";
    }
}
