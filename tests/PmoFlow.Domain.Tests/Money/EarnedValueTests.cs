using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

public sealed class EarnedValueTests
{
    /// <summary>
    /// The fence: four sides, 1,000 and one day each, at the end of the third day. R. Mulcahy, <i>PMP Exam Prep</i>, earned value
    /// exercise.
    /// </summary>
    private static readonly EarnedValue Fence = Of(4_000, 3_000, 2_500, 2_800);

    /// <summary>The example of the R package PRA (P. Govan; after Damnjanovic and Reinschmidt, Springer 2020).</summary>
    private static readonly EarnedValue Pra = Of(100_000, 40_000, 35_000, 63_000);

    [Fact]
    public void fence_of_pmp_exam_prep_comes_to_the_published_figures()
    {
        Assert.Equal(-300, Fence.Cv.Value);
        Assert.Equal(0.893m, Math.Round(Fence.Cpi!.Value, 3));
        Assert.Equal(-500, Fence.Sv.Value);
        Assert.Equal(0.833m, Math.Round(Fence.Spi!.Value, 3));
        // The book rounds the CPI before it divides and so prints 4,479; unrounded it is 4,480.
        Assert.Equal(4_479m, Math.Floor(4_000m / 0.893m));
        Assert.Equal(4_480m, Fence.Eac(EacFormula.AsSoFar)!.Value.Value, 10);
        Assert.Equal(-480m, Fence.Vac(EacFormula.AsSoFar)!.Value.Value, 10);
    }

    [Fact]
    public void example_of_pra_comes_to_the_published_figures()
    {
        Assert.Equal(-28_000, Pra.Cv.Value);
        Assert.Equal(-5_000, Pra.Sv.Value);
        Assert.Equal(0.875m, Pra.Spi!.Value);
        Assert.Equal(128_000, Pra.Eac(EacFormula.AsBudgeted)!.Value.Value);
        Assert.Equal(180_000m, Pra.Eac(EacFormula.AsSoFar)!.Value.Value, 10);
        // 63,000 + 65,000 ÷ ((35 ÷ 63) × 0.875)
        Assert.Equal(196_714.29m, Math.Round(Pra.Eac(EacFormula.CostAndSchedule)!.Value.Value, 2));
    }

    [Fact]
    public void to_complete_index_says_how_efficient_the_rest_must_be()
    {
        Assert.Equal(1_500m / 1_200m, Fence.TcpiToBac);
        // To reach the estimate that goes on as so far, the rest must be exactly as efficient as what is done.
        Assert.Equal(Math.Round(Fence.Cpi!.Value, 10), Math.Round(Fence.TcpiToEac(EacFormula.AsSoFar)!.Value, 10));
        Assert.Equal(1m, Fence.TcpiToEac(EacFormula.AsBudgeted));
    }

    [Fact]
    public void budget_that_is_spent_cannot_be_kept_by_any_efficiency() =>
        Assert.Null(Of(1_000, 1_000, 900, 1_000).TcpiToBac);

    [Fact]
    public void nothing_is_said_where_the_divisor_is_nothing()
    {
        var nothing = Of(1_000, 0, 0, 0);

        Assert.Null(nothing.Cpi);
        Assert.Null(nothing.Spi);
        Assert.Null(nothing.Eac(EacFormula.AsSoFar));
        Assert.Null(nothing.Eac(EacFormula.CostAndSchedule));
        Assert.Equal(1_000, nothing.Eac(EacFormula.AsBudgeted)!.Value.Value);
    }

    [Fact]
    public void each_estimate_says_what_it_assumes() =>
        Assert.Equal(3, Fence.Estimates.Select(estimate => estimate.Assumption).Distinct().Count());

    [Fact]
    public void two_currencies_are_never_reckoned_together() =>
        Assert.Throws<InvalidOperationException>(() => new Amount(1, "EUR") + new Amount(1, "PLN"));

    private static EarnedValue Of(decimal bac, decimal pv, decimal ev, decimal ac) =>
        new(new(bac, "EUR"), new(pv, "EUR"), new(ev, "EUR"), new(ac, "EUR"));
}
