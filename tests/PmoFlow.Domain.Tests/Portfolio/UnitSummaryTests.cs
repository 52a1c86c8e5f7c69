using FsCheck.Xunit;
using PmoFlow.Domain.Portfolio;
using Xunit;

namespace PmoFlow.Domain.Tests.Portfolio;

public sealed class UnitSummaryTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly UnitSummary Empty = new(new UnitId("finance"), UnitSummary.Now, new Dictionary<string, decimal>(), At);

    [Property(MaxTest = 500)]
    public void totals_are_the_sum_of_what_contributes_now(byte[] changes)
    {
        var (summary, contributing) = (Empty, new Dictionary<int, Contribution>());
        foreach (var change in changes)
        {
            // Three bits say what contributes, the others how much; 0 takes it away.
            var (thing, amount) = (change & 7, change >> 3);
            var after = amount == 0 ? null : Of(thing, amount);
            summary = summary.Replace(contributing.GetValueOrDefault(thing), after, At);
            contributing.Remove(thing);
            if (after is not null)
                contributing[thing] = after;
        }

        Assert.Equal(contributing.Count, summary.Total(Measure.Projects));
        Assert.Equal(contributing.Values.Sum(c => c.Amounts[Measure.Budget]), summary.Total(Measure.Budget));
        Assert.DoesNotContain(summary.Totals, t => t.Value == 0);
    }

    [Fact]
    public void a_repeated_replacement_by_the_same_changes_nothing_but_its_time()
    {
        var once = Empty.Replace(null, Of(1, 5), At);
        var again = once.Replace(Of(1, 5), Of(1, 5), At.AddMinutes(1));

        Assert.Equal(once.Totals, again.Totals);
        Assert.Equal(At.AddMinutes(1), again.UpdatedAt);
    }

    private static Contribution Of(int thing, int amount) =>
        new($"project/{thing}", new Dictionary<string, decimal> { [Measure.Projects] = 1, [Measure.Budget] = amount * 0.1m });
}
