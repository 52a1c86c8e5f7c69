using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace PmoFlow.Bench.Http;

/// <summary>So many clients on connections of their own, each of which submits again as soon as it has its answer.</summary>
internal sealed class Submitters : IDisposable
{
    private static readonly string[] Units = ["operations", "finance", "technology", "platforms", "people", "customer", "pmo"];

    // So many that none of them asks more often in a day than the office answers by mail.
    private const int Requesters = 2_003;

    private readonly Uri address;
    private readonly int count;
    private readonly byte[][] bodies = [.. Enumerable.Range(0, Requesters).Select(Body)];
    private readonly HttpMessageInvoker client;
    private int left;
    private int next;

    public Submitters(Uri address, int count)
    {
        this.address = address;
        this.count = count;
        client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = count,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        });
    }

    /// <summary>The numbers of all requests that were accepted.</summary>
    public ConcurrentQueue<string> Accepted { get; } = [];

    /// <summary>Submits so many.</summary>
    public async Task<Measured> Run(int submits)
    {
        left = submits;
        var watch = Stopwatch.StartNew();
        var times = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Task.Run(One)));
        return new Measured([.. times.SelectMany(mine => mine).Order()], watch.Elapsed);
    }

    public void Dispose() => client.Dispose();

    private async Task<List<double>> One()
    {
        var times = new List<double>();
        while (Interlocked.Decrement(ref left) >= 0)
        {
            var from = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(bodies[(uint)Interlocked.Increment(ref next) % Requesters]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.SendAsync(request, CancellationToken.None);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != HttpStatusCode.Created)
                throw new InvalidOperationException($"{(int)answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(bytes)}");
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            Accepted.Enqueue(answer.Headers.Location!.OriginalString.Split('/')[^1]);
        }
        return times;
    }

    private static byte[] Body(int requester) => JsonSerializer.SerializeToUtf8Bytes(
        new Submission("Replace the ticket machines in the main hall",
            "The machines are eleven years old. Every second complaint of last year was about them, and spare parts run out in spring.",
            new Person("Ann Example", $"ann.{requester}@example.org"),
            new Dictionary<string, string>(StringComparer.Ordinal) { ["unit"] = Units[requester % Units.Length], ["cost"] = "125000", ["urgency"] = "thisYear" }),
        SubmissionJson.Default.Submission);
}
