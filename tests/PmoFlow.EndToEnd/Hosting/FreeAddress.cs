using System.Net;
using System.Net.Sockets;

namespace PmoFlow.EndToEnd.Hosting;

internal static class FreeAddress
{
    /// <summary>An address of this machine that nobody listens on. Mails carry it in links, so it outlives a restart.</summary>
    public static Uri Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
