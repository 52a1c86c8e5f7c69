using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Platform.Tests;

public sealed class RetryPolicyTests
{
    private static readonly TaskFailure Failure = new("Task", "Type", "message");

    private static readonly RetryPolicy Growing = new(5, TimeSpan.FromSeconds(1)) { Coefficient = 3, MaxInterval = TimeSpan.FromSeconds(10) };

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 9)]
    [InlineData(4, 10)]
    public void waits_grow_by_the_coefficient_up_to_the_longest(int failed, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Growing.NextWait(failed, TimeSpan.Zero, Failure));

    [Fact]
    public void after_the_last_attempt_there_is_no_wait() => Assert.Null(Growing.NextWait(5, TimeSpan.Zero, Failure));

    [Fact]
    public void past_the_time_out_there_is_no_wait() =>
        Assert.Null((Growing with { Timeout = TimeSpan.FromMinutes(1) }).NextWait(1, TimeSpan.FromMinutes(1), Failure));

    [Fact]
    public void a_permanent_failure_is_not_retried() =>
        Assert.Null(Growing.NextWait(1, TimeSpan.Zero, Failure with { IsPermanent = true }));

    [Fact]
    public void a_predicate_can_refuse() =>
        Assert.Null((Growing with { RetryWhen = failure => failure.Message != "message" }).NextWait(1, TimeSpan.Zero, Failure));

    [Fact]
    public void a_wait_too_long_to_count_is_the_longest() =>
        Assert.Equal(TimeSpan.MaxValue, new RetryPolicy(5000, TimeSpan.FromDays(1)) { Coefficient = 10 }.NextWait(4000, TimeSpan.Zero, Failure));

    [Theory]
    [InlineData(5, 10)]
    [InlineData(600, 600)]
    [InlineData(7200, 3600)]
    public void whoever_asks_for_time_gets_it_within_the_time_that_there_is(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new RetryPolicy(9, TimeSpan.FromSeconds(10)) { Timeout = TimeSpan.FromHours(2) }
            .NextWait(1, TimeSpan.FromHours(1), Failure with { RetryAfter = TimeSpan.FromSeconds(asked) }));

    [Fact]
    public void nobody_gets_more_than_a_day() =>
        Assert.Equal(RetryPolicy.LongestAsked, Growing.NextWait(1, TimeSpan.Zero, Failure with { RetryAfter = TimeSpan.MaxValue }));
}
