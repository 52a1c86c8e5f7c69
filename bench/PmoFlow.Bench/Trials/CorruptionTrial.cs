using PmoFlow.Embedded.Storage;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// Bytes flip in a file of a process that was killed at work. Either it is refused, or the damage is told when it is met, or
/// everything is as it was: never silently wrong. (Flips in the log's last commits are left out: they cannot be told from a write
/// that a power failure tore, and are treated as one.)
/// </summary>
internal static class CorruptionTrial
{
    private const int LastCommits = 64 * 1024;

    public static async Task<string> Run(int runs, int seed)
    {
        var random = new Random(seed);
        var sound = await Make();
        var (refused, told, harmless) = (0, 0, 0);
        try
        {
            for (var i = 0; i < runs; i++)
            {
                var folder = Directory.CreateTempSubdirectory("pmoflow-corrupt-").FullName;
                try
                {
                    foreach (var file in Directory.GetFiles(sound).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                    var where = Flip(folder, random);
                    try
                    {
                        await KillTrial.Verify(folder);
                        harmless++;
                    }
                    catch (Exception e) when (Refuses(e))
                    {
                        refused++;
                    }
                    catch (Exception e) when (Tells(e))
                    {
                        told++;
                    }
                    catch (Exception e) when (e is Violation)
                    {
                        throw new Violation($"Run {i}, {where}: {e.Message}");
                    }
                }
                finally
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
        finally
        {
            Directory.Delete(sound, recursive: true);
        }
        return $"{runs} files: {refused} refused at the start, {told} told when met, {harmless} unharmed.";
    }

    private static bool Refuses(Exception e) => e is DamagedDatabaseException or NotSupportedException || (e is StorageException storage && storage.Code != 0);

    private static bool Tells(Exception e) =>
        e is OperationCanceledException || e is AggregateException { InnerException: StorageException } || e is UnauthorizedAccessException;

    private static async Task<string> Make()
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-sound-").FullName;
        using (var first = ChildProcess.Start(folder, "c", 40))
            await first.WaitForExitAsync();
        using var child = ChildProcess.Start(folder, "d", int.MaxValue);
        await KillTrial.FirstAnswer(folder, child);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        child.Kill();
        await child.WaitForExitAsync();
        return folder;
    }

    private static string Flip(string folder, Random random)
    {
        var file = Path.Combine(folder, random.Next(2) == 0 ? Database.FileName : Database.FileName + "-wal");
        using var stream = new FileStream(file, FileMode.Open);
        var end = stream.Length - (file.EndsWith("-wal", StringComparison.Ordinal) ? LastCommits : 0);
        var at = random.NextInt64(Math.Max(1, end));
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            stream.Position = Math.Min(stream.Length - 1, at + random.Next(16));
            var old = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(old ^ (1 << random.Next(8))));
        }
        return $"{Path.GetFileName(file)} at {at}";
    }
}
