using System.Text.Json;

namespace PmoFlow.Workflows.Inbox;

/// <summary>
/// Something a person said to an orchestration. It is stored before it is raised, under a key that only one person's word can
/// have, and raised again until the orchestration has recorded that it consumed it: an event alone could be lost.
/// </summary>
/// <param name="Key">Unique within its owner: <c>screened|3</c>, <c>decided|5|0|ana@example.org</c>.</param>
/// <param name="Owner">Number of the request, project or action.</param>
/// <param name="Instance">The orchestration it is for.</param>
/// <param name="Event">The event's name.</param>
/// <param name="Payload">The whole event, a <see cref="Posted{T}"/>.</param>
/// <param name="StoredAt">UTC.</param>
/// <param name="State">What became of it.</param>
public sealed record InboxItem(
    string Key, string Owner, string Instance, string Event, JsonElement Payload, DateTimeOffset StoredAt, InboxState State)
{
    /// <summary>Why it did not count, where nobody else says it.</summary>
    public string? Because { get; init; }
}

/// <summary>What became of an inbox item.</summary>
public enum InboxState
{
    /// <summary>Raised until consumed.</summary>
    Pending,

    /// <summary>The orchestration acted on it.</summary>
    Consumed,

    /// <summary>It came too late to matter; kept to show who said what.</summary>
    Superseded,
}

/// <summary>Points at an item (or a start) that has not been consumed yet.</summary>
/// <param name="Owner">Whose inbox; for a start, the instance to be started.</param>
/// <param name="Key">The item's key; null for a start.</param>
/// <param name="StoredAt">UTC.</param>
/// <param name="Times">How often the sweep has sent it again.</param>
public sealed record PendingItem(string Owner, string? Key, DateTimeOffset StoredAt, int Times = 0)
{
    /// <summary>The revision of a request that its gates must be told of once it is written; null where it points at something else.</summary>
    public int? Revision { get; init; }

    /// <summary>Who ended something of the owner, whose orchestration may have ended with it; null where nobody did.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why they did.</summary>
    public string? EndedBecause { get; init; }
}

/// <summary>An event with its origin.</summary>
/// <param name="Key">The inbox item that carries it.</param>
/// <param name="Visit">The wait it answers; an event of another wait is passed over.</param>
/// <param name="Actor">Who said it.</param>
/// <param name="At">When, UTC.</param>
/// <param name="What">What they said.</param>
public sealed record Posted<T>(string Key, int Visit, Actor Actor, DateTimeOffset At, T What);
