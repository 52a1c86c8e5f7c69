using PmoFlow.Embedded;

namespace PmoFlow.Host;

/// <summary>Where the data is (<c>PMOFLOW_DATA</c>), and the section <c>Engine</c>.</summary>
internal static class EngineConfiguration
{
    // Timers of the machine end soon after, and so does the use of a backup.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30);

    /// <summary>The data folder, which is there then.</summary>
    /// <exception cref="SettingRefusedException">It cannot be made.</exception>
    public static string DataFolder(IConfiguration configuration)
    {
        var folder = configuration["PMOFLOW_DATA"] is { Length: > 0 } named ? named : ".pmoflow";
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingRefusedException("PMOFLOW_DATA", $"is '{folder}', which cannot be made: {e.Message.TrimEnd('.')}", "Name a folder that this program may write to.");
        }
    }

    /// <exception cref="SettingRefusedException">A setting says nothing usable.</exception>
    public static Action<EmbeddedPlatformOptions> Read(IConfiguration configuration, string dataFolder)
    {
        var options = configuration.Options<EmbeddedPlatformOptions>("Engine");
        Positive("Engine:BackupEvery", options.BackupEvery);
        if (options.BackupEvery > LongestPause)
            throw new SettingRefusedException("Engine:BackupEvery", $"is '{options.BackupEvery}'", "Write at most 30.00:00:00; a day is 1.00:00:00.");
        Positive("Engine:EndedKeptFor", options.EndedKeptFor);
        configuration.CheckCount("Engine:BackupsKept");
        configuration.CheckCount("Engine:MaxConcurrentActivities");
        return platform =>
        {
            configuration.BindTo("Engine", platform);
            platform.DataFolder = dataFolder;
        };
    }

    private static void Positive(string setting, TimeSpan? value)
    {
        if (value <= TimeSpan.Zero)
            throw new SettingRefusedException(setting, $"is '{value}'", "Write a length of time such as 1.00:00:00 for a day, or leave it out.");
    }
}
