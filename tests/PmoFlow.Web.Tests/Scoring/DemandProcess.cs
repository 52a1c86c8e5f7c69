using System.Globalization;

namespace PmoFlow.Web.Tests.Scoring;

/// <summary>The process into which a real portfolio is sent: what its form asks, and the rule by which an analyst gives levels.</summary>
internal static class DemandProcess
{
    public const string Weighted = """
        scoring:
          scale:
            label: Scale
            weight: 35
            levels: [up to £100m, £100m to £500m, £500m to £1bn, £1bn to £5bn, over £5bn]
          urgency:
            label: Urgency
            weight: 25
            levels: ["ends in more than 10 years, or unknown", within 10 years, within 5 years, within 2 years]
          confidence:
            label: Confidence in delivery
            weight: 25
            levels: [red, "amber/red, or unknown", amber, amber/green, green]
          definition:
            label: Definition
            weight: 15
            levels: ["none of start, end and cost", one of them, two of them, all three]
        """;

    /// <summary>Points rise from level to level, as a file must have it: what is red or little defined has most of risk and size.</summary>
    public const string Wsjf = """
        scoring:
          model: wsjf
          criteria:
            value:
              label: Value
              levels: [up to £100m, £100m to £500m, £500m to £1bn, £1bn to £5bn, over £5bn]
              points: [1, 3, 5, 8, 13]
            timeCriticality:
              label: Time criticality
              levels: ["ends in more than 10 years, or unknown", within 10 years, within 5 years, within 2 years]
              points: [1, 3, 5, 8]
            riskReduction:
              label: Risk reduction
              levels: [green, amber/green, amber, "amber/red, or unknown", red]
              points: [1, 2, 3, 5, 8]
            size:
              label: Size
              levels: ["start, end and cost are known", two of them, one of them, none of them]
              points: [3, 5, 8, 13]
        """;

    private const string Form = """
        form:
          department: { label: Department, kind: text }
          cost: { label: Whole-life cost, kind: money, purpose: cost, minimum: 0 }
          confidence:
            label: Delivery confidence
            kind: choice
            choices: { red: Red, amberRed: Amber/Red, amber: Amber, amberGreen: Amber/Green, green: Green }
          begins: { label: Begins, kind: date }
          ends: { label: Ends, kind: date }
        """;

    /// <summary>What the columns of every year's file are; the others go into the description.</summary>
    public static readonly object[] Columns =
    [
        new { heading = "project_name", target = "title" }, new { heading = "description_aims", target = "description" },
        new { heading = "department", target = "fields.department" }, new { heading = "wlc_baseline_incl_NCG", target = "fields.cost" },
        new { heading = "colour_rating", target = "fields.confidence" }, new { heading = "start_date", target = "fields.begins" },
        new { heading = "end_date", target = "fields.ends" },
    ];

    /// <summary>A process with that form and model and with the stages of another.</summary>
    public static string Of(string other, string name, string scoring)
    {
        var (head, stages) = (other[..other.IndexOf("\nform:", StringComparison.Ordinal)], other[other.IndexOf("\nstart:", StringComparison.Ordinal)..]);
        if (name != "standard")
            head = head.Replace("lifecycle: standard", $"lifecycle: {name}", StringComparison.Ordinal);
        return $"{head}\n{Form}\n\n{scoring}\n{stages}";
    }

    public static object WeightedLevels(IReadOnlyDictionary<string, string> fields, int year) =>
        new { scale = Scale(fields), urgency = Nearness(fields, year), confidence = Confidence(fields), definition = Definition(fields) };

    public static object WsjfLevels(IReadOnlyDictionary<string, string> fields, int year) =>
        new { value = Scale(fields), timeCriticality = Nearness(fields, year), riskReduction = 4 - Confidence(fields), size = 3 - Definition(fields) };

    private static int Scale(IReadOnlyDictionary<string, string> fields) => !fields.TryGetValue("cost", out var cost) ? 0
        : decimal.Parse(cost, CultureInfo.InvariantCulture) switch { < 100_000_000 => 0, < 500_000_000 => 1, < 1_000_000_000 => 2, < 5_000_000_000 => 3, _ => 4 };

    private static int Nearness(IReadOnlyDictionary<string, string> fields, int year) => !fields.TryGetValue("ends", out var end) ? 0
        : (DateOnly.Parse(end, CultureInfo.InvariantCulture).Year - year) switch { <= 2 => 3, <= 5 => 2, <= 10 => 1, _ => 0 };

    private static int Confidence(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("confidence") switch
    {
        "green" => 4,
        "amberGreen" => 3,
        "amber" => 2,
        "red" => 0,
        _ => 1,
    };

    private static int Definition(IReadOnlyDictionary<string, string> fields) => ((string[])["begins", "ends", "cost"]).Count(fields.ContainsKey);
}
