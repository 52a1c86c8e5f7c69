using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Contracts.Tables;

/// <summary>Several batches, one after the other.</summary>
public abstract partial class TableContract
{
    [Fact]
    public async Task batches_in_order_are_written_up_to_the_first_that_is_refused()
    {
        var tables = await Open();
        var (first, taken, last) = (new TableKey(Fresh(), "row"), new TableKey(Fresh(), "row"), new TableKey(Fresh(), "row"));
        await tables.TryInsert(Notes, taken, new Note("taken"), Cancel);
        var outcome = await tables.WriteInOrder(
        [
            new TableBatch("Notes", first.Partition).Upsert(Notes, "row", new Note("first")),
            new TableBatch("Notes", taken.Partition).Insert(Notes, "row", new Note("refused")),
            new TableBatch("Notes", last.Partition).Upsert(Notes, "row", new Note("last")),
        ], Cancel);
        Assert.Equal(new WriteOutcome.Conflicted(taken, WriteConflict.Exists), outcome);
        Assert.Equal("first", (await tables.Find(Notes, first, Cancel))!.Document.Text);
        Assert.Equal("taken", (await tables.Find(Notes, taken, Cancel))!.Document.Text);
        Assert.Null(await tables.Find(Notes, last, Cancel));
    }

    [Fact]
    public async Task a_document_that_is_too_large_stops_batches_in_order_at_the_latest_where_it_stands()
    {
        var tables = await Open();
        var (small, large) = (new TableKey(Fresh(), "row"), new TableKey(Fresh(), "row"));
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => tables.WriteInOrder(
        [
            new TableBatch("Notes", large.Partition).Upsert(Notes, "row", new Note(new string('x', ITableStore.MaxDocumentBytes))),
            new TableBatch("Notes", small.Partition).Upsert(Notes, "row", new Note("small")),
        ], Cancel));
        Assert.Null(await tables.Find(Notes, small, Cancel));
    }
}
