using FsCheck.Xunit;
using PmoFlow.Domain.Approvals;
using Xunit;

namespace PmoFlow.Domain.Tests.Approvals;

public sealed class GateTallyTests
{
    [Theory]
    [InlineData("any", 3, 0, 0, GateVerdict.Open)]
    [InlineData("any", 3, 1, 2, GateVerdict.Approved)]
    [InlineData("any", 3, 0, 2, GateVerdict.Open)]
    [InlineData("any", 3, 0, 3, GateVerdict.Declined)]
    [InlineData("all", 3, 2, 0, GateVerdict.Open)]
    [InlineData("all", 3, 3, 0, GateVerdict.Approved)]
    [InlineData("all", 3, 2, 1, GateVerdict.Declined)]
    [InlineData("majority", 3, 1, 1, GateVerdict.Open)]
    [InlineData("majority", 3, 2, 0, GateVerdict.Approved)]
    [InlineData("majority", 3, 0, 2, GateVerdict.Declined)]
    [InlineData("majority", 4, 2, 1, GateVerdict.Open)]
    [InlineData("majority", 4, 2, 2, GateVerdict.Declined)]
    [InlineData("majority", 4, 3, 0, GateVerdict.Approved)]
    [InlineData("majority", 1, 1, 0, GateVerdict.Approved)]
    [InlineData("2 of", 5, 1, 0, GateVerdict.Open)]
    [InlineData("2 of", 5, 2, 2, GateVerdict.Approved)]
    [InlineData("2 of", 5, 1, 3, GateVerdict.Open)]
    [InlineData("2 of", 5, 1, 4, GateVerdict.Declined)]
    [InlineData("60 %", 5, 2, 0, GateVerdict.Open)]
    [InlineData("60 %", 5, 3, 0, GateVerdict.Approved)]
    [InlineData("60 %", 5, 0, 3, GateVerdict.Declined)]
    [InlineData("1 %", 3, 1, 0, GateVerdict.Approved)]
    [InlineData("100 %", 3, 2, 0, GateVerdict.Open)]
    public void quorums_count_as_they_are_called(string quorum, int seats, int approvals, int declines, GateVerdict verdict) =>
        Assert.Equal(verdict, GateTally.Verdict(Of(quorum), seats, approvals, declines));

    [Fact]
    public void one_decline_with_a_veto_declines_whatever_the_others_say() =>
        Assert.Equal(GateVerdict.Declined, GateTally.Verdict(Quorum.Any, 5, 4, 1, vetoes: 1));

    [Theory]
    [InlineData(0, 0, GateVerdict.Open)]
    [InlineData(2, 0, GateVerdict.Open)]
    [InlineData(0, 1, GateVerdict.Open)]
    [InlineData(0, 2, GateVerdict.Declined)]
    public void where_there_are_fewer_people_than_the_quorum_wants_nobody_can_approve(int approvals, int declines, GateVerdict verdict) =>
        Assert.Equal(verdict, GateTally.Verdict(Of("3 of"), 2, approvals, declines));

    [Theory]
    [InlineData("any")]
    [InlineData("all")]
    [InlineData("majority")]
    [InlineData("2 of")]
    [InlineData("60 %")]
    public void a_quorum_reads_as_it_is_written(string text) => Assert.Equal(text, Of(text).ToString());

    [Theory]
    [InlineData("Majority", "majority")]
    [InlineData("60%", "60 %")]
    public void a_quorum_reads_as_earlier_versions_and_people_write_it(string text, string written) => Assert.Equal(written, Of(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("most")]
    [InlineData("0")]
    [InlineData("count")]
    [InlineData("0 of")]
    [InlineData("101 %")]
    [InlineData("-1 of")]
    [InlineData("2 of 3")]
    public void what_is_no_quorum_is_refused(string text) => Assert.False(Quorum.TryParse(text, out _));

    [Property(MaxTest = 1_000)]
    public void a_verdict_stands_whatever_is_said_after_it(byte seatsByte, bool[] said)
    {
        foreach (var quorum in Fitting(1 + (seatsByte % 9)))
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
        foreach (var quorum in Fitting(1 + (seatsByte % 9)))
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

    private static Quorum Of(string text)
    {
        Assert.True(Quorum.TryParse(text, out var quorum));
        return quorum;
    }

    /// <summary>Every quorum that so many seats can reach.</summary>
    private static IEnumerable<Quorum> Fitting(int seats) =>
    [
        Quorum.Any, Quorum.All, Quorum.Majority, .. Enumerable.Range(1, seats).Select(n => new Quorum(QuorumKind.Count, n)),
        .. new[] { 1, 33, 50, 51, 66, 100 }.Select(percent => new Quorum(QuorumKind.Percent, percent)),
    ];

    private static List<GateVerdict> Verdicts(Quorum quorum, int seats, bool[] said) =>
        [.. Enumerable.Range(0, Math.Min(seats, said.Length) + 1)
            .Select(n => GateTally.Verdict(quorum, seats, said.Take(n).Count(d => d), said.Take(n).Count(d => !d)))];
}
