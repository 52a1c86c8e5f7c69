using System.Globalization;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// A real process ends at a chosen point of its work with the disk: around a commit, within one, within a checkpoint, while a new
/// file is made, and between an activity's effect and the record of it. Then it is asked for what it promised.
/// </summary>
internal static class PointsTrial
{
    // How many points of a kind a run chooses from; fewer for those that come rarely.
    private static readonly (string Name, char Kind, int Among)[] Points =
    [
        ("before a commit's sync", 'b', 300), ("after it, before the answer", 'a', 300), ("within a write to the log", 'l', 2000),
        ("within a checkpoint", 'c', 400), ("while the file is made", 'o', 20), ("after an effect, before its record", 'e', 200),
    ];

    /// <summary>Each point so many times.</summary>
    public static async Task<string> Run(int runs, int seed, string library)
    {
        var random = new Random(seed);
        var (acknowledged, told) = (0, new List<string>());
        foreach (var (name, kind, among) in Points)
        {
            var reached = 0;
            for (var i = 0; i < runs; i++)
            {
                // A new file goes through all its points in order; there are not many.
                var at = kind == 'o' ? 1 + (i % among) : 1 + random.Next(among);
                var (ended, acks) = await Once(library, kind, at, $"{name}, the {at}th");
                reached += ended ? 1 : 0;
                acknowledged += acks;
            }
            if (reached == 0)
                throw new Violation($"No run reached the point: {name}.");
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {reached}"));
        }
        return $"{string.Join(", ", told)} times; {acknowledged:N0} acknowledgements held.";
    }

    private static async Task<(bool Ended, int Acknowledged)> Once(string library, char kind, int at, string what)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-point-").FullName;
        try
        {
            var point = string.Create(CultureInfo.InvariantCulture, $"{kind}:{at}");
            using var child = ChildProcess.Start(folder, "e", int.MaxValue, "Full",
                ("LD_PRELOAD", library), ("PMO_FOLDER", folder), ("PMO_END", point));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await child.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            var ended = child.HasExited;
            if (!ended)
                child.Kill();
            await child.WaitForExitAsync();
            // Before anything was acknowledged there is no log of it.
            return (ended, File.Exists(Path.Combine(folder, "acks")) ? await KillTrial.Verify(folder) : await OpensEmpty(folder));
        }
        catch (Violation violation)
        {
            throw new Violation($"{what}: {violation.Message}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> OpensEmpty(string folder)
    {
        await using var platform = await RequestLoad.Open(folder);
        return 0;
    }
}
