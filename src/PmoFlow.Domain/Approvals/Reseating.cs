namespace PmoFlow.Domain.Approvals;

/// <summary>How the seats of an open round follow a change of the organisation.</summary>
/// <param name="Seats">As they are then.</param>
/// <param name="Left">Seats that are void now.</param>
/// <param name="Came">Seats that are new.</param>
public sealed record Reseating(IReadOnlyList<GateSeat> Seats, IReadOnlyList<GateSeat> Left, IReadOnlyList<GateSeat> Came)
{
    /// <summary>Whether anything changed.</summary>
    public bool IsChange => Left.Count > 0 || Came.Count > 0;

    /// <summary>
    /// Who has decided keeps their seat. Who has not keeps it as long as they would get it today; whom somebody chose to decide for
    /// them keeps it as long as that person would get it. Everybody else who would get a seat today is new.
    /// </summary>
    /// <param name="seats">As they are.</param>
    /// <param name="expected">As they would be if the round opened now.</param>
    /// <param name="mayDecide">Whether somebody may decide at all.</param>
    public static Reseating Plan(IReadOnlyList<GateSeat> seats, IReadOnlyList<GateSeat> expected, Func<string, bool> mayDecide)
    {
        ArgumentNullException.ThrowIfNull(seats);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(mayDecide);
        var kept = seats.Where(seat => seat.Decision is not null || Keeps(seat)).ToList();
        var came = expected.Where(e => !kept.Exists(k => k.Email == e.Email || Speaks(k, e.For ?? e.Email))).ToList();
        return new([.. kept, .. came], [.. seats.Except(kept)], came);

        bool Keeps(GateSeat seat) => seat.IsDelegated == true
            ? mayDecide(seat.Email) && expected.Any(e => Speaks(e, seat.For!) || e.Email == seat.For)
            : expected.Any(e => e.Email == seat.Email && e.For == seat.For);
    }

    /// <summary>One person decides for another from now on.</summary>
    /// <param name="seats">As they are.</param>
    /// <param name="from">Whose undecided seat.</param>
    /// <param name="to">Who takes it.</param>
    public static Reseating Delegate(IReadOnlyList<GateSeat> seats, string from, GateSeat to)
    {
        ArgumentNullException.ThrowIfNull(seats);
        ArgumentNullException.ThrowIfNull(to);
        if (seats.FirstOrDefault(seat => seat.Email == from && seat.Decision is null) is not { } left || seats.Any(seat => seat.Email == to.Email))
            return new(seats, [], []);
        var came = to with { HasVeto = left.HasVeto, For = left.For ?? left.Email, ForName = left.ForName ?? left.Name, IsDelegated = true };
        return new([.. seats.Select(seat => seat == left ? came : seat)], [left], [came]);
    }

    private static bool Speaks(GateSeat seat, string person) => seat.For == person;
}
