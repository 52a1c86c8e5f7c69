using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

/// <summary>A board follows what other processes on the same tables change.</summary>
public sealed class BoardFollowingTests
{
    private static readonly UnitId Finance = new("finance");

    [Fact]
    public async Task what_another_process_changed_is_on_the_board_within_seconds()
    {
        await using var office = await TestOffice.Open();
        Assert.Equal(0, await Budget(office));

        await AnotherProcess(office).Put(Finance, UnitSummary.Now, "project/P-1", Part(1, 700));
        office.Clock.Advance(Boards.Stale);
        Assert.Equal(700, await Budget(office));

        await AnotherProcess(office).Put(Finance, UnitSummary.Now, "project/P-1", Part(2, 900));
        Assert.Equal(700, await Budget(office));
        office.Clock.Advance(Boards.Stale);
        Assert.Equal(900, await Budget(office));
    }

    [Fact]
    public async Task what_a_process_changed_that_ended_before_it_could_say_so_is_on_the_board_within_a_minute()
    {
        await using var office = await TestOffice.Open();
        Assert.Equal(0, await Budget(office));

        await AnotherProcess(office).Put(Finance, UnitSummary.Now, "project/P-1", Part(1, 700));
        var (tables, mark) = (office.Get<ITableStore>(), new TableKey(OfficeTables.All, Finance.Value));
        var said = await tables.Find(OfficeTables.SummaryMarks, mark);
        Assert.IsType<WriteOutcome.Written>(await tables.Write(new TableBatch(OfficeTables.SummaryMarks.Table, OfficeTables.All).Delete(OfficeTables.SummaryMarks, Finance.Value, said!.ETag)));

        office.Clock.Advance(Boards.Stale);
        Assert.Equal(0, await Budget(office));
        office.Clock.Advance(Boards.Whole);
        Assert.Equal(700, await Budget(office));
    }

    private static SummaryLedger AnotherProcess(TestOffice office) =>
        new(office.Get<ITableStore>(), new SummaryChanges(), office.Get<SummaryMarks>(), office.Get<OfficeSettings>(), office.Clock);

    private static async Task<decimal> Budget(TestOffice office) => (await office.Get<Boards>().Now()).Total(null).Total(Measure.Budget);

    private static Contribution Part(int version, decimal budget) =>
        new("project/P-1", new Dictionary<string, decimal> { [Measure.Projects] = 1, [Measure.Budget] = budget }) { Version = version, At = TestOffice.Monday };
}
