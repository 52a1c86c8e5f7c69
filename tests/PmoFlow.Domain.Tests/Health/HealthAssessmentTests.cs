using FsCheck.Xunit;
using PmoFlow.Domain.Health;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class HealthAssessmentTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("0", "high", HealthRating.Green)]
    [InlineData("9.9", "high", HealthRating.Green)]
    [InlineData("10", "high", HealthRating.Amber)]
    [InlineData("30", "high", HealthRating.Red)]
    [InlineData("-30", "low", HealthRating.AmberRed)]
    [InlineData("10", "low", HealthRating.AmberRed)]
    [InlineData("30", "low", HealthRating.Red)]
    [InlineData("-100", "high", HealthRating.AmberGreen)]
    public void the_worst_rule_that_applies_counts(string slip, string confidence, HealthRating rating) =>
        Assert.Equal(rating, HealthAssessment.Of(HealthPlans.Plan, Answers(slip, confidence), Today).Rating);

    [Fact]
    public void the_trace_says_first_what_counted_and_then_what_did_not()
    {
        var assessment = HealthAssessment.Of(HealthPlans.Plan, Answers("12.5", "low"), Today);

        Assert.Equal(
            [
                "Amber/Red: Confidence is Low; Amber/Red from Low, in force since 2026-01-01.",
                "Amber: Schedule slip is 12.5 days; Amber from ≥ 10 days, in force since 2026-01-01.",
                "Not Red: Schedule slip is 12.5 days; Red from ≥ 30 days, in force since 2026-01-01.",
                "Not Amber/Green: Schedule slip is 12.5 days; Amber/Green from ≤ -100 days, in force since 2026-01-01.",
            ],
            assessment.Trace);
    }

    [Theory]
    [InlineData("2025-12-31", HealthRating.Green)]
    [InlineData("2026-01-01", HealthRating.Amber)]
    [InlineData("2019-12-31", HealthRating.Unknown)]
    public void rules_count_from_their_day_on(string day, HealthRating rating) => Assert.Equal(
        rating,
        HealthAssessment.Of(HealthPlans.Plan, Answers("10", "high"), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Rating);

    [Fact]
    public void missing_required_answers_are_unknown_never_green()
    {
        var assessment = HealthAssessment.Of(HealthPlans.Plan, new Dictionary<string, string> { ["confidence"] = "high" }, Today);

        Assert.Equal(HealthRating.Unknown, assessment.Rating);
        Assert.Equal(["Unknown because \"Schedule slip\" is not answered."], assessment.Trace);
    }

    [Fact]
    public void a_rule_does_not_apply_to_what_need_not_be_answered_and_was_not()
    {
        var plan = HealthPlans.Plan with
        {
            Questions = [new("slip", "Schedule slip", HealthQuestionKind.Number, Required: false, UnitLabel: "days")],
            RuleSets = [new(new DateOnly(2026, 1, 1), [new("slip", HealthTest.AtMost, "30", HealthRating.Red)])],
        };

        Assert.Equivalent(
            new HealthAssessment(HealthRating.Green, ["Not Red: Schedule slip is not answered; Red from ≤ 30 days, in force since 2026-01-01."]),
            HealthAssessment.Of(plan, new Dictionary<string, string>(), Today));
    }

    [Fact]
    public void days_before_the_first_rules_say_so() => Assert.Equal(
        ["Unknown because no rules are in force on 2019-12-31."],
        HealthAssessment.Of(HealthPlans.Plan, Answers("0", "high"), new DateOnly(2019, 12, 31)).Trace);

    [Fact]
    public void silence_is_unknown_and_says_since_when() => Assert.Equivalent(
        new HealthAssessment(HealthRating.Unknown, ["Unknown because nobody answered by 2026-11-23."]),
        HealthAssessment.NotAnswered(Today));

    [Property(MaxTest = 1_000)]
    public void whatever_the_rules_accept_can_be_rated_and_a_longer_slip_never_rates_better(int slip, byte more, bool low)
    {
        var (less, worse) = (Rated(Math.Abs((long)slip)), Rated(Math.Abs((long)slip) + more));

        Assert.NotEqual(HealthRating.Unknown, less);
        Assert.True(worse >= less);

        HealthRating Rated(long days)
        {
            var given = Answers(days.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture), low ? "low" : "high");
            var stored = Assert.IsType<Outcome<IReadOnlyDictionary<string, string>>.Done>(HealthAnswerRules.Validate(HealthPlans.Plan, given)).Value;
            return HealthAssessment.Of(HealthPlans.Plan, stored, Today).Rating;
        }
    }

    private static Dictionary<string, string> Answers(string slip, string confidence) => new() { ["slip"] = slip, ["confidence"] = confidence };
}
