using System.Net;
using System.Net.Sockets;

namespace PmoFlow.Workflows.Webhooks;

/// <summary>Which addresses can be subscribed: HTTPS, and of the public internet. Whoever sends checks again, for a name may move.</summary>
public sealed class WebhookAddresses(WebhookSettings settings)
{
    private const int Longest = 2000;

    /// <summary>The address, or what is wrong with it.</summary>
    public async Task<(Uri? Address, string? Problem)> Check(string? text, CancellationToken cancellation = default)
    {
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) || address.OriginalString.Length > Longest || address.Host.Length == 0)
            return (null, "Give a whole address, such as https://example.org/hooks.");
        if (address.Scheme != Uri.UriSchemeHttps && !(settings.PrivateNetworks && address.Scheme == Uri.UriSchemeHttp))
            return (null, "Give an address that begins with https://.");
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return (null, "Leave out name, password and fragment.");
        return settings.PrivateNetworks || await IsPublic(address, cancellation) is not { } problem ? (address, null) : (null, problem);
    }

    private static async Task<string?> IsPublic(Uri address, CancellationToken cancellation)
    {
        try
        {
            var found = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellation);
            return found.FirstOrDefault(ip => !PublicAddresses.Contains(ip)) is { } inside
                ? $"{address.Host} leads to {inside}, which is no public address. Events go to the public internet only." : null;
        }
        catch (SocketException)
        {
            return $"{address.Host} has no address. Check the name.";
        }
    }
}
