namespace PmoFlow.Bench.Trials;

/// <summary>
/// From the n-th call on, the disk is full, broken, or writes half: what was promised before is there afterwards, and whoever asks is
/// told. Where it is well again after some calls, everything goes on in the same process.
/// </summary>
internal static class FaultTrial
{
    private static readonly (string Name, string Fault)[] Kinds = [("full", "28:0"), ("broken", "5:0"), ("short", "28:1")];

    public static async Task<string> Run(int runs, int seed, string library, int stride = 1)
    {
        var random = new Random(seed);
        var acknowledged = 0;
        for (var n = 1; n <= runs * stride; n += stride)
        {
            var folder = Directory.CreateTempSubdirectory("pmoflow-fault-").FullName;
            try
            {
                var (name, fault) = Kinds[random.Next(Kinds.Length)];
                var isForGood = random.Next(2) == 0;
                var last = isForGood ? "" : $":{n + random.Next(6)}";
                using var child = ChildProcess.Start(folder, "f", 40, "Full",
                    ("LD_PRELOAD", library), ("PMO_FOLDER", folder), ("PMO_FAULT", $"{n}:{fault}{last}"));
                // Its disk is lost to it: whether it gives up or waits, it may be ended.
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(isForGood ? 5 : 60));
                await child.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                if (!child.HasExited)
                    child.Kill();
                await child.WaitForExitAsync();
                try
                {
                    if (RequestLoad.Told(child.ExitCode) is { } wrong)
                        throw new Violation(wrong);
                    acknowledged += await KillTrial.Verify(folder);
                }
                catch (Violation violation)
                {
                    throw new Violation($"Call {n}, disk {name}: {violation.Message}");
                }
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        return $"{runs} disks failed, {acknowledged:N0} acknowledgements held.";
    }
}
