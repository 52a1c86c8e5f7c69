using System.Diagnostics;
using OpenTelemetry;

namespace PmoFlow.Host;

/// <summary>
/// Leaves out of each span what lets its reader in: the path of a page that a mailed link opens is its token, and the address of a
/// webhook or of a chat's room is often its password. The route's template and the other side's name say enough.
/// </summary>
internal sealed class SpansWithoutSecrets : BaseProcessor<Activity>
{
    private static readonly string[] Queries = ["url.query", "http.target", "http.url"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.path") is not null)
            data.SetTag("url.path", data.GetTagItem("http.route") ?? "(none)");
        if (data.GetTagItem("url.full") is string full)
            data.SetTag("url.full", Uri.TryCreate(full, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : null);
        foreach (var query in Queries)
            data.SetTag(query, null);
    }
}
