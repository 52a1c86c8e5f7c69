using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

/// <summary>What a unit is the sum of: no project of it is in none of its parts.</summary>
public sealed class BoardPartTests
{
    private static readonly UnitId Technology = new("technology");
    private static readonly UnitId Platforms = new("platforms");

    [Fact]
    public async Task parts_of_a_unit_and_their_rows_add_up_to_it_for_each_measure()
    {
        await using var office = await TestOffice.Open();
        await Put(office, Technology, "P-1", HealthRating.Red, 700);
        await Put(office, Platforms, "P-2", HealthRating.Green, 200);
        await Put(office, new("finance"), "P-3", HealthRating.Amber, 50);
        await Put(office, new("office"), "P-4", HealthRating.Unknown, 30);
        await office.Pass(TimeSpan.FromDays(1));
        var (board, rows) = (await office.Get<Boards>().Now(), office.Get<ContributionQueries>());

        Assert.Equal(["Digital platforms", "Technology itself"], board.Parts(Technology).Select(part => part.Name));
        Assert.Equal(["Finance", "No unit", "Technology"], board.Parts(null).Select(part => part.Name));
        Assert.Empty(board.Parts(Platforms));
        foreach (var unit in new UnitId?[] { null, Technology })
        {
            Assert.Equal(board.Ratings(unit).Count, board.Parts(unit).Sum(part => board.RatingsOf(part).Count));
            foreach (var (measure, total) in board.Total(unit).Totals)
            {
                Assert.Equal(total, board.Parts(unit).Sum(part => board.TotalOf(part).Total(measure)));
                foreach (var part in board.Parts(unit))
                    Assert.Equal(board.TotalOf(part).Total(measure), (await rows.Of(part.Unit.Id, part.IsOwn, measure, null)).Sum(row => row.Contribution.Amounts[measure]));
            }
        }
        Assert.Equal(["technology", "technology", "platforms"], board.Lines(Technology).Select(part => part.Unit.Id.Value));
        var yesterday = office.Get<Boards>().Today.AddDays(-1);
        Assert.Equal("project/P-1", Assert.Single(await rows.Of(Technology, isOwn: true, Measure.Projects, yesterday)).Contribution.Of);
    }

    private static Task Put(TestOffice office, UnitId unit, string id, HealthRating rating, decimal budget) => office.Get<SummaryLedger>().Put(unit, UnitSummary.Now, $"project/{id}",
        new Contribution($"project/{id}", new Dictionary<string, decimal> { [Measure.Projects] = 1, [Measure.Budget] = budget, [Measure.Rated(rating)] = 1, [Measure.BudgetOf(rating)] = budget })
        {
            Version = 1,
            At = TestOffice.Monday,
            Subject = new($"Project {id}", "Kim", rating.Label(), null) { Rating = rating, Amount = budget },
        });
}
