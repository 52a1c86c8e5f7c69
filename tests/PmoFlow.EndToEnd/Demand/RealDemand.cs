using System.Globalization;
using System.Text;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>The projects of a real portfolio, taken as if somebody asked for them. Read here by means of its own, not the program's.</summary>
internal static class RealDemand
{
    public const string Missing = "The real portfolio is not on this machine (PMOFLOW_SHARED_DATA names the folder that holds gmpp/).";

    /// <summary>As many items as asked for: each project, then each once more as a second phase, and so on.</summary>
    public static IReadOnlyList<DemandItem> Read(int count)
    {
        var projects = Projects(Repository.RealPortfolio(2019) ?? throw new FileNotFoundException(Missing));
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (phase, project) = (i / projects.Count, projects[i % projects.Count]);
            var title = phase == 0 ? project.Title : FormattableString.Invariant($"{project.Title}, phase {phase + 1}");
            return new DemandItem(i, title, project.Description, project.Cost);
        })];
    }

    /// <summary>How many projects the file holds.</summary>
    public static int Count => Projects(Repository.RealPortfolio(2019)!).Count;

    private static List<(string Title, string Description, decimal? Cost)> Projects(string file)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [.. Csv.Read(File.ReadAllText(file, Encoding.GetEncoding(1252))).Where(row => !string.IsNullOrWhiteSpace(row["project_name"]))
            .Select(row => (OneLine(row["project_name"]), Aims(row["description_aims"]),
                Millions(row["wlc_baseline_incl_NCG"]) ?? Millions(row["yearly_budget"])))];
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Aims(string text) => string.IsNullOrWhiteSpace(text) ? "No aims were published." : text.Trim();

    /// <summary><c>£12,343.96</c> means millions; a sentence that says why a figure is withheld is no figure.</summary>
    private static decimal? Millions(string text) => decimal.TryParse(
        text.Replace("£", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var millions)
        ? millions * 1_000_000m : null;
}
