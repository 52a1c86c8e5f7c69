namespace PmoFlow.EndToEnd.Hosting;

/// <summary>Where things lie: the repository, the built program, and the real data that is not part of it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program as it was built with these tests.</summary>
    public static string HostDll
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root, "src", "PmoFlow.Host", "bin", framework.Parent!.Name, framework.Name, "PmoFlow.Host.dll");
        }
    }

    /// <summary>A file of the real portfolio, or null where that data is not on this machine.</summary>
    public static string? RealPortfolio(int year)
    {
        var data = Environment.GetEnvironmentVariable("PMOFLOW_SHARED_DATA") ?? Path.Combine(Root, "..", "shared", "data");
        var file = Path.Combine(data, "gmpp", FormattableString.Invariant($"gmpp_{year}.csv"));
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PmoFlow.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds PmoFlow.sln.");
    }
}
