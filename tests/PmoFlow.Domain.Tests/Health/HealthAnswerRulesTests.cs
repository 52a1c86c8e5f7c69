using PmoFlow.Domain.Health;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class HealthAnswerRulesTests
{
    [Fact]
    public void answers_are_stored_in_the_form_that_rules_read()
    {
        var outcome = HealthAnswerRules.Validate(HealthPlans.Plan, new Dictionary<string, string>
        {
            ["slip"] = " 1,200.50 ", ["confidence"] = "low", ["comment"] = "One\r\ntwo ",
        });

        Assert.Equal(
            new Dictionary<string, string> { ["slip"] = "1200.5", ["confidence"] = "low", ["comment"] = "One\ntwo" },
            Assert.IsType<Outcome<IReadOnlyDictionary<string, string>>.Done>(outcome).Value);
    }

    [Fact]
    public void every_error_is_told_beside_its_question()
    {
        var outcome = HealthAnswerRules.Validate(HealthPlans.Plan, new Dictionary<string, string>
        {
            ["slip"] = "ten", ["confidence"] = "", ["comment"] = "a\u0001", ["colour"] = "red",
        });

        var invalid = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<IReadOnlyDictionary<string, string>>.Refused>(outcome).Refusal);
        Assert.Equal(["answers.slip", "answers.confidence", "answers.comment", "answers.colour"], invalid.Errors.Select(e => e.Field));
        Assert.Equal("This health check has no question 'colour'.", invalid.Errors[^1].Message);
    }

    [Fact]
    public void nothing_at_all_lacks_what_is_required()
    {
        var outcome = HealthAnswerRules.Validate(HealthPlans.Plan, null);

        var invalid = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<IReadOnlyDictionary<string, string>>.Refused>(outcome).Refusal);
        Assert.Equal(["answers.slip", "answers.confidence"], invalid.Errors.Select(e => e.Field));
    }
}
