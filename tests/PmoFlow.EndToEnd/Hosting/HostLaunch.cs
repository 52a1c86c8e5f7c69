using System.Diagnostics;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>
/// How the program is started as a process of its own. <c>PMOFLOW_OFFICE_COMMAND</c> names another program to be tried instead, the
/// Functions app under its host for one: it is started with the address that it shall answer at and a folder of its own.
/// </summary>
internal static class HostLaunch
{
    private static readonly string? Other = Environment.GetEnvironmentVariable("PMOFLOW_OFFICE_COMMAND");

    /// <summary>Whether it is the Host itself that is tried.</summary>
    public static bool IsHost => Other is null;

    /// <summary>What the program says when it answers; null where only asking it tells.</summary>
    public static string? Listening => Other is null ? "Now listening on" : null;

    /// <summary>A command of the Host on a data folder, as an operator gives it.</summary>
    public static Process PrepareCommand(string dataFolder, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Repository.HostDll, .. command])
        {
            WorkingDirectory = dataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PMOFLOW_DATA"] = dataFolder;
        return new Process { StartInfo = start };
    }

    /// <summary>Its command, in Development, on its own data folder and address.</summary>
    public static Process Prepare(string dataFolder, Uri address, IReadOnlyDictionary<string, string>? environment = null)
    {
        var at = address.GetLeftPart(UriPartial.Authority);
        var start = Other is null
            ? new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Repository.HostDll, "--urls", at])
            : new ProcessStartInfo(Other, [at, dataFolder]);
        start.WorkingDirectory = dataFolder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PMOFLOW_DATA"] = dataFolder;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new Process { StartInfo = start };
    }
}
