using System.Net.Http.Json;
using System.Text.Json;
using PmoFlow.EndToEnd.Hosting;

namespace PmoFlow.EndToEnd.Office;

/// <summary>A client of the office over HTTP, as a program would write it.</summary>
internal sealed class OfficeApi(Uri address) : IDisposable
{
    // Redirects are part of what is tested; cookies are the browser's business.
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // What a slower host cannot answer in its time waits here, not there.
        MaxConnectionsPerServer = HostLaunch.IsHost ? int.MaxValue : 50,
    })
    {
        BaseAddress = address,
        // Slower ground answers later, too.
        Timeout = TimeSpan.FromSeconds(Math.Max(100, Patience.Longest.TotalSeconds)),
    };

    public Uri Address => address;

    public async Task<Answer> Get(string path, string? actor = null) => await Send(HttpMethod.Get, path, null, actor);

    public async Task<Answer> Post(string path, object body, string? actor = null, string? idempotencyKey = null) =>
        await Send(HttpMethod.Post, path, JsonContent.Create(body, body.GetType(), options: JsonSerializerOptions.Web), actor, idempotencyKey);

    public async Task<Answer> Put(string path, object body, string? actor = null) =>
        await Send(HttpMethod.Put, path, JsonContent.Create(body), actor);

    public async Task<Answer> PostForm(string path, IReadOnlyDictionary<string, string> fields, string? actor = null) =>
        await Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields), actor);

    public async Task<Answer> Send(
        HttpMethod method, string path, HttpContent? content, string? actor = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = content };
        if (actor is not null)
            request.Headers.Add("X-Dev-User", actor);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location);
    }

    public async Task<RequestState> Request(string id) =>
        (await Get($"/api/v1/requests/{id}", People.Analyst)).Expect(200).Read<RequestState>();

    public async Task<IReadOnlyList<Message>> Messages(string to) =>
        (await Get($"/api/v1/dev/messages?to={Uri.EscapeDataString(to)}")).Expect(200).Read<List<Message>>();

    /// <summary>Every row of a list, page by page.</summary>
    public async Task<IReadOnlyList<T>> All<T>(string path)
    {
        var (rows, cursor) = (new List<T>(), "");
        do
        {
            var join = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var page = (await Get($"{path}{join}cursor={Uri.EscapeDataString(cursor)}", People.Analyst)).Expect(200).Read<Listing<T>>();
            rows.AddRange(page.Items);
            cursor = page.Cursor ?? "";
        }
        while (cursor.Length > 0);
        return rows;
    }

    public void Dispose() => http.Dispose();
}
