using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Digests;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Health;

/// <summary>What nobody says any more is neither green nor better than before.</summary>
public sealed class SilenceTests
{
    [Fact]
    public async Task figures_that_nobody_renews_are_not_green_any_more_however_green_the_lead_is()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var month = await Money(office, project.Id, spent: 95);
        await office.PassDays(31);
        await office.AnswerAllHealth(project, office.GoodAnswers(project));
        Assert.Equal(HealthRating.Green, (await office.Project(project.Id)).Rating);

        for (var later = 0; later < 2; later++)
        {
            await office.PassDays(31);
            await office.AnswerAllHealth(project, office.GoodAnswers(project));
        }
        var check = await Newest(office, project.Id);
        Assert.Equal(HealthRating.Green, check.View(HealthViewKind.Lead)!.Rating);
        Assert.NotEqual(HealthRating.Green, (await office.Project(project.Id)).Rating);
        Assert.Contains($"Unknown: CPI is of {month}; nothing since.", check.Trace);
        Assert.DoesNotContain(check.Trace, why => why.StartsWith("Not Red: CPI", StringComparison.Ordinal));
    }

    [Fact]
    public async Task bad_figures_stay_bad_until_somebody_brings_newer_ones()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        var month = await Money(office, project.Id, spent: 200);
        await office.PassDays(72);
        var check = await Newest(office, project.Id);
        Assert.Equal(HealthRating.Red, check.Rating);
        Assert.Contains($"Red because CPI 0.50 < 0.90, in force since 2026-01-01 for Finance. CPI is of {month}; nothing since.", check.Trace);

        await office.Get<MoneyDesk>().Take(project.Id, TestPeople.Analyst, [new(month.Plus(3), null, 0, null, 100)]);
        Assert.Empty((await office.Get<DeliveryQueries>().Read(project.Id))!.Old);
    }

    [Fact]
    public async Task silence_after_red_is_unknown_and_stands_among_what_needs_somebody_first()
    {
        await using var office = await TestOffice.Open();
        var project = await Started(office);
        await office.PassDays(31);
        await office.AnswerAllHealth(project, office.BadAnswers(project));
        Assert.Equal(HealthRating.Red, (await office.Project(project.Id)).Rating);

        // Reports and the recovery fall overdue, and nothing else is known.
        await office.PassDays(62);
        var check = await Newest(office, project.Id);
        Assert.Equal(HealthRating.Unknown, check.Rating);
        Assert.Contains(check.Trace, why => why.StartsWith("Amber because Overdue status reports", StringComparison.Ordinal));
        Assert.Contains("It was last rated Red, for 2026-12; nobody has said otherwise.", check.Trace);
        var silent = await office.Project(project.Id);
        Assert.Equal((HealthRating.Unknown, true, HealthRating.Red, "2026-12"), (silent.Rating, silent.IsSilent, silent.LastRating, silent.LastRatedPeriod));

        var first = (await office.Get<Boards>().Now()).Worst(null)[0];
        Assert.Equal(($"project/{project.Id}", true, "Red for 2026-12"), (first.Of, first.Subject!.IsSilent, first.Subject.LastRated));
        Assert.Contains((await office.Get<DashboardQueries>().Portfolio()).NeedAttention, one => one.Id == project.Id);

        var today = office.Get<Boards>().Today;
        Assert.Contains("nobody can rate now", WeekWords.OverTime((await office.Get<WeekQueries>().Between(null, today.AddDays(-7), today))!), StringComparison.Ordinal);

        // Whoever answers is heard again.
        await office.AnswerAllHealth(project, office.GoodAnswers(project));
        Assert.False((await office.Project(project.Id)).IsSilent);
    }

    private static async Task<Month> Money(TestOffice office, ProjectId project, decimal spent)
    {
        var month = Month.Of(DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime));
        Assert.IsType<Outcome<ProjectDelivery>.Done>(await office.Get<MoneyDesk>().Take(project, TestPeople.Analyst,
            [new(month, 100, spent, null, 25), new(month.Plus(1), 100), new(month.Plus(2), 100), new(month.Plus(3), 100)]));
        Assert.IsType<Outcome<MilestonePlan>.Done>(await office.Get<PlanDesk>().Put(project, TestPeople.Analyst, new Milestone("m1", "Done") { Plan = month.Plus(24).FirstDay }));
        await office.Settle();
        return month;
    }

    private static async Task<ProjectRecord> Started(TestOffice office) =>
        await office.Project((await office.Request(await office.InDelivery())).Project!.Value);

    private static async Task<HealthCheckRecord> Newest(TestOffice office, ProjectId id) =>
        (await office.Get<ProjectQueries>().Health(id)).Where(check => !check.IsOpen).MaxBy(check => check.AskedAt)!;
}
