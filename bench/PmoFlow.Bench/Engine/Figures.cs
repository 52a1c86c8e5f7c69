using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Bench.Engine;

/// <summary>The results, under the names that programs read.</summary>
internal sealed class Figures
{
    [JsonPropertyName("fsyncs_per_s")] public double FsyncsPerSecond { get; set; }
    [JsonPropertyName("activities_per_s")] public double ActivitiesPerSecond { get; set; }
    [JsonPropertyName("limit_ratio")] public double LimitRatio { get; set; }
    [JsonPropertyName("start_to_end_ms_p50")] public double StartToEndP50 { get; set; }
    [JsonPropertyName("start_to_end_ms_p99")] public double StartToEndP99 { get; set; }
    [JsonPropertyName("event_to_activity_ms_p99")] public double EventToActivityP99 { get; set; }
    [JsonPropertyName("dormant_rss_mb")] public double DormantRss { get; set; }
    [JsonPropertyName("dormant_count")] public int DormantCount { get; set; }
    [JsonPropertyName("fan_out_per_s")] public double FanOutPerSecond { get; set; }
    [JsonPropertyName("replay_10k_ms")] public double Replay { get; set; }
    [JsonPropertyName("activities_per_commit")] public double ActivitiesPerCommit { get; set; }
    [JsonPropertyName("activities_per_s_without_sync")] public double WithoutSync { get; set; }
    [JsonPropertyName("processor_us_per_activity")] public double ProcessorMicroseconds { get; set; }
    [JsonPropertyName("fan_out_1k_per_s")] public double FanOutSmall { get; set; }
    [JsonPropertyName("dormant_ready_s")] public double DormantReady { get; set; }
    [JsonPropertyName("dormant_bytes_each")] public double DormantBytes { get; set; }
    [JsonPropertyName("timers_count")] public int TimersCount { get; set; }
    [JsonPropertyName("timers_early")] public int TimersEarly { get; set; }
    [JsonPropertyName("timers_last_late_s")] public double TimersLate { get; set; }

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, FiguresJson.Default.Figures));
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Figures))]
internal sealed partial class FiguresJson : JsonSerializerContext;
