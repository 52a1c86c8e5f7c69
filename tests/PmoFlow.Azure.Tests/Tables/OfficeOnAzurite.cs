using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using PmoFlow.Azure.Files;
using PmoFlow.Azure.Tables;
using PmoFlow.Workflows.Tests.Office;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>Stands the offices of the request-life suite, which this assembly compiles anew, on tables and blobs in Azurite.</summary>
internal static class OfficeOnAzurite
{
    public static void Prepare(Azurite azurite) => TestOffice.Instead = (services, folder) =>
        services.AddAzureTables(azurite.Options() with { Prefix = Prefix(folder) }).AddAzureFiles(azurite.FileOptions(Prefix(folder).ToLowerInvariant()));

    // A restarted office finds its tables again.
    private static string Prefix(string folder) =>
        "T" + string.Concat(Path.GetFileName(folder).Select(c => ((int)c).ToString("x2", CultureInfo.InvariantCulture)))[^12..];
}

/// <summary>Counts requests to the table service by HTTP method, for as long as it lives.</summary>
internal sealed class RequestCount : IDisposable
{
    private readonly MeterListener listener = new();

    public RequestCount()
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == TableMetrics.MeterName)
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            ByMethod.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        listener.Start();
    }

    public ConcurrentDictionary<string, long> ByMethod { get; } = new();

    public long All => ByMethod.Values.Sum();

    public void Dispose() => listener.Dispose();
}
