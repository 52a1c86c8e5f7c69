using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Azure.Tests.Tables;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Azure.Tests.Scaling;

/// <summary>Alone, because the requests of the whole process are counted.</summary>
[CollectionDefinition(nameof(RequestCostTests), DisableParallelization = true)]
public sealed class AloneCollection;

/// <summary>What the life of a request costs in table operations; docs/scaling.md does its sums with these figures.</summary>
[Collection(nameof(RequestCostTests))]
public sealed class RequestCostTests(Azurite azurite)
{
    [Fact]
    public async Task life_of_a_request_stays_within_its_budget_of_table_operations()
    {
        CountedTables? tables = null;
        var usual = TestOffice.Instead;
        TestOffice.Instead = (services, _) => services.AddSingleton<ITableStore>(tables = new CountedTables(azurite.Open()));
        try
        {
            await using var office = await TestOffice.Open();
            var opening = (tables!.Finds, tables.Scans, tables.Batches);
            tables.RowsWritten.Clear();
            using var requests = new RequestCount();
            await Live(office);
            var (finds, scans, batches) = (tables.Finds - opening.Finds, tables.Scans - opening.Scans, tables.Batches - opening.Batches);
            var hot = tables.RowsWritten.OrderByDescending(p => p.Value).Take(12).Select(p => $"{p.Key.Table}/{p.Key.Partition}={p.Value}");
            TestContext.Current.SendDiagnosticMessage(
                $"One life: {requests.All} requests ({string.Join(", ", requests.ByMethod.Select(m => $"{m.Key} {m.Value}"))}); "
                + $"{finds} finds, {scans} scans, {batches} batches, {tables.RowsWritten.Values.Sum()} rows written; {string.Join(", ", hot)}");
            Assert.InRange(requests.All, 1, DayOfLoad.TableRequestsPerLife + DayOfLoad.Spread);
            Assert.All(DayOfLoad.SharedPartitions, shared =>
                Assert.InRange(tables.RowsWritten.Where(p => shared.Matches(p.Key)).Sum(p => p.Value), 0, shared.RowsPerLife));
        }
        finally
        {
            TestOffice.Instead = usual;
        }
    }

    private static async Task Live(TestOffice office)
    {
        var id = await office.Submit();
        await office.Qualify(id);
        await office.Score(id);
        await office.DecideAll(id, Decision.Approve);
        var project = await office.Project((await office.Request(id)).Project!.Value);
        await office.Pass(TimeSpan.FromDays(30));
        await office.AnswerHealth(project, office.GoodAnswers(project));
        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "All delivered.");
        await office.Settle();
    }
}
