using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

public sealed class SummaryRebuildTests
{
    [Fact]
    public async Task after_a_life_the_summaries_are_what_a_recomputation_gives()
    {
        await using var office = await TestOffice.Open();
        await office.Submit("Waits for screening", 40_000);
        await office.AtGate();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.Pass(TimeSpan.FromDays(30));
        await office.AnswerHealth(project, office.BadAnswers(project));

        var report = await office.Get<SummaryRebuild>().Run(mend: false);

        Assert.Empty(report.Drifts);
        Assert.Equal(5, report.Compared);
        var total = (await office.Get<Boards>().Now()).Total(null);
        Assert.Equal(40_000 + 120_000, total.Total(Measure.Pipeline));
        Assert.Equal(120_000, total.Total(Measure.BudgetOf(HealthRating.Red)));
        Assert.Equal(1, total.Total(Measure.OpenActions));
    }

    [Fact]
    public async Task every_kind_of_drift_is_reported_and_mended()
    {
        await using var office = await TestOffice.Open();
        var (kept, lost) = (await office.Submit("Stays", 40_000), await office.Submit("Goes missing", 30_000));
        var tables = office.Get<ITableStore>();
        var finance = new UnitId("finance");
        await tables.Delete(OfficeTables.Contributions, new(finance.Value, SummaryRows.Part(UnitSummary.Now, $"request/{lost}")));
        await tables.Upsert(OfficeTables.Contributions, new(finance.Value, SummaryRows.Part(UnitSummary.Now, "project/P-ghost")),
            new Contribution("project/P-ghost", new Dictionary<string, decimal> { [Measure.Projects] = 1 }));

        var found = await office.Get<SummaryRebuild>().Run(mend: false);
        Assert.Equal([$"request/{lost}", "project/P-ghost", null], found.Drifts.Select(drift => drift.Of));
        Assert.Equal(found.Drifts, (await office.Get<SummaryRebuild>().Run(mend: true)).Drifts.Take(3));

        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
        var total = (await office.Get<Boards>().Now()).Total(null);
        Assert.Equal((70_000, 0), (total.Total(Measure.Pipeline), total.Total(Measure.Projects)));
        Assert.Equal(2, (await office.Get<ContributionQueries>().Of(null, Measure.Pipeline, null)).Count);
        Assert.NotEqual(kept, lost);
    }

    [Fact]
    public async Task office_from_before_the_summaries_knew_costs_knows_them_after_one_start()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit(cost: 40_000);
        var tables = office.Get<ITableStore>();
        var (part, sum) = (SummaryRows.Part(UnitSummary.Now, $"request/{id}"), SummaryRows.Sum(UnitSummary.Now));
        var old = new Dictionary<string, decimal> { ["requests/screening"] = 1 };
        await tables.Upsert(OfficeTables.Contributions, new("finance", part), new Contribution($"request/{id}", old));
        await tables.Upsert(OfficeTables.Summaries, new("finance", sum), new UnitSummary(new("finance"), UnitSummary.Now, old, TestOffice.Monday));

        await office.Get<SummaryRebuild>().EnsureFormat();

        Assert.Equal(40_000, (await office.Get<Boards>().Now()).Total(null).Total(Measure.Pipeline));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);
    }
}
