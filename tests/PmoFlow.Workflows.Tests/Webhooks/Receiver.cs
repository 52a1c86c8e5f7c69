using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace PmoFlow.Workflows.Tests.Webhooks;

/// <summary>What one post carried.</summary>
internal sealed record Posted(string Id, string Timestamp, string Signature, string ContentType, byte[] Body)
{
    public JsonElement Event => JsonElement.Parse(Body);
}

/// <summary>A receiver on a free port: keeps what comes, and answers what the test says.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly List<Posted> posts = [];
    private readonly Task loop;

    public Receiver()
    {
        using var port = new TcpListener(IPAddress.Loopback, 0);
        port.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)port.LocalEndpoint).Port}/hooks");
        port.Stop();
        listener.Prefixes.Add($"{Address.GetLeftPart(UriPartial.Authority)}/");
        listener.Start();
        loop = Serve();
    }

    public Uri Address { get; }

    /// <summary>What to answer to a post; null for no answer at all.</summary>
    public Func<Posted, int?> Answer { get; set; } = _ => 204;

    /// <summary>Where a redirection leads.</summary>
    public Uri? Location { get; set; }

    /// <summary>Everything that came.</summary>
    public IReadOnlyList<Posted> All => Copy(_ => true);

    /// <summary>The ids of what was taken, in order.</summary>
    public List<string> Taken { get; } = [];

    public void Dispose()
    {
        listener.Close();
        loop.GetAwaiter().GetResult();
    }

    private List<Posted> Copy(Func<Posted, bool> which)
    {
        lock (posts)
            return [.. posts.Where(which)];
    }

    private async Task Serve()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var memory = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(memory);
            var post = new Posted(context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!,
                context.Request.Headers["webhook-signature"]!, context.Request.ContentType!, memory.ToArray());
            int? status;
            lock (posts)
            {
                posts.Add(post);
                status = Answer(post);
                if (status is >= 200 and < 300)
                    Taken.Add(post.Id);
            }
            if (status is not { } code)
                continue;
            context.Response.StatusCode = code;
            if (Location is { } elsewhere)
                context.Response.RedirectLocation = elsewhere.ToString();
            context.Response.Close();
        }
    }
}
