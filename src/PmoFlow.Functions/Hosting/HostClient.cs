using Microsoft.DurableTask.Client;

namespace PmoFlow.Functions.Hosting;

/// <summary>
/// The client of the Functions host, which hands it out with invocations only: it is the same for all of them, so the one seen first
/// serves everything that this worker does.
/// </summary>
internal sealed class HostClient
{
    private volatile DurableTaskClient? client;

    /// <exception cref="InvalidOperationException">No function has been invoked yet.</exception>
    public DurableTaskClient Current => client ?? throw new InvalidOperationException("The Functions host has not called this worker yet.");

    public void Remember(DurableTaskClient seen) => client = seen;
}
