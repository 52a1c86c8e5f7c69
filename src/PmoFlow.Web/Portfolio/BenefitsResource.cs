using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;

namespace PmoFlow.Web.Portfolio;

/// <summary>Benefits rolled up: planned against realised by what the figures count; what nobody has measured is unknown.</summary>
internal sealed record BenefitsResource(DateOnly AsOf, decimal Count, decimal Reached, decimal Short, decimal Late, decimal Unknown, decimal Ahead, IReadOnlyList<BenefitSumResource> Sums)
{
    public static BenefitsResource Of(BenefitRollUp worth, DateOnly day) => new(day, worth.Count, worth.In(BenefitState.Reached), worth.In(BenefitState.Short), worth.In(BenefitState.Late),
        worth.In(BenefitState.Unknown), worth.In(BenefitState.Ahead),
        [.. worth.Sums.Select(sum => new BenefitSumResource(sum.Counts.Length == 0 ? null : sum.Counts, sum.Planned, sum.Measured, sum.Realised, sum.Percent, sum.Unknown))]);
}

/// <summary>The change that was planned, the part of it that is measured, what that has brought, and the part that nobody knows.</summary>
internal sealed record BenefitSumResource(string? Counts, decimal Planned, decimal Measured, decimal Realised, decimal? Percent, decimal Unknown);
