using PmoFlow.Domain.Delivery;
using Xunit;

namespace PmoFlow.Domain.Tests.Delivery;

public sealed class AgreedPlanTests
{
    [Theory]
    [InlineData(1, null, false)]
    [InlineData(2, false, false)]
    [InlineData(2, true, true)]
    [InlineData(2, null, true)]
    public void what_is_done_keeps_its_worth_once_the_budget_was_agreed_anew_or_may_have_been(int baseline, bool? rebudgeted, bool keeps) =>
        Assert.Equal(keeps, new AgreedPlan(baseline, null, 45_000) { IsRebudgeted = rebudgeted }.KeepsEarned);
}
