using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Health;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>What people do in tests, in one line each.</summary>
internal static class TestPeople
{
    public static readonly Actor Analyst = new("analyst@example.org", "Ana Lyst");

    public static async Task Screen(this TestOffice office, RequestId id, ScreeningDecision decision, string? note = null)
    {
        Assert.IsType<Outcome<Domain.Intake.RequestRecord>.Done>(
            await office.Get<ScreeningDesk>().Screen(id, Analyst, null, decision, note));
        await office.Settle();
    }

    public static async Task Say(this TestOffice office, RequestId id, Screened word)
    {
        Assert.IsType<Outcome<Domain.Intake.RequestRecord>.Done>(await office.Get<ScreeningDesk>().Screen(id, Analyst, null, word));
        await office.Settle();
    }

    public static Task Qualify(this TestOffice office, RequestId id) => office.Screen(id, ScreeningDecision.Qualify);

    public static async Task Score(this TestOffice office, RequestId id)
    {
        var scoring = office.Get<LifecycleLibrary>().Get((await office.Request(id)).Lifecycle).Scoring;
        Assert.IsType<Outcome<Domain.Intake.RequestRecord>.Done>(await office.Get<ScreeningDesk>().Score(
            id, Analyst, null, scoring.Criteria.ToDictionary(c => c.Name, c => c.Levels.Count - 2), null));
        await office.Settle();
    }

    public static async Task<RequestId> AtGate(this TestOffice office)
    {
        var id = await office.Submit();
        await office.Qualify(id);
        await office.Score(id);
        return id;
    }

    public static async Task<RequestId> InDelivery(this TestOffice office)
    {
        var id = await office.AtGate();
        await office.DecideAll(id, Decision.Approve);
        return id;
    }

    /// <summary>Everybody with a seat decides by the link from their mail, until the gate is decided.</summary>
    public static async Task DecideAll(this TestOffice office, RequestId id, Decision decision, Func<Task>? afterEach = null)
    {
        foreach (var seat in (await office.Get<RequestQueries>().Rounds(id))[^1].Seats)
        {
            var (desk, token) = (office.Get<ApprovalDesk>(), office.Token("/approvals/", seat.Email));
            var view = Assert.IsType<Outcome<ApprovalView>.Done>(await desk.Open(token, null)).Value;
            if (!view.CanDecide)
                continue;
            Assert.IsType<Outcome<ApprovalView>.Done>(await desk.Decide(token, view.PageToken, null, new DecisionWords(decision, "Seen.")));
            await office.Settle();
            await (afterEach?.Invoke() ?? Task.CompletedTask);
        }
    }

    public static async Task<ProjectRecord> Project(this TestOffice office, ProjectId id) => (await office.Get<ProjectQueries>().Find(id))!;

    public static async Task AnswerHealth(this TestOffice office, ProjectRecord project, IReadOnlyDictionary<string, string> answers)
    {
        var token = office.Token("/health-checks/", project.Lead!);
        Assert.IsType<Outcome<HealthCheckView>.Done>(await office.Get<HealthDesk>().Answer(token, answers));
        await office.Settle();
    }

    /// <summary>Where a clock jumps over a month, a check may have been raised beside the month's own: the lead answers what is open.</summary>
    public static async Task AnswerAllHealth(this TestOffice office, ProjectRecord project, IReadOnlyDictionary<string, string> answers)
    {
        foreach (var token in office.Tokens("/health-checks/", project.Lead!))
            await office.Get<HealthDesk>().Answer(token, answers);
        await office.Settle();
    }

    /// <summary>Money on budget and a milestone far ahead: figures that no rule finds wrong.</summary>
    public static async Task GoodFigures(this TestOffice office, ProjectId project)
    {
        var month = Month.Of(DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime));
        Assert.IsType<Outcome<ProjectDelivery>.Done>(await office.Get<MoneyDesk>().Take(project, Analyst, [new(month, 100, 100, null, 100)]));
        Assert.IsType<Outcome<MilestonePlan>.Done>(await office.Get<PlanDesk>().Put(project, Analyst,
            new Milestone("m1", "Done") { Plan = DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime).AddYears(2) }));
        await office.Settle();
    }

    /// <summary>Answers that no rule of the plan in force applies to.</summary>
    public static Dictionary<string, string> GoodAnswers(this TestOffice office, ProjectRecord project) =>
        PlanOf(office, project).Questions.Where(q => q.Required).ToDictionary(q => q.Name, q => q.Kind switch
        {
            HealthQuestionKind.Number => "0",
            HealthQuestionKind.Choice => q.Choices!.First(choice => PlanOf(office, project).RuleSets
                .All(set => set.Rules.All(rule => rule.Question != q.Name || rule.Value != choice.Value))).Value,
            _ => "Fine.",
        });

    /// <summary>The same, but one number is as bad as the worst rule about a number says.</summary>
    public static Dictionary<string, string> BadAnswers(this TestOffice office, ProjectRecord project)
    {
        var worst = PlanOf(office, project).RuleSets.SelectMany(set => set.Rules)
            .Where(rule => rule is { Gives: HealthRating.Red, Test: HealthTest.AtLeast })
            .MaxBy(rule => decimal.Parse(rule.Value, CultureInfo.InvariantCulture))!;
        return new(office.GoodAnswers(project)) { [worst.Question] = worst.Value };
    }

    private static HealthCheckPlan PlanOf(TestOffice office, ProjectRecord project) =>
        ((LifecycleStage.Delivery)office.Get<LifecycleLibrary>().Get(project.Lifecycle).Stage(project.Stage)).HealthCheck;
}
