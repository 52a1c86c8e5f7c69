using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PmoFlow.Azure.Tables;

/// <summary>
/// Counts requests to the table service, retries included, because they are what the account is billed and throttled by:
/// pmoflow.tables.requests by HTTP method and status (0 where there was no answer). Tells a write's <see cref="Attempts"/> of them.
/// </summary>
internal static class TableMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PmoFlow.Tables";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("pmoflow.tables.requests");

    /// <summary>Sits where each attempt passes.</summary>
    public static readonly HttpPipelinePolicy Policy = new CountingPolicy();

    private sealed class CountingPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            try
            {
                ProcessNext(message, pipeline);
            }
            finally
            {
                Count(message);
            }
        }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            try
            {
                await ProcessNextAsync(message, pipeline);
            }
            finally
            {
                Count(message);
            }
        }

        private static void Count(HttpMessage message)
        {
            var status = message.HasResponse ? message.Response.Status : 0;
            Requests.Add(1,
                new KeyValuePair<string, object?>("method", message.Request.Method.Method),
                new KeyValuePair<string, object?>("status", status));
            if (message.TryGetProperty(Attempts.Property, out var attempts))
                ((Attempts)attempts!).Note(status);
        }
    }
}
