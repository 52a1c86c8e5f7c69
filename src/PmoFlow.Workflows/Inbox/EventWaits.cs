using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Workflows.Inbox;

/// <summary>
/// The events that one orchestration waits for. A wait that lost a race is kept and used again, because a second waiter for the
/// same event would swallow what the first is owed; a repeat of an event that was taken, or one meant for an earlier wait, is
/// passed over.
/// </summary>
internal sealed class EventWaits(OrchestrationContext context)
{
    private readonly Dictionary<string, Task> open = [];
    private readonly Dictionary<string, object> early = [];

    /// <summary>The event of that name which answers wait number <paramref name="visit"/>.</summary>
    public Task<Posted<T>> Next<T>(EventReference<Posted<T>> eventReference, int visit)
    {
        var name = $"{eventReference.Name}|{visit}";
        if (!open.TryGetValue(name, out var wait))
            open[name] = wait = For(eventReference, visit);
        return (Task<Posted<T>>)wait;
    }

    /// <summary>Takes the event that <see cref="Next"/> waited for; the one after it is another wait.</summary>
    public async Task<Posted<T>> Take<T>(EventReference<Posted<T>> eventReference, int visit)
    {
        var posted = await Next(eventReference, visit);
        open.Remove($"{eventReference.Name}|{visit}");
        return posted;
    }

    private async Task<Posted<T>> For<T>(EventReference<Posted<T>> eventReference, int visit)
    {
        while (true)
        {
            if (early.Remove($"{eventReference.Name}|{visit}", out var kept))
                return (Posted<T>)kept;
            var posted = await Raw(eventReference);
            if (posted.Visit == visit)
                return posted;
            // It may answer a wait whose beginning is stored but has not reached this orchestration yet.
            if (posted.Visit > visit)
                early[$"{eventReference.Name}|{posted.Visit}"] = posted;
        }
    }

    private Task<Posted<T>> Raw<T>(EventReference<Posted<T>> eventReference)
    {
        // One wait at the platform per name: a newer visit takes over the wait that an older one left behind.
        if (open.TryGetValue(eventReference.Name, out var wait) && !wait.IsCompleted)
            return (Task<Posted<T>>)wait;
        var next = context.WaitForEvent(eventReference);
        open[eventReference.Name] = next;
        return next;
    }
}
