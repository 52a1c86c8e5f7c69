using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>An operator's commands on the data of the real program, each from a process of its own.</summary>
public sealed class DataCommandTests
{
    [Fact]
    public async Task office_is_backed_up_while_it_works_checked_and_restored_after_it_was_stopped()
    {
        using var elsewhere = new TemporaryFolder();
        var copy = Path.Combine(elsewhere.Path, "office.db");
        await using var host = await HostProcess.Start();
        using var api = new OfficeApi(host.Address);
        var work = new OfficeWork(api);
        var kept = await work.Submit("Acknowledged before the backup", "It must come back.", "Kim Park", 10m, "finance");
        using var enough = new CancellationTokenSource();
        var load = KeepSubmitting(work, enough.Token);

        var backup = await HostRun.Command(host.DataFolder, "backup", "--to", copy);
        await enough.CancelAsync();
        var lost = await load;
        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Contains("checked", backup.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await HostRun.Command(host.DataFolder, "check", "--file", copy)).ExitCode);
        var refused = await HostRun.Command(host.DataFolder, "restore", "--from", copy);
        Assert.Equal((1, true), (refused.ExitCode, refused.Error.Contains("in use", StringComparison.Ordinal)));
        var after = await work.Submit("Acknowledged after the backup", "It is not in it.", "Kim Park", 10m, "finance");

        await host.Kill();
        var restored = await HostRun.Command(host.DataFolder, "restore", "--from", copy);
        Assert.True(restored.ExitCode == 0, restored.Error);
        await host.StartAgain();

        (await api.Get($"/api/v1/requests/{kept.Id}", People.Analyst)).Expect(200);
        (await api.Get($"/api/v1/requests/{after.Id}", People.Analyst)).Expect(404);
        Assert.True(lost > 0, "Nobody submitted while the backup was taken.");
        await work.Screen(kept.Id, "qualify");
    }

    [Fact]
    public async Task damaged_backup_is_refused_and_leaves_everything_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var nothing = await HostRun.Command(folder.Path, "backup");
        Assert.Equal((1, true), (nothing.ExitCode, nothing.Error.Contains("There is no database", StringComparison.Ordinal)));

        var bad = Path.Combine(folder.Path, "bad.db");
        await File.WriteAllTextAsync(bad, "no database at all", TestContext.Current.CancellationToken);
        var refused = await HostRun.Command(folder.Path, "restore", "--from", bad);
        Assert.Equal(1, refused.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder.Path, "pmoflow.db")));
    }

    private static async Task<int> KeepSubmitting(OfficeWork work, CancellationToken until)
    {
        var submitted = 0;
        for (; !until.IsCancellationRequested; submitted++)
            await work.Submit($"During the backup {submitted}", "It may or may not be in it.", "Kim Park", 10m, "finance");
        return submitted;
    }
}
