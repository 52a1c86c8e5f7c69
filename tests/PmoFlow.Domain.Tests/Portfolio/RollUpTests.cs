using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using Xunit;

namespace PmoFlow.Domain.Tests.Portfolio;

public sealed class RollUpTests
{
    [Fact]
    public void worst_is_the_worst_and_unknown_is_never_better_than_amber()
    {
        Assert.Equal(HealthRating.Red, Mix((HealthRating.Green, 9, 90), (HealthRating.Red, 1, 1)).By(RollUp.Worst)!.Rating);
        Assert.Equal(HealthRating.Unknown, Mix((HealthRating.Green, 9, 90), (HealthRating.Unknown, 1, 1)).By(RollUp.Worst)!.Rating);
        Assert.Equal(HealthRating.Amber, Mix((HealthRating.Amber, 1, 1), (HealthRating.Unknown, 1, 1)).By(RollUp.Worst)!.Rating);
        Assert.Null(Mix().By(RollUp.Worst));
    }

    [Fact]
    public void weighted_follows_the_budget_and_says_what_it_reckoned()
    {
        var rolled = Mix((HealthRating.Green, 9, 10), (HealthRating.Red, 1, 90)).By(RollUp.Weighted)!;
        Assert.Equal((HealthRating.Red, "Red because the mean by budget is 0.4 on a scale from 0, red, to 4, green."), (rolled.Rating, rolled.Because));
        Assert.Equal(HealthRating.Green, Mix((HealthRating.Green, 9, 0), (HealthRating.Red, 1, 0)).By(RollUp.Weighted)!.Rating);
    }

    [Fact]
    public void weighted_counts_the_unknown_as_red_and_gives_up_past_a_third()
    {
        Assert.Equal(HealthRating.AmberGreen, Mix((HealthRating.Green, 1, 80), (HealthRating.Unknown, 1, 20)).By(RollUp.Weighted)!.Rating);
        Assert.Equal(HealthRating.Unknown, Mix((HealthRating.Green, 1, 60), (HealthRating.Unknown, 1, 40)).By(RollUp.Weighted)!.Rating);
    }

    [Fact]
    public void counted_takes_the_most_frequent_and_of_equals_the_worse() =>
        Assert.Equal(HealthRating.Amber, Mix((HealthRating.Green, 2, 1), (HealthRating.Amber, 2, 1), (HealthRating.Red, 1, 1)).By(RollUp.Counted)!.Rating);

    [Fact]
    public void moves_count_projects_of_both_periods_by_the_colours_between()
    {
        var moves = RatingMoves.Between(
            [Rated("a", HealthRating.Green), Rated("b", HealthRating.Red), Rated("c", HealthRating.Amber), Rated("d", HealthRating.Unknown)],
            [Rated("a", HealthRating.Amber), Rated("b", HealthRating.AmberRed), Rated("d", HealthRating.Red), Rated("e", HealthRating.Green)]);
        Assert.Equal((1, 1, 0), (moves.Better, moves.Worse, moves.Same));
        Assert.Equal((1, 1), (moves.Count(HealthRating.Green, HealthRating.Amber), moves.Count(HealthRating.Unknown, HealthRating.Red)));
        Assert.Equal(("c", "e"), (Assert.Single(moves.Left).Project.Value, Assert.Single(moves.Came).Project.Value));
    }

    private static PeriodRating Rated(string project, HealthRating rating) => new(new(project), new("finance"), rating);

    private static RatingMix Mix(params (HealthRating Rating, int Count, decimal Budget)[] parts) =>
        new(parts.ToDictionary(part => part.Rating, part => (decimal)part.Count), parts.ToDictionary(part => part.Rating, part => part.Budget));
}
