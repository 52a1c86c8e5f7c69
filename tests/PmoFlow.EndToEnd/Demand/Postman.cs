using System.Collections.Concurrent;
using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>Looks into the approvers' mailboxes for everybody who waits for a mail, so that they are not read a thousand times.</summary>
internal sealed class Postman(PatientClient client) : IAsyncDisposable
{
    private static readonly TimeSpan Round = 8 * Patience.Pause;

    private static readonly TimeSpan Longest = 4 * Patience.Longest;

    private readonly ConcurrentDictionary<(string Approver, string Request), TaskCompletionSource<Message>> waiting = new();

    private readonly CancellationTokenSource end = new();

    private Task rounds = Task.CompletedTask;

    public void Begin() => rounds = Go();

    /// <summary>The first mail to an approver about a request; fails where it never comes.</summary>
    public async Task<Message> Invitation(string approver, string request)
    {
        var signal = waiting.GetOrAdd((approver, request), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            return await signal.Task.WaitAsync(Longest, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"{approver} got no mail about {request}; it is {await client.Request(request)}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await rounds;
        end.Dispose();
    }

    private async Task Go()
    {
        while (!end.IsCancellationRequested)
        {
            foreach (var approver in waiting.Where(wait => !wait.Value.Task.IsCompleted).Select(wait => wait.Key.Approver).Distinct().ToList())
                foreach (var message in await client.Messages(approver))
                    if (waiting.TryGetValue((approver, message.About), out var signal))
                        signal.TrySetResult(message);
            await Task.Delay(Round, TimeProvider.System, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
