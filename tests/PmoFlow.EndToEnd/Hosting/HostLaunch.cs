using System.Diagnostics;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>How the program is started as a process of its own.</summary>
internal static class HostLaunch
{
    /// <summary>Its command, in Development, on its own data folder and address.</summary>
    public static Process Prepare(string dataFolder, Uri address, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = dataFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Repository.HostDll, "--urls", address.GetLeftPart(UriPartial.Authority) },
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["PMOFLOW_DATA"] = dataFolder;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new Process { StartInfo = start };
    }
}
