using PmoFlow.Domain.Money;
using Xunit;

namespace PmoFlow.Domain.Tests.Money;

public sealed class CompletionSimulationTests
{
    private const int Runs = 200_000;

    /// <summary>Triangular 10, 20, 40: F⁻¹(0.5) = 40 − √(0.5 · 30 · 20), F⁻¹(0.8) = 40 − √(0.2 · 30 · 20), mean 70 ÷ 3.</summary>
    [Fact]
    public void one_milestone_comes_to_the_closed_form_of_its_triangle()
    {
        var simulation = Simulate(1, Step("only", new(10, 20, 40)));

        Assert.Equal(40 - Math.Sqrt(300), simulation.Percentile(0.5), 0.15);
        Assert.Equal(40 - Math.Sqrt(120), simulation.Percentile(0.8), 0.15);
        Assert.Equal(70d / 3, simulation.Mean, 0.1);
    }

    /// <summary>The later of two independent equals has F²: its P50 is the single one's P√0.5.</summary>
    [Fact]
    public void two_in_parallel_come_to_the_closed_form_of_their_maximum()
    {
        var simulation = Simulate(2, Step("one", new(0, 10, 20)), Step("other", new(0, 10, 20)), Step("both", default, "one", "other"));

        Assert.Equal(20 - Math.Sqrt((1 - Math.Sqrt(0.5)) * 200), simulation.Percentile(0.5), 0.1);
        Assert.Equal(20 - Math.Sqrt((1 - Math.Sqrt(0.8)) * 200), simulation.Percentile(0.8), 0.1);
    }

    /// <summary>Mean and variance of a sum are the sums; a triangle's variance is (a² + b² + c² − ab − ac − bc) ÷ 18.</summary>
    [Fact]
    public void a_chain_of_many_comes_to_the_normal_of_its_sums()
    {
        var steps = Enumerable.Range(0, 30).Select(i => Step($"m{i}", new(0, 6, 12), i == 0 ? [] : [$"m{i - 1}"])).ToArray();
        var sigma = Math.Sqrt(30 * (144d + 36 - 72) / 18);

        var simulation = Simulate(3, steps);

        Assert.Equal(180, simulation.Percentile(0.5), 0.3);
        Assert.Equal(180 + (0.8416 * sigma), simulation.Percentile(0.8), 0.3);
    }

    [Fact]
    public void same_seed_gives_the_same_and_another_gives_another()
    {
        var steps = new[] { Step("one", new(1, 5, 30)), Step("two", new(2, 3, 9), "one") };

        Assert.Equal(Simulate(7, steps).Percentile(0.8), Simulate(7, steps).Percentile(0.8));
        Assert.NotEqual(Simulate(7, steps).Percentile(0.8), Simulate(8, steps).Percentile(0.8));
    }

    /// <summary>First outputs of SplitMix64 for seed 1234567, as published with its reference code: 6457827717110365317, …</summary>
    [Fact]
    public void random_numbers_are_those_of_the_published_generator() =>
        Assert.Equal((6457827717110365317UL >> 11) * (1.0 / (1UL << 53)), new SeededRandom(1234567).Next());

    [Fact]
    public void what_is_reached_is_not_drawn_any_more_and_today_is_the_earliest()
    {
        var simulation = Simulate(1, Step("done", new(100, 200, 300)) with { DoneAt = 12 }, Step("next", new(1, 1, 1), "done") with { NotBefore = 40 });

        Assert.Equal(40, simulation.Percentile(0.01));
        Assert.Equal(40, simulation.Percentile(1));
    }

    [Fact]
    public void milestones_that_wait_for_each_other_are_refused()
    {
        var refused = Assert.IsType<Outcome<MilestoneNetwork>.Refused>(
            MilestoneNetwork.Of([Step("start", default), Step("a", default, "b"), Step("b", default, "a")]));

        Assert.Equal("These wait for each other: a, b.", refused.Refusal.Message);
    }

    [Fact]
    public void milestone_after_one_that_is_not_there_is_refused() =>
        Assert.IsType<Outcome<MilestoneNetwork>.Refused>(MilestoneNetwork.Of([Step("a", default, "nonesuch")]));

    private static CompletionSimulation Simulate(ulong seed, params MilestoneStep[] steps) =>
        CompletionSimulation.Run(Assert.IsType<Outcome<MilestoneNetwork>.Done>(MilestoneNetwork.Of(steps)).Value, seed, Runs);

    private static MilestoneStep Step(string name, ThreePointRange days, params string[] after) => new(name, days, after);
}
