using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Tests.Health;

internal static class HealthPlans
{
    public static readonly HealthCheckPlan Plan = new(
        new TimeLimit(1, TimeLimitUnit.Months),
        new Deadline(new TimeLimit(5, TimeLimitUnit.WorkingDays), []),
        [
            new("slip", "Schedule slip", HealthQuestionKind.Number, UnitLabel: "days"),
            new("confidence", "Confidence", HealthQuestionKind.Choice, Choices: [new("high", "High"), new("low", "Low")]),
            new("comment", "Comment", HealthQuestionKind.Text, Required: false),
        ],
        [
            new(new DateOnly(2020, 1, 1), [new("slip", HealthTest.AtLeast, "90", HealthRating.Red)]),
            new(new DateOnly(2026, 1, 1),
            [
                new("slip", HealthTest.AtLeast, "30", HealthRating.Red),
                new("slip", HealthTest.AtLeast, "10", HealthRating.Amber),
                new("slip", HealthTest.AtMost, "-100", HealthRating.AmberGreen),
                new("confidence", HealthTest.Is, "low", HealthRating.AmberRed),
            ]),
        ],
        new RecoveryAction("Agree a recovery plan", new Deadline(new TimeLimit(10, TimeLimitUnit.WorkingDays), [])));
}
