using System.Diagnostics;

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
    /// <summary>The verdict of a gate with that many seats, of which so many approved and declined.</summary>
    public static GateVerdict Verdict(Quorum quorum, int seats, int approvals, int declines)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seats, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(approvals + declines, seats);
        var needed = quorum switch
        {
            Quorum.Any => 1,
            Quorum.All => seats,
            Quorum.Majority => (seats / 2) + 1,
            _ => throw new UnreachableException(),
        };
        if (approvals >= needed)
            return GateVerdict.Approved;
        return seats - declines < needed ? GateVerdict.Declined : GateVerdict.Open;
    }
}
