using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Bench.Dashboards;

/// <summary>The results, under the names that programs read.</summary>
internal sealed class DashboardFigures
{
    [JsonPropertyName("page_ms_p95")] public Dictionary<string, double> PageP95 => Looking.PageP95;
    [JsonPropertyName("freshness_s_max")] public double FreshnessMax => Math.Max(Looking.FreshnessMax, WithoutPause.FreshnessMax);
    [JsonPropertyName("looking")] public CrowdFigures Looking { get; set; } = new();
    [JsonPropertyName("without_pause")] public CrowdFigures WithoutPause { get; set; } = new();
    [JsonPropertyName("page_ms_alone_p95")] public Dictionary<string, double> AloneP95 { get; set; } = [];
    [JsonPropertyName("processor_ms_per_page_alone")] public Dictionary<string, double> ProcessorAlone { get; set; } = [];
    [JsonPropertyName("rss_mb")] public double Memory { get; set; }
    [JsonPropertyName("database_mb")] public double? Database { get; set; }
    [JsonPropertyName("projects")] public int Projects { get; set; }
    [JsonPropertyName("requests")] public int Requests { get; set; }
    [JsonPropertyName("units")] public int Units { get; set; }
    [JsonPropertyName("periods")] public int Periods { get; set; }
    [JsonPropertyName("load_s")] public double LoadSeconds { get; set; }

    public string Json() => JsonSerializer.Serialize(this, DashboardJson.Default.DashboardFigures);
}

/// <summary>What readers, changes and the probe of freshness saw together.</summary>
internal sealed class CrowdFigures
{
    [JsonPropertyName("pause_s")] public double PauseSeconds { get; set; }
    [JsonPropertyName("page_ms_p95")] public Dictionary<string, double> PageP95 { get; set; } = [];
    [JsonPropertyName("page_ms_p50")] public Dictionary<string, double> PageP50 { get; set; } = [];
    [JsonPropertyName("pages")] public Dictionary<string, int> Pages { get; set; } = [];
    [JsonPropertyName("pages_per_s")] public double PagesPerSecond { get; set; }
    [JsonPropertyName("changes_per_s")] public double ChangesPerSecond { get; set; }
    [JsonPropertyName("processor_share")] public double ProcessorShare { get; set; }
    [JsonPropertyName("freshness_s_max")] public double FreshnessMax { get; set; }
    [JsonPropertyName("freshness_s_p50")] public double FreshnessP50 { get; set; }
    [JsonPropertyName("freshness_samples")] public int FreshnessSamples { get; set; }
}

/// <summary>What the program says of one address.</summary>
internal sealed record RouteTime(string Route, int Count, double P50, double P95, double Max);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(DashboardFigures))]
[JsonSerializable(typeof(List<RouteTime>))]
internal sealed partial class DashboardJson : JsonSerializerContext;
