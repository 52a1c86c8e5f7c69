using System.Text.Json.Serialization;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;

namespace PmoFlow.Domain.Portfolio;

/// <summary>What one request, project or action adds to its unit's summary of one period.</summary>
/// <param name="Of">What contributes: <c>request/R-…</c>, <c>project/P-…</c>, <c>action/A-…</c>.</param>
/// <param name="Amounts">By measure; empty for what counts no more, so that news of it that comes late is known as such.</param>
public sealed record Contribution(string Of, IReadOnlyDictionary<string, decimal> Amounts)
{
    /// <summary>Which state of the thing this is of; a later one has a greater number. 0 for what has no order.</summary>
    public long Version { get; init; }

    /// <summary>When the thing last changed, UTC, if only in the office's books. It decides between states of one version.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>When a person or a file last said something of it, UTC: the age of the number. Null in what was written before that was remembered.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>The age to show.</summary>
    public DateTimeOffset? KnownAt => SaidAt ?? At;

    /// <summary>What lists of contributions say of it.</summary>
    public Subject? Subject { get; init; }

    /// <summary>Of an action: the name of its project.</summary>
    [JsonIgnore]
    public string? ProjectOfAction => Of.StartsWith("action/", StringComparison.Ordinal) ? Subject?.State : null;

    /// <summary>Whether this is of an earlier state than the other, so that it must not take its place.</summary>
    public bool IsOlderThan(Contribution other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Version != other.Version ? Version < other.Version : At < other.At;
    }

    /// <summary>The same thing when it counts no more in this place.</summary>
    public Contribution Gone() => this with { Amounts = new Dictionary<string, decimal>(), Subject = null };

    /// <summary>Whether both add the same and are of the same state.</summary>
    public bool Says(Contribution? other) =>
        other is not null && Of == other.Of && Version == other.Version && At == other.At && SaidAt == other.SaidAt && Subject == other.Subject
        && Amounts.Count == other.Amounts.Count && !Amounts.Except(other.Amounts).Any();
}

/// <summary>What a list says of a thing that contributes.</summary>
/// <param name="Title">Its title or name.</param>
/// <param name="Who">Whose turn it is.</param>
/// <param name="State">Stage, rating or state in words.</param>
/// <param name="Due">By when it is to be done, UTC; null where nothing is due.</param>
public sealed record Subject(string Title, string? Who, string State, DateTimeOffset? Due)
{
    /// <summary>Of a project under way: its latest rating.</summary>
    public HealthRating? Rating { get; init; }

    /// <summary>Of a project: whether its rating is unknown because nobody says how it is.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Of a project whose rating is unknown: how it was rated last, and for what period; null where it never was.</summary>
    public string? LastRated { get; init; }

    /// <summary>Of a project: when it was rated, UTC.</summary>
    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>Budget or expected cost, in the office's currency.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Of a project: the milestone that is next.</summary>
    public NextMilestone? Next { get; init; }
}
