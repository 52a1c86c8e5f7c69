using FsCheck.Xunit;
using PmoFlow.Domain.Scoring;
using Xunit;

namespace PmoFlow.Domain.Tests.Scoring;

public sealed class RankingTests
{
    private static readonly string[] Words = ["none", "some", "much"];

    private static readonly ScoringModel Model = new([new("value", "Value", 60, Words), new("ease", "Ease", 40, Words)]);

    [Fact]
    public void equal_scores_share_a_rank_and_the_next_counts_on()
    {
        var places = Ranking.Of(Model, [Item("a", 2, 2, 10), Item("b", 1, 1, 5), Item("c", 1, 1, 3), Item("d", 0, 0, 1)], new());

        Assert.Equal([("a", 1), ("c", 2), ("b", 2), ("d", 4)], places.Select(place => (place.Item.Id, place.Rank)));
    }

    [Fact]
    public void budget_and_count_draw_the_line_and_nothing_below_it_slips_through()
    {
        RankedItem[] items = [Item("a", 2, 2, 60), Item("b", 2, 1, null), Item("c", 1, 1, 50), Item("d", 0, 1, 1)];

        Assert.Equal(["a", "b"], Above(new(Budget: 100)));
        Assert.Equal(["a", "b", "c", "d"], Above(new(Budget: 111)));
        Assert.Equal(["a"], Above(new(Budget: 1_000, Count: 1)));
        Assert.Equal([60, 60, 110, 111], Ranking.Of(Model, items, new()).Select(place => place.CostSoFar));
        string[] Above(Waterline line) => [.. Ranking.Of(Model, items, line).Where(place => place.IsAbove).Select(place => place.Item.Id)];
    }

    [Fact]
    public void moved_weight_takes_from_the_others_in_their_proportions()
    {
        var weights = new Dictionary<string, decimal> { ["a"] = 50, ["b"] = 30, ["c"] = 20 };

        Assert.Equal(new Dictionary<string, decimal> { ["a"] = 60, ["b"] = 24, ["c"] = 16 }, Sensitivity.Move(weights, "a", 10));
        Assert.Equal(0, Sensitivity.Move(new Dictionary<string, decimal> { ["a"] = 5, ["b"] = 95 }, "a", -10)["a"]);
    }

    [Fact]
    public void sensitivity_tells_which_ranks_hang_on_a_weight()
    {
        // By hand: a 60, b 50 of 100; with value at 50 a has 50 and b 50, so they share the first rank.
        RankedItem[] items = [Item("a", 2, 0, 10), Item("b", 1, 1, 10)];

        var rows = Sensitivity.Of(Model, items, new(Count: 1));

        Assert.Equal([("value", 50m), ("value", 70m), ("ease", 30m), ("ease", 50m)], rows.Select(row => (row.Criterion.Name, row.Moved)));
        Assert.Equal([new RankChange(items[1], 2, 1)], rows[0].Changes);
        Assert.Empty(rows[1].Changes);
        Assert.Empty(rows[2].Changes);
        Assert.Equal([new RankChange(items[1], 2, 1)], rows[3].Changes);
    }

    [Property(MaxTest = 300)]
    public void moved_weights_always_add_to_a_hundred(byte one, byte two, byte three, bool up)
    {
        var sum = one + two + three + 3m;
        var weights = new Dictionary<string, decimal> { ["a"] = (one + 1) * 100 / sum, ["b"] = (two + 1) * 100 / sum, ["c"] = (three + 1) * 100 / sum };

        foreach (var name in weights.Keys)
            Assert.Equal(100, Sensitivity.Move(weights, name, up ? 10 : -10).Values.Sum(), 10);
    }

    [Fact]
    public void spread_of_assessors_is_told_by_score_and_by_criterion()
    {
        Assessment By(string who, int value, int ease) =>
            new(who, who, 1, Item("x", value, ease, null).Levels, Model.Exact(Item("x", value, ease, null).Levels), DateTimeOffset.UnixEpoch);

        var spread = AssessmentSpread.Of(Model, [By("a", 0, 2), By("b", 2, 2), By("c", 1, 1), By("d", 2, 1)])!;

        Assert.Equal((40m, 65m, 100m), (spread.Lowest, spread.Median, spread.Highest));
        Assert.Equal((0, 1, 2), spread.Criteria["value"]);
        Assert.Equal((1, 1, 2), spread.Criteria["ease"]);
        Assert.Null(AssessmentSpread.Of(Model, []));
    }

    private static RankedItem Item(string id, int value, int ease, decimal? cost) =>
        new(id, id.ToUpperInvariant(), new Dictionary<string, int> { ["value"] = value, ["ease"] = ease }, cost);
}
