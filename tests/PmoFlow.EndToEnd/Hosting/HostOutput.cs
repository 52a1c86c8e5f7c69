using System.Collections.Concurrent;
using System.Diagnostics;

namespace PmoFlow.EndToEnd.Hosting;

/// <summary>What a process says: the last of it for a failure's message, and a signal when it says something awaited.</summary>
internal sealed class HostOutput
{
    private const int Kept = 200;

    private readonly ConcurrentQueue<string> lines = new();

    private readonly TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string? awaited;

    public HostOutput(Process process, string? awaited)
    {
        this.awaited = awaited;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
    }

    /// <summary>Completes when the awaited words were said.</summary>
    public Task Said => said.Task;

    /// <summary>The last lines.</summary>
    public override string ToString() => string.Join(Environment.NewLine, lines);

    private void Add(string? line)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        if (lines.Count > Kept)
            lines.TryDequeue(out _);
        if (awaited is not null && line.Contains(awaited, StringComparison.Ordinal))
            said.TrySetResult();
    }
}
