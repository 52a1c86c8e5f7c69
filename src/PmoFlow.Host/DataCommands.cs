using System.Globalization;
using PmoFlow.Embedded;
using PmoFlow.Embedded.Operations;
using PmoFlow.Embedded.Storage;

namespace PmoFlow.Host;

/// <summary>
/// What an operator does with an office's data from a second process: <c>backup [--to FILE]</c> and <c>check [--file FILE]</c>, while
/// the office works or not, and <c>restore --from FILE</c> while it does not. Settings are read as the office reads them.
/// </summary>
internal static class DataCommands
{
    /// <summary>Whether the command line asks for one of these and not for the office.</summary>
    public static bool Asks(string[] args) => args is ["backup" or "check" or "restore", ..];

    /// <returns>The exit code.</returns>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var configuration = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args[1..], ContentRootPath = AppContext.BaseDirectory }).Configuration;
            var said = args[0] switch
            {
                "backup" => Backup(configuration),
                "check" => Check(configuration),
                _ => Restore(configuration),
            };
            await Console.Out.WriteLineAsync(said);
            return 0;
        }
        catch (Exception refusal) when (refusal is SettingRefusedException or StorageException or DataFolderInUseException or DamagedDatabaseException
            or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }

    private static string Backup(IConfiguration configuration)
    {
        var folder = Folder(configuration);
        if (configuration["to"] is { Length: > 0 } to)
        {
            DataFile.Backup(folder, to);
            return Told(Path.GetFullPath(to));
        }
        var options = configuration.Options<EmbeddedPlatformOptions>("Engine");
        var place = options.BackupFolder ?? Path.Combine(folder, "backups");
        return Told(DataFile.Backup(folder, place, TimeProvider.System.GetUtcNow(), options.BackupsKept).Place);
    }

    private static string Check(IConfiguration configuration)
    {
        var file = configuration["file"] is { Length: > 0 } named ? named : Path.Combine(Folder(configuration), DataFile.Name);
        DataFile.Check(file);
        return $"{Path.GetFullPath(file)} is sound.";
    }

    private static string Restore(IConfiguration configuration)
    {
        if (configuration["from"] is not { Length: > 0 } from)
            throw new SettingRefusedException("--from", "is missing", "Name the backup: restore --from FILE.");
        var folder = Folder(configuration);
        var aside = DataFile.Restore(from, folder, TimeProvider.System.GetUtcNow());
        return $"{Path.GetFullPath(from)} is in place in {Path.GetFullPath(folder)}. {(aside is null ? "There was nothing before." : $"What was there is in {aside}.")} Start the office.";
    }

    private static string Told(string place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place}: {new FileInfo(place).Length:N0} bytes, checked.");

    private static string Folder(IConfiguration configuration) =>
        configuration["PMOFLOW_DATA"] is { Length: > 0 } named ? named : ".pmoflow";
}
