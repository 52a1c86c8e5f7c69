using System.Net;
using System.Net.Sockets;
using PmoFlow.EndToEnd.Hosting;
using SQLitePCL;
using Xunit;

namespace PmoFlow.EndToEnd.Starting;

/// <summary>A setting that cannot be used stops the start in one sentence that names it and says what to do, said once.</summary>
public sealed class RefusedSettingTests
{
    [Theory]
    [InlineData("Mail is not set up", "Set Mail:Smtp:Host", "ASPNETCORE_ENVIRONMENT", "Production")]
    [InlineData("Mail:Smtp:Host is missing", "Mail is set up in part", "Platform__Mail", "Smtp")]
    [InlineData("Mail:Smtp cannot be read", "Mail:Smtp:Port", "Mail__Smtp__Port", "twenty-five")]
    [InlineData("Platform:Mail is 'Pigeon'", "It can be Smtp or SendGrid", "Platform__Mail", "Pigeon")]
    [InlineData("Platform:Tables is 'Paper'", "It can be Embedded or Azure", "Platform__Tables", "Paper")]
    [InlineData("Office:TimeZone is 'Europe/Atlantis'", "Write one such as Europe/Berlin", "Office__TimeZone", "Europe/Atlantis")]
    [InlineData("Office:Holidays holds '25.12.2026'", "Write days as 2026-12-25", "Office__Holidays__0", "25.12.2026")]
    [InlineData("Office:Calendars:gulf:Opens is 'nine'", "Write one such as 08:30", "Office__Calendars__gulf__Opens", "nine")]
    [InlineData("Office:Calendars:gulf:WorkingDays holds 'Funday'", "Write days such as Sunday", "Office__Calendars__gulf__WorkingDays", "Sunday Funday")]
    [InlineData("Office:PublicUrl is 'pmo.example.org'", "Write one such as https://pmo.example.org", "Office__PublicUrl", "pmo.example.org")]
    [InlineData("Organisation:File is '/nowhere/people.yaml'", "Name a file of units and people", "Organisation__File", "/nowhere/people.yaml")]
    [InlineData("Engine cannot be read", "Engine:BackupEvery", "Engine__BackupEvery", "daily")]
    [InlineData("Engine:BackupEvery is '-1.00:00:00'", "Write a length of time", "Engine__BackupEvery", "-1.00:00:00")]
    [InlineData("Engine:BackupEvery is '60.00:00:00'", "Write at most 30.00:00:00", "Engine__BackupEvery", "60.00:00:00")]
    [InlineData("RateLimits:LinksPerMinute is 'many'", "Write a whole number", "RateLimits__LinksPerMinute", "many")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is 'collector'", "Write one such as http://127.0.0.1:4317", "OTEL_EXPORTER_OTLP_ENDPOINT", "collector")]
    [InlineData("PMOFLOW_DATA is '/dev/null/data'", "Name a folder", "PMOFLOW_DATA", "/dev/null/data")]
    public async Task setting_that_cannot_be_used_stops_the_start_by_name_and_fix(string problem, string fix, string setting, string value)
    {
        using var data = new TemporaryFolder();

        var run = await HostRun.ToTheEnd(data.Path, FreeAddress.Find(), new Dictionary<string, string> { [setting] = value });

        SaysOnce(run, problem, fix);
    }

    [Fact]
    public async Task address_that_is_taken_stops_the_start_by_name_and_fix()
    {
        using var data = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var run = await HostRun.ToTheEnd(data.Path, new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"), new Dictionary<string, string>());

        SaysOnce(run, "Urls names an address that another program listens on", "give another address with --urls");
    }

    [Fact]
    public async Task data_folder_that_another_office_owns_stops_the_start()
    {
        await using var first = await HostProcess.Start();

        var run = await HostRun.ToTheEnd(first.DataFolder, FreeAddress.Find(), new Dictionary<string, string>());

        SaysOnce(run, "is in use by another process", "data folder");
    }

    [Fact]
    public async Task damaged_data_stops_the_start_with_the_command_that_leads_back()
    {
        using var data = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "pmoflow.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        var run = await HostRun.ToTheEnd(data.Path, FreeAddress.Find(), new Dictionary<string, string>());

        SaysOnce(run, "pmoflow.db is damaged (", "restore --from FILE");
    }

    [Fact]
    public async Task document_that_is_not_what_was_written_stops_the_start_with_the_command_that_leads_back()
    {
        await using var host = await HostProcess.Start();
        await host.Kill();
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(Path.Combine(host.DataFolder, "pmoflow.db"), out var database));
        using (database)
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_exec(database, "UPDATE documents SET seal=seal+1"));

        var run = await HostRun.ToTheEnd(host.DataFolder, FreeAddress.Find(), new Dictionary<string, string>());

        SaysOnce(run, "What is stored is damaged (", "restore --from FILE");
    }

    private static void SaysOnce(HostRun run, string problem, string fix)
    {
        Assert.True(run.ExitCode == 1, $"It ended with {run.ExitCode}.{Environment.NewLine}{run.Output}{run.Error}");
        Assert.StartsWith("PmoFlow cannot start.", run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Contains(fix, run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.DoesNotContain(problem, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
    }
}
