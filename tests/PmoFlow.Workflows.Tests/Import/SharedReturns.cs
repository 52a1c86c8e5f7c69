using PmoFlow.Domain.Import;
using PmoFlow.Workflows.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Import;

/// <summary>Four years of a real portfolio, where this machine has them: PMOFLOW_SHARED_DATA, or shared/data beside the repository.</summary>
internal static class SharedReturns
{
    public static readonly int[] Years = [2018, 2019, 2020, 2021];

    public static string Path(int year)
    {
        var folder = Environment.GetEnvironmentVariable("PMOFLOW_SHARED_DATA") ?? Beside();
        var path = folder is null ? null : System.IO.Path.Combine(folder, "gmpp", $"gmpp_{year}.csv");
        Assert.SkipWhen(path is null || !File.Exists(path),
            "The GMPP returns are not on this machine; set PMOFLOW_SHARED_DATA to the folder that holds gmpp/.");
        return path!;
    }

    public static async Task<(CsvFile File, List<(int Row, IReadOnlyList<string> Cells)> Rows, ImportMapping Mapping)> Read(int year)
    {
        var none = TestContext.Current.CancellationToken;
        await using var stream = File.OpenRead(Path(year));
        var file = await CsvFile.Open(stream, await FileEncoding.Detect(stream, none), null, none);
        Assert.NotNull(file);
        var rows = new List<(int, IReadOnlyList<string>)>();
        var profiles = file.Headings.Select(_ => new ColumnProfile()).ToList();
        await foreach (var row in file.Rows(stream, none))
        {
            rows.Add(row);
            for (var i = 0; i < profiles.Count && i < row.Cells.Count; i++)
                profiles[i].Add(CellText.Clean(row.Cells[i]));
        }
        return (file, rows, MappingProposal.Propose(file.Headings, profiles, ImportTargets.Projects));
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PmoFlow.sln")))
                return folder.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared", "data") : null;
        }
        return null;
    }
}
