namespace PmoFlow.Domain.Money;

/// <summary>
/// Earned value at one moment. Terms and formulas: PMI, <i>The Standard for Earned Value Management</i> (2019) and ANSI/EIA-748,
/// guidelines 22 (variances), 23 and 27 (estimates at completion). An index whose divisor is 0 is null: nothing can be said.
/// </summary>
/// <param name="Bac">Budget at completion.</param>
/// <param name="Pv">Planned value, cumulative: what was to be done by now (BCWS).</param>
/// <param name="Ev">Earned value, cumulative: what is done, at its budget (BCWP).</param>
/// <param name="Ac">Actual cost, cumulative: what that took (ACWP).</param>
public sealed record EarnedValue(Amount Bac, Amount Pv, Amount Ev, Amount Ac)
{
    /// <summary>Cost variance, EV − AC; below 0 is over budget.</summary>
    public Amount Cv => Ev - Ac;

    /// <summary>Schedule variance, EV − PV; below 0 is behind. It comes back to 0 at the end however late that is.</summary>
    public Amount Sv => Ev - Pv;

    /// <summary>Cost performance index, EV ÷ AC.</summary>
    public decimal? Cpi => Amount.Ratio(Ev, Ac);

    /// <summary>Schedule performance index, EV ÷ PV.</summary>
    public decimal? Spi => Amount.Ratio(Ev, Pv);

    /// <summary>Three estimates at completion, each with what it assumes of the work that is left.</summary>
    public IReadOnlyList<EstimateAtCompletion> Estimates =>
    [
        new(EacFormula.AsBudgeted, Eac(EacFormula.AsBudgeted)),
        new(EacFormula.AsSoFar, Eac(EacFormula.AsSoFar)),
        new(EacFormula.CostAndSchedule, Eac(EacFormula.CostAndSchedule)),
    ];

    /// <summary>An estimate at completion; null where an index that it divides by is 0 or unknown.</summary>
    public Amount? Eac(EacFormula formula) => (formula, Cpi, Spi) switch
    {
        (EacFormula.AsBudgeted, _, _) => Ac + (Bac - Ev),
        (EacFormula.AsSoFar, > 0 and var cpi, _) => Bac / cpi,
        (EacFormula.CostAndSchedule, > 0 and var cpi, > 0 and var spi) => Ac + ((Bac - Ev) / (cpi * spi)),
        _ => null,
    };

    /// <summary>Variance at completion, BAC − EAC; below 0 is over budget at the end.</summary>
    public Amount? Vac(EacFormula formula) => Eac(formula) is { } eac ? Bac - eac : null;

    /// <summary>
    /// To-complete performance index to keep the budget, (BAC − EV) ÷ (BAC − AC): how efficient the rest must be. Null where the
    /// budget is spent already; no efficiency keeps it then.
    /// </summary>
    public decimal? TcpiToBac => Bac.Value > Ac.Value ? Amount.Ratio(Bac - Ev, Bac - Ac) : null;

    /// <summary>To-complete performance index to keep an estimate, (BAC − EV) ÷ (EAC − AC).</summary>
    public decimal? TcpiToEac(EacFormula formula) =>
        Eac(formula) is { } eac && eac.Value > Ac.Value ? Amount.Ratio(Bac - Ev, eac - Ac) : null;
}

/// <summary>How an estimate at completion is reckoned.</summary>
public enum EacFormula
{
    /// <summary>AC + (BAC − EV).</summary>
    AsBudgeted,

    /// <summary>BAC ÷ CPI.</summary>
    AsSoFar,

    /// <summary>AC + (BAC − EV) ÷ (CPI × SPI).</summary>
    CostAndSchedule,
}

/// <summary>An estimate at completion.</summary>
/// <param name="Formula">How it is reckoned.</param>
/// <param name="Value">Null where it cannot be.</param>
public sealed record EstimateAtCompletion(EacFormula Formula, Amount? Value)
{
    /// <summary>The formula as books write it.</summary>
    public string Text => Formula switch
    {
        EacFormula.AsBudgeted => "AC + (BAC − EV)",
        EacFormula.AsSoFar => "BAC ÷ CPI",
        EacFormula.CostAndSchedule => "AC + (BAC − EV) ÷ (CPI × SPI)",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What it assumes of the work that is left.</summary>
    public string Assumption => Formula switch
    {
        EacFormula.AsBudgeted => "What is left costs what was budgeted; the deviation so far was a one-off.",
        EacFormula.AsSoFar => "What is left costs in the same proportion as what is done.",
        EacFormula.CostAndSchedule => "What is left suffers from the cost and from the pressure of the schedule, both as so far.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
