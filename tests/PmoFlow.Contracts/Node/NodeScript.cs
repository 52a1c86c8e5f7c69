using System.Diagnostics;
using System.Threading.Channels;

namespace PmoFlow.Contracts.Node;

/// <summary>
/// A script of ours under Node. It says one line for each thing it has to tell, and it ends when its standard input does, so that
/// it never outlives the tests, however they end.
/// </summary>
public sealed class NodeScript : IAsyncDisposable
{
    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Task pump;
    private readonly Task<string> error;

    private NodeScript(Process process)
    {
        this.process = process;
        error = process.StandardError.ReadToEndAsync();
        pump = Pump();
    }

    /// <summary>Starts a script beside tests/package.json, by its path from there.</summary>
    public static NodeScript Start(string script, params string[] arguments) =>
        new(Process.Start(new ProcessStartInfo("node", [Path.Combine(NodePackages.Folder, script), .. arguments])
        {
            WorkingDirectory = NodePackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    /// <summary>The next line it says; throws with its error output where it ended instead.</summary>
    public async Task<string> ReadLine(CancellationToken cancellation = default)
    {
        try
        {
            return await lines.Reader.ReadAsync(cancellation);
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"The script ended: {await error}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        await pump;
        process.Dispose();
    }

    private async Task Pump()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            lines.Writer.TryWrite(line);
        lines.Writer.Complete();
    }
}
