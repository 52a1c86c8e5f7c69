using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows;

/// <summary>
/// The mails of one orchestration. A mail that cannot be sent must not hold up the process, so it goes its own way; before the
/// orchestration ends it waits for all of them.
/// </summary>
internal sealed class Mailings(OrchestrationContext context)
{
    private readonly List<Task> sent = [];

    /// <summary>Sends a mail beside what goes on.</summary>
    public void Send<T>(ActivityReference<T, Nothing> mail, T about) => sent.Add(Attempt(mail, about));

    /// <summary>Completes when each mail is sent or given up.</summary>
    public Task AllSent() => Task.WhenAll(sent);

    private async Task Attempt<T>(ActivityReference<T, Nothing> mail, T about)
    {
        try
        {
            await context.CallActivity(mail, about);
        }
        catch (TaskFailedException)
        {
            // The outbox row says what could not be sent and why; the analysts see it there.
        }
    }
}
