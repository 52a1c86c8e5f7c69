using System.Net;
using System.Net.Sockets;

namespace PmoFlow.Bench.Http;

/// <summary>A mail server on loopback that takes every mail and throws it away.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int mailsPerConnection;
    private int taken;
    private int connections;

    /// <summary>A server that ends a connection, without a word, after so many mails.</summary>
    public MailSink(int mailsPerConnection = int.MaxValue)
    {
        this.mailsPerConnection = mailsPerConnection;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Accept();
    }

    public int Port { get; }

    /// <summary>Mails taken so far.</summary>
    public int Taken => Volatile.Read(ref taken);

    /// <summary>Connections made so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
            {
                return;
            }
            Interlocked.Increment(ref connections);
            _ = Serve(client);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                await using var stream = client.GetStream();
                using var reader = new StreamReader(stream);
                await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
                var mails = 0;
                await writer.WriteLineAsync("220 sink.example.org");
                while (await reader.ReadLineAsync() is { } line)
                {
                    var verb = line.Length < 4 ? "" : line[..4].ToUpperInvariant();
                    await writer.WriteLineAsync(verb switch
                    {
                        "EHLO" => "250-sink.example.org\r\n250 PIPELINING",
                        "DATA" => "354 go on",
                        "QUIT" => "221 bye",
                        _ => "250 fine",
                    });
                    if (verb == "QUIT")
                        return;
                    if (verb != "DATA")
                        continue;
                    while (await reader.ReadLineAsync() is not (null or "."))
                    {
                    }
                    Interlocked.Increment(ref taken);
                    await writer.WriteLineAsync("250 taken");
                    if (++mails == mailsPerConnection)
                        return;
                }
            }
            catch (IOException)
            {
                // The office was killed.
            }
        }
    }
}
