namespace PmoFlow.Bench.Trials;

/// <summary>A process at work is killed at any moment, again and again on the same file, and then asked for what it promised.</summary>
internal static class KillTrial
{
    private const int KillsPerFolder = 10;

    public static async Task<string> Run(int kills, int seed, int longestMilliseconds = 2000)
    {
        var random = new Random(seed);
        var acknowledged = 0;
        for (var done = 0; done < kills; done += KillsPerFolder)
        {
            var folder = Directory.CreateTempSubdirectory("pmoflow-kill-").FullName;
            try
            {
                for (var i = 0; i < Math.Min(KillsPerFolder, kills - done); i++)
                {
                    using var child = ChildProcess.Start(folder, $"k{i}", int.MaxValue);
                    // From its first answer on, so that a slow start of the runtime is not all that is killed.
                    await FirstAnswer(folder, child);
                    using var moment = new CancellationTokenSource();
                    await Task.WhenAny(child.WaitForExitAsync(moment.Token),
                        Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, longestMilliseconds)), TimeProvider.System, moment.Token));
                    child.Kill();
                    await moment.CancelAsync();
                    await child.WaitForExitAsync();
                }
                acknowledged += await Verify(folder);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return $"{kills} kills, {acknowledged:N0} acknowledgements held.";
    }

    public static async Task<int> Verify(string folder)
    {
        var acks = new Acknowledgements(await File.ReadAllTextAsync(Path.Combine(folder, "acks")));
        await using var platform = await RequestLoad.Open(folder);
        acks.CheckPresent(platform);
        await acks.CheckOutcome(platform);
        return acks.Count;
    }

    public static async Task FirstAnswer(string folder, System.Diagnostics.Process child)
    {
        var file = Path.Combine(folder, "acks");
        var before = File.Exists(file) ? new FileInfo(file).Length : 0;
        while (!child.HasExited && (!File.Exists(file) || new FileInfo(file).Length == before))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }
}
