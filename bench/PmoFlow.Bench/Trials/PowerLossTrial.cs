using PmoFlow.Embedded.Storage;

namespace PmoFlow.Bench.Trials;

/// <summary>
/// Records a process's writes and syncs together with its acknowledgements, makes the disks that a power failure could leave,
/// and opens each. Controls prove that the check can fail: with weaker syncs, and with a disk that lies.
/// </summary>
internal static class PowerLossTrial
{
    private const int ImagesPerRecording = 500;
    private const int Requests = 60;

    public static async Task<string> Run(int images, int seed, string library)
    {
        var random = new Random(seed);
        var held = await Images(images, random, library, "Full", log => log);
        if (held.First is { } lost)
            throw new Violation(lost);
        var normal = await Images(images, random, library, "Normal", log => log, control: true);
        if (normal.Lost == 0)
            throw new Violation("Negative control: with synchronous=NORMAL the check found nothing.");
        var lying = await Images(images, random, library, "Full", log => log.WithoutSyncs(2), control: true);
        if (lying.Lost == 0)
            throw new Violation("Negative control: with syncs dropped the check found nothing.");
        return $"{images} images held. Controls caught: NORMAL in {normal.Lost} of {normal.Made} images (the first: {normal.First}); "
            + $"dropped syncs in {lying.Lost} of {lying.Made} (the first: {lying.First}).";
    }

    // How many images lost something, and what the first one lost. For a control, refusing an image is not enough: the check itself
    // must see the loss, and where images are few more of them are made until it does.
    private static async Task<(int Made, int Lost, string? First)> Images(
        int images, Random random, string library, string synchronous, Func<DiskLog, DiskLog> change, bool control = false)
    {
        var (made, lost, first) = (0, 0, (string?)null);
        while (made < images || (control && lost == 0 && made < ImagesPerRecording))
        {
            var log = change(await Record(library, synchronous));
            for (var i = 0; i < ImagesPerRecording && (made < images || (control && lost == 0)); i++, made++)
            {
                if (await Check(log, random, whole: i % 20 == 0) is not { } found || (control && found.Refused))
                    continue;
                first ??= found.What;
                lost++;
                if (!control)
                    return (made, lost, first);
            }
        }
        return (made, lost, first);
    }

    private static async Task<DiskLog> Record(string library, string synchronous)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-record-").FullName;
        var record = folder + ".log";
        try
        {
            using var child = ChildProcess.Start(folder, "p", Requests, synchronous,
                ("LD_PRELOAD", library), ("PMO_FOLDER", folder), ("PMO_RECORD", record));
            await child.WaitForExitAsync();
            if (child.ExitCode != 0)
                throw new InvalidOperationException($"The recorded process ended with {child.ExitCode}.");
            return DiskLog.Read(record);
        }
        finally
        {
            File.Delete(record);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(string What, bool Refused)?> Check(DiskLog log, Random random, bool whole)
    {
        var folder = Directory.CreateTempSubdirectory("pmoflow-image-").FullName;
        try
        {
            var acks = new Acknowledgements(log.Image(random.Next(log.Count + 1), random, folder));
            // What an image is checked for does not hang on how it is written now.
            await using var platform = await RequestLoad.Open(folder, SynchronousMode.Off);
            acks.CheckPresent(platform);
            if (whole)
                await acks.CheckOutcome(platform);
            return null;
        }
        catch (Exception e) when (e is Violation or DamagedDatabaseException or StorageException)
        {
            return (e.Message, e is not Violation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
