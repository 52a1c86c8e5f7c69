using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Two writers of one request: lists show what the record says, whoever is the slower.</summary>
public sealed class InterleavedWritersTests
{
    [Fact]
    public async Task lists_show_the_newest_record_though_an_older_writer_comes_to_them_last()
    {
        await using var office = await TestOffice.Open();
        var id = await office.Submit();
        var (services, slow) = (office.Get<IServiceProvider>(), new HeldTables(office.Get<ITableStore>(), _ => true));
        var ledger = ActivatorUtilities.CreateInstance<RequestLedger>(services, ActivatorUtilities.CreateInstance<RequestLists>(services, slow));
        var older = ledger.Enter(id, "revised|slowly", new TimelineDraft("revised", "zoe@example.org", "Revised."), before => before with { Revision = 2 });
        await slow.Held;

        await office.Qualify(id);
        await office.Score(id);
        slow.Go();
        await older;

        var request = await office.Request(id);
        Assert.Equal("approval", request.Stage);
        Assert.Equal("approval", Assert.Single(await Rows(office, OfficeTables.All)).Stage);
        Assert.Single(await Rows(office, RequestLists.StagePartition("approval")));
        Assert.Empty(await Rows(office, RequestLists.StagePartition("screening")));
        foreach (var kind in WorkIndex.Kinds)
            Assert.Empty(await Rows(office, WorkIndex.Partition(kind)));
    }

    private static async Task<IReadOnlyList<RequestRow>> Rows(TestOffice office, string partition) =>
        await office.Get<ITableStore>().Scan(OfficeTables.RequestRows, partition).Select(stored => stored.Document).ToListAsync(TestContext.Current.CancellationToken);
}
