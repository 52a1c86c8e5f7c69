using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PmoFlow.Embedded.Engine;

namespace PmoFlow.Host;

/// <summary>
/// Traces and metrics of the engine, the web and calls to others, sent by OTLP where the standard variable
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; its companions (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>, <c>OTEL_SERVICE_NAME</c>, …)
/// hold too. Where it is not set, nothing is collected. No address that opens anything leaves with them.
/// </summary>
internal static class Telemetry
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="SettingRefusedException">The endpoint is no address.</exception>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
            return;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new SettingRefusedException(Endpoint, $"is '{endpoint}', which is no address", "Write one such as http://127.0.0.1:4317.");
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(configuration["OTEL_SERVICE_NAME"] ?? "PmoFlow"))
            .WithTracing(tracing => tracing.AddSource(EngineTelemetry.Name).AddAspNetCoreInstrumentation(web => web.Filter = IsOfInterest).AddHttpClientInstrumentation()
                .AddProcessor(new SpansWithoutSecrets()))
            .WithMetrics(metrics => metrics.AddMeter(EngineTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .UseOtlpExporter();
    }

    // Asked every few seconds by machines: no trace of that helps anybody.
    private static bool IsOfInterest(HttpContext context) => !context.Request.Path.StartsWithSegments("/health");
}
