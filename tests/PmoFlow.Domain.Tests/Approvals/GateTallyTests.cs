using FsCheck.Xunit;
using PmoFlow.Domain.Approvals;
using Xunit;

namespace PmoFlow.Domain.Tests.Approvals;

public sealed class GateTallyTests
{
    [Theory]
    [InlineData(Quorum.Any, 3, 0, 0, GateVerdict.Open)]
    [InlineData(Quorum.Any, 3, 1, 2, GateVerdict.Approved)]
    [InlineData(Quorum.Any, 3, 0, 2, GateVerdict.Open)]
    [InlineData(Quorum.Any, 3, 0, 3, GateVerdict.Declined)]
    [InlineData(Quorum.All, 3, 2, 0, GateVerdict.Open)]
    [InlineData(Quorum.All, 3, 3, 0, GateVerdict.Approved)]
    [InlineData(Quorum.All, 3, 2, 1, GateVerdict.Declined)]
    [InlineData(Quorum.Majority, 3, 1, 1, GateVerdict.Open)]
    [InlineData(Quorum.Majority, 3, 2, 0, GateVerdict.Approved)]
    [InlineData(Quorum.Majority, 3, 0, 2, GateVerdict.Declined)]
    [InlineData(Quorum.Majority, 4, 2, 1, GateVerdict.Open)]
    [InlineData(Quorum.Majority, 4, 2, 2, GateVerdict.Declined)]
    [InlineData(Quorum.Majority, 4, 3, 0, GateVerdict.Approved)]
    [InlineData(Quorum.Majority, 1, 1, 0, GateVerdict.Approved)]
    public void quorums_count_as_they_are_called(Quorum quorum, int seats, int approvals, int declines, GateVerdict verdict) =>
        Assert.Equal(verdict, GateTally.Verdict(quorum, seats, approvals, declines));

    [Property(MaxTest = 1_000)]
    public void a_verdict_stands_whatever_is_said_after_it(byte seatsByte, bool[] said)
    {
        foreach (var quorum in Enum.GetValues<Quorum>())
        {
            var verdicts = Verdicts(quorum, 1 + (seatsByte % 9), said);
            var first = verdicts.FirstOrDefault(v => v != GateVerdict.Open);
            Assert.All(verdicts.SkipWhile(v => v == GateVerdict.Open), v => Assert.Equal(first, v));
        }
    }

    [Property(MaxTest = 1_000)]
    public void as_long_as_it_is_open_both_verdicts_are_possible_and_when_all_have_spoken_it_is_closed(byte seatsByte, bool[] said)
    {
        var seats = 1 + (seatsByte % 9);
        var decisions = said.Take(seats).ToList();
        var (approvals, declines) = (decisions.Count(d => d), decisions.Count(d => !d));
        var left = seats - decisions.Count;
        foreach (var quorum in Enum.GetValues<Quorum>())
        {
            if (GateTally.Verdict(quorum, seats, approvals, declines) != GateVerdict.Open)
                continue;
            Assert.True(left > 0);
            Assert.Equal(GateVerdict.Approved, GateTally.Verdict(quorum, seats, approvals + left, declines));
            Assert.Equal(GateVerdict.Declined, GateTally.Verdict(quorum, seats, approvals, declines + left));
        }
    }

    [Property(MaxTest = 1_000)]
    public void a_stricter_quorum_never_approves_what_a_milder_one_does_not(byte seatsByte, bool[] said)
    {
        var seats = 1 + (seatsByte % 9);
        var decisions = said.Take(seats).ToList();
        var approved = new[] { Quorum.All, Quorum.Majority, Quorum.Any }
            .Select(q => GateTally.Verdict(q, seats, decisions.Count(d => d), decisions.Count(d => !d)) == GateVerdict.Approved).ToList();

        Assert.True(!approved[0] || approved[1]);
        Assert.True(!approved[1] || approved[2]);
    }

    [Fact]
    public void more_decisions_than_seats_is_a_fault()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => GateTally.Verdict(Quorum.Any, 2, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GateTally.Verdict(Quorum.Any, 0, 0, 0));
    }

    private static List<GateVerdict> Verdicts(Quorum quorum, int seats, bool[] said) =>
        [.. Enumerable.Range(0, Math.Min(seats, said.Length) + 1)
            .Select(n => GateTally.Verdict(quorum, seats, said.Take(n).Count(d => d), said.Take(n).Count(d => !d)))];
}
