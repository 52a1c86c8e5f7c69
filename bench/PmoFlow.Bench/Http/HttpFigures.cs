using System.Text.Json;
using System.Text.Json.Serialization;

namespace PmoFlow.Bench.Http;

/// <summary>The results, under the names that programs read.</summary>
internal sealed class HttpFigures
{
    [JsonPropertyName("submits_per_s")] public double SubmitsPerSecond { get; set; }
    [JsonPropertyName("submit_ms_p50")] public double SubmitP50 { get; set; }
    [JsonPropertyName("submit_ms_p99")] public double SubmitP99 { get; set; }
    [JsonPropertyName("concurrent")] public int Concurrent { get; set; }
    [JsonPropertyName("fsyncs_per_s")] public double FsyncsPerSecond { get; set; }
    [JsonPropertyName("empty_endpoint_per_s")] public double CeilingPerSecond { get; set; }
    [JsonPropertyName("empty_endpoint_ms_p99")] public double CeilingP99 { get; set; }
    [JsonPropertyName("ratio_to_empty_endpoint")] public double CeilingRatio { get; set; }
    [JsonPropertyName("server_cpu_us_per_submit")] public double OfficeMicroseconds { get; set; }
    [JsonPropertyName("server_cpu_us_per_submit_to_the_end")] public double OfficeMicrosecondsInAll { get; set; }
    [JsonPropertyName("client_cpu_us_per_submit")] public double ClientMicroseconds { get; set; }
    [JsonPropertyName("submits")] public int Submits { get; set; }
    [JsonPropertyName("backlog_requests")] public long Backlog { get; set; }
    [JsonPropertyName("catch_up_s")] public double CatchUp { get; set; }
    [JsonPropertyName("mails")] public int Mails { get; set; }
    [JsonPropertyName("acknowledged_lost")] public int Lost { get; set; }

    public void Save(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, HttpFiguresJson.Default.HttpFigures));
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(HttpFigures))]
internal sealed partial class HttpFiguresJson : JsonSerializerContext;
