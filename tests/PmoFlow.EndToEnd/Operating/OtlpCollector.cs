using System.Collections.Concurrent;
using System.Net;
using System.Text;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Operating;

/// <summary>A collector of OTLP over HTTP that remembers names.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<byte[]> bodies = new();
    private readonly ConcurrentQueue<CollectedSpan> spans = new();
    private readonly ConcurrentDictionary<string, bool> metrics = new();
    private readonly Task answering;

    public OtlpCollector()
    {
        listener.Prefixes.Add(Address.AbsoluteUri);
        listener.Start();
        answering = Answer();
    }

    public Uri Address { get; } = FreeAddress.Find();

    public IReadOnlyCollection<CollectedSpan> Spans => spans;

    /// <summary>Whether anything that arrived holds that text.</summary>
    public bool Heard(string text) => bodies.Any(body => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    public HashSet<string> Metrics => [.. metrics.Keys];

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await answering;
        listener.Close();
    }

    private async Task Answer()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            bodies.Enqueue(body.ToArray());
            Read(context.Request.Url!.AbsolutePath, body.ToArray());
            context.Response.ContentType = "application/x-protobuf";
            context.Response.Close();
        }
    }

    // Field numbers as in opentelemetry-proto: resource_spans=1, scope_spans=2, spans=2, trace_id=1, name=5; metrics alike, name=1.
    private void Read(string path, byte[] body)
    {
        var items = Protobuf.Fields(body, 1).SelectMany(resource => Protobuf.Fields(resource, 2)).SelectMany(scope => Protobuf.Fields(scope, 2));
        foreach (var item in items)
        {
            if (path == "/v1/traces")
                spans.Enqueue(new(Convert.ToHexString(Protobuf.Fields(item, 1).Single().Span), Protobuf.Text(item, 5)));
            else if (path == "/v1/metrics")
                metrics[Protobuf.Text(item, 1)] = true;
        }
    }
}

/// <summary>A span as it arrived.</summary>
internal sealed record CollectedSpan(string Trace, string Name);
