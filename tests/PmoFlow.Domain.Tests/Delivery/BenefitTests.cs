using PmoFlow.Domain.Delivery;
using Xunit;

namespace PmoFlow.Domain.Tests.Delivery;

public sealed class BenefitTests
{
    private static readonly DateTimeOffset Asked = new(2027, 6, 14, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(BenefitReadingState.Asked, true)]
    [InlineData(BenefitReadingState.Late, true)]
    [InlineData(BenefitReadingState.Given, false)]
    [InlineData(BenefitReadingState.Missed, false)]
    public void review_that_can_be_answered_is_the_open_one(BenefitReadingState state, bool isOpen)
    {
        var benefit = new Benefit(new("P-1"), 1, "Less walking", "Minutes a day", 30, 10, "kim@example.org", "Kim").With(new(1, Asked, Asked.AddDays(14), state));
        Assert.Equal(isOpen ? Asked.AddDays(14) : null, benefit.Open?.Due);
    }
}
