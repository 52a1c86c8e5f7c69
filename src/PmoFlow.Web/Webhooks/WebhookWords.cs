using System.Globalization;
using PmoFlow.Domain.Webhooks;
using PmoFlow.Workflows.Webhooks;

namespace PmoFlow.Web.Webhooks;

/// <summary>Subscriptions in words.</summary>
internal static class WebhookWords
{
    private const int Told = 3;

    /// <summary>What a subscription hears of: the first few types by name.</summary>
    public static string Types(WebhookSubscription subscription) => subscription.Types.Count <= Told
        ? string.Join(", ", subscription.Types.Select(Short))
        : $"{string.Join(", ", subscription.Types.Take(Told).Select(Short))} and {subscription.Types.Count - Told} more";

    /// <summary>A type as people read it: <c>request qualified</c>.</summary>
    public static string Short(string type) => type.Replace("pmoflow.", "", StringComparison.Ordinal).Replace(".*", ": everything", StringComparison.Ordinal)
        .Replace('.', ' ').Replace('-', ' ');

    /// <summary>A number of rows of which only so many are looked at.</summary>
    public static string Many(int count) => count >= WebhookQueries.MostShown
        ? $"{WebhookQueries.MostShown} or more" : count.ToString(CultureInfo.InvariantCulture);
}
