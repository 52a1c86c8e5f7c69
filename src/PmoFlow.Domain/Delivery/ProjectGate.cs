using PmoFlow.Domain.Approvals;

namespace PmoFlow.Domain.Delivery;

/// <summary>A decision about a project under way: whether a phase begins or ends, whether what was agreed changes.</summary>
/// <param name="Project">Whose.</param>
/// <param name="Number">From 1 within the project.</param>
/// <param name="Kind">What is decided.</param>
/// <param name="Subject">The phase's name, or the change's number.</param>
/// <param name="Title">What is asked, in one line.</param>
/// <param name="AskedBy">Mail address of who asks.</param>
/// <param name="AskedByName">Their name.</param>
/// <param name="AskedAt">UTC.</param>
public sealed record ProjectGate(
    ProjectId Project, int Number, ProjectGateKind Kind, string Subject, string Title, string AskedBy, string AskedByName, DateTimeOffset AskedAt)
{
    /// <summary>By which rules it is decided, as they stood when it was asked for; null in some that earlier versions of the program stored.</summary>
    public GatePolicy? Policy { get; init; }

    /// <summary>How many must approve.</summary>
    public Quorum Quorum { get; init; }

    /// <summary>Since when those who decide now are asked, UTC.</summary>
    public DateTimeOffset? RoundAt { get; init; }

    /// <summary>By when, UTC; null until people are asked.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What happens when it is not decided by then, as a sentence.</summary>
    public string Then { get; init; } = "";

    /// <summary>Who decides now, each with what they said.</summary>
    public IReadOnlyList<GateSeat> Seats { get => field ?? []; init; }

    /// <summary>Who was asked first and stayed silent, where it was escalated.</summary>
    public IReadOnlyList<GateSeat> Before { get => field ?? []; init; }

    /// <summary>Whether those decide to whom it was escalated.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>Whether a link alone is not enough.</summary>
    public bool SignInNeeded { get; init; }

    /// <summary>What it has come to.</summary>
    public GateVerdict Verdict { get; init; }

    /// <summary>What it came to, as a sentence.</summary>
    public string? Because { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether a decision still counts.</summary>
    public bool IsOpen => ClosedAt is null && Verdict == GateVerdict.Open;

    /// <summary>The same with what one person says; unchanged where they have no seat or have spoken.</summary>
    public ProjectGate Decided(string email, Decision decision, string? comment, DateTimeOffset at)
    {
        if (!IsOpen || Seats.All(seat => seat.Email != email || seat.Decision is not null))
            return this;
        IReadOnlyList<GateSeat> seats = [.. Seats.Select(seat => seat.Email == email ? seat with { Decision = decision, Comment = comment, DecidedAt = at } : seat)];
        return this with
        {
            Seats = seats,
            Verdict = GateTally.Verdict(Quorum, seats.Count, seats.Count(seat => seat.Decision == Decision.Approve),
                seats.Count(seat => seat.Decision == Decision.Decline), seats.Count(seat => seat is { Decision: Decision.Decline, HasVeto: true })),
        };
    }
}

/// <summary>What is decided about a project.</summary>
public enum ProjectGateKind
{
    /// <summary>Whether a phase begins.</summary>
    PhaseStart,

    /// <summary>Whether a phase is done.</summary>
    PhaseFinish,

    /// <summary>Whether what was agreed changes.</summary>
    Change,

    /// <summary>Whether what was delivered is accepted.</summary>
    Acceptance,
}
