namespace PmoFlow.Domain.Money;

/// <summary>
/// Schedule performance in time: when should what is done have been done? W. Lipke, "Schedule is Different", The Measurable News,
/// March 2003; PMI, <i>Practice Standard for Earned Value Management</i>, 2nd edition (2011), appendix D. All times in months.
/// </summary>
/// <param name="Es">Earned schedule: C whole months whose planned value is earned, and the earned part of the next.</param>
/// <param name="At">Actual time: months since the start.</param>
/// <param name="Pd">Planned duration.</param>
public sealed record EarnedSchedule(decimal Es, decimal At, decimal Pd)
{
    /// <summary>Schedule variance in time, ES − AT; below 0 is late, also at the end.</summary>
    public decimal SvT => Es - At;

    /// <summary>Schedule performance index in time, ES ÷ AT; null at the very start.</summary>
    public decimal? SpiT => At > 0 ? Es / At : null;

    /// <summary>Independent estimate of the whole duration, PD ÷ SPI(t); null while nothing is earned.</summary>
    public decimal? IeacT => SpiT is > 0 and var spi ? Pd / spi : null;

    /// <summary>To-complete schedule performance index, (PD − ES) ÷ (PD − AT); null where the planned time is over.</summary>
    public decimal? TspiToPd => Pd > At ? (Pd - Es) / (Pd - At) : null;

    /// <summary>Reads the earned schedule off a planned value curve: ES = C + (EV − PV of C) ÷ (PV of C + 1 − PV of C).</summary>
    /// <param name="planned">Cumulative planned value at the end of each month, from the first on; never falling.</param>
    /// <param name="earned">Cumulative earned value now.</param>
    /// <param name="at">Months since the start.</param>
    public static EarnedSchedule Of(IReadOnlyList<decimal> planned, decimal earned, decimal at)
    {
        ArgumentNullException.ThrowIfNull(planned);
        // What is planned after all of the budget is planned takes no time: the plan ends where it reaches its total.
        var duration = planned.Count == 0 ? 0 : planned.TakeWhile(value => value < planned[^1]).Count() + 1;
        var whole = planned.Take(duration).TakeWhile(value => value <= earned).Count();
        if (whole == duration)
            return new(duration, at, duration);
        var before = whole == 0 ? 0 : planned[whole - 1];
        var part = planned[whole] > before ? Math.Max(0, earned - before) / (planned[whole] - before) : 0;
        return new(whole + part, at, duration);
    }
}
