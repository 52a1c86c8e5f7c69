namespace PmoFlow.Domain.Approvals;

/// <summary>What somebody at a gate says.</summary>
public enum Decision
{
    /// <summary>Yes.</summary>
    Approve,

    /// <summary>No.</summary>
    Decline,
}

/// <summary>What a gate has come to.</summary>
public enum GateVerdict
{
    /// <summary>Not enough has been said.</summary>
    Open,

    /// <summary>The quorum approved.</summary>
    Approved,

    /// <summary>The quorum cannot approve any more, or the deadline passed.</summary>
    Declined,
}

/// <summary>Counts decisions against a quorum.</summary>
public static class GateTally
{
    /// <summary>The verdict of a gate with that many seats, of which so many approved and declined, and so many of those with a veto.</summary>
    public static GateVerdict Verdict(Quorum quorum, int seats, int approvals, int declines, int vetoes = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(approvals + declines, seats);
        if (vetoes > 0)
            return GateVerdict.Declined;
        var needed = quorum.Needed(seats);
        if (approvals >= needed)
            return GateVerdict.Approved;
        // Where the office has fewer people than the quorum wants, those there can decline but not approve.
        return declines == seats || (needed <= seats && seats - declines < needed) ? GateVerdict.Declined : GateVerdict.Open;
    }
}
