using System.Text.Json.Serialization;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Contracts.Tables;

/// <summary>A document with scalars and parts.</summary>
public sealed record Note(string Text, int Number = 0, DateTimeOffset? At = null, string[]? Tags = null, decimal Amount = 0);

[JsonSerializable(typeof(Note))]
public sealed partial class NoteJson : JsonSerializerContext;

/// <summary>What a program may rely on from tables, on every platform.</summary>
public abstract partial class TableContract
{
    protected static readonly TableReference<Note> Notes = new("Notes", NoteJson.Default.Note);

    /// <summary>A store; each test keeps to partitions of its own.</summary>
    protected abstract Task<ITableStore> Open();

    private static string Fresh() => Guid.NewGuid().ToString("N");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task what_was_written_is_read_as_it_was()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "row");
        var note = new Note("ünï 😀 \"quoted\" \\ \n", -7, new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.Zero), ["a", ""], 12345678901.23m);
        Assert.True(await tables.TryInsert(Notes, key, note, Cancel));
        var found = await tables.Find(Notes, key, Cancel);
        Assert.Equal(key, found!.Key);
        Assert.Equal(note with { Tags = null }, found.Document with { Tags = null });
        Assert.Equal(note.Tags, found.Document.Tags);
    }

    [Fact]
    public async Task nothing_is_found_where_nothing_is()
    {
        var tables = await Open();
        Assert.Null(await tables.Find(Notes, new TableKey(Fresh(), "row"), Cancel));
    }

    [Fact]
    public async Task an_insert_over_a_document_conflicts()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "row");
        await tables.TryInsert(Notes, key, new Note("first"), Cancel);
        var outcome = await tables.Write(new TableBatch("Notes", key.Partition).Insert(Notes, key.Row, new Note("second")), Cancel);
        Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Exists), outcome);
        Assert.Equal("first", (await tables.Find(Notes, key, Cancel))!.Document.Text);
    }

    [Fact]
    public async Task a_replace_needs_the_etag_that_was_read()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "row");
        await tables.TryInsert(Notes, key, new Note("first"), Cancel);
        var read = await tables.Find(Notes, key, Cancel);
        var written = Assert.IsType<WriteOutcome.Written>(
            await tables.Write(new TableBatch("Notes", key.Partition).Replace(Notes, key.Row, new Note("second"), read!.ETag), Cancel));
        var now = await tables.Find(Notes, key, Cancel);
        Assert.Equal(("second", written.ETags[0]), (now!.Document.Text, now.ETag));
        Assert.NotEqual(read.ETag, now.ETag);
        Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Changed),
            await tables.Write(new TableBatch("Notes", key.Partition).Replace(Notes, key.Row, new Note("third"), read.ETag), Cancel));
        Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Changed),
            await tables.Write(new TableBatch("Notes", key.Partition).Delete(Notes, key.Row, read.ETag), Cancel));
        var missing = new TableKey(key.Partition, "missing");
        Assert.Equal(new WriteOutcome.Conflicted(missing, WriteConflict.Missing),
            await tables.Write(new TableBatch("Notes", key.Partition).Replace(Notes, "missing", new Note("x"), read.ETag), Cancel));
    }

    [Fact]
    public async Task deleting_what_is_not_there_is_no_conflict_unless_an_etag_was_given()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "row");
        await tables.Delete(Notes, key, Cancel);
        await tables.Upsert(Notes, key, new Note("x"), Cancel);
        var etag = (await tables.Find(Notes, key, Cancel))!.ETag;
        await tables.Delete(Notes, key, Cancel);
        Assert.Null(await tables.Find(Notes, key, Cancel));
        Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Missing),
            await tables.Write(new TableBatch("Notes", key.Partition).Delete(Notes, key.Row, etag), Cancel));
    }

    [Fact]
    public async Task a_batch_is_written_whole_or_not_at_all()
    {
        var tables = await Open();
        var partition = Fresh();
        await tables.TryInsert(Notes, new TableKey(partition, "taken"), new Note("old"), Cancel);
        var outcome = await tables.Write(new TableBatch("Notes", partition)
            .Insert(Notes, "a", new Note("new")).Delete(Notes, "taken").Insert(Notes, "b", new Note("new")), Cancel);
        Assert.Equal(3, Assert.IsType<WriteOutcome.Written>(outcome).ETags.Count);
        outcome = await tables.Write(new TableBatch("Notes", partition)
            .Insert(Notes, "c", new Note("new")).Insert(Notes, "b", new Note("other")), Cancel);
        Assert.Equal(new WriteOutcome.Conflicted(new TableKey(partition, "b"), WriteConflict.Exists), outcome);
        Assert.Null(await tables.Find(Notes, new TableKey(partition, "c"), Cancel));
        Assert.Null(await tables.Find(Notes, new TableKey(partition, "taken"), Cancel));
    }

    [Fact]
    public async Task a_batch_of_a_hundred_is_written()
    {
        var tables = await Open();
        var partition = Fresh();
        var batch = new TableBatch("Notes", partition);
        for (var i = 0; i < ITableStore.MaxBatchOperations; i++)
            batch.Insert(Notes, $"{i:D3}", new Note($"{i}"));
        Assert.IsType<WriteOutcome.Written>(await tables.Write(batch, Cancel));
        Assert.Equal(100, await tables.Scan(Notes, partition, cancellation: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task a_scan_gives_one_partition_in_ordinal_order_within_its_range()
    {
        var tables = await Open();
        var partition = Fresh();
        string[] rows = ["", "A", "B", "a", "a/b", "a#?\\", "b", "ä", "😀", "\uff00"];
        foreach (var row in rows)
            await tables.TryInsert(Notes, new TableKey(partition, row), new Note(row), Cancel);
        await tables.TryInsert(Notes, new TableKey(partition + "2", "x"), new Note("other"), Cancel);
        var expected = rows.Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(expected, await Rows(RowRange.All));
        Assert.Equal(expected.Where(row => row.StartsWith('a')), await Rows(RowRange.StartingWith("a")));
        Assert.Equal(expected.Where(row => string.CompareOrdinal(row, "B") >= 0 && string.CompareOrdinal(row, "b") < 0),
            await Rows(new RowRange("B", "b")));
        Assert.Equal(expected.Where(row => string.CompareOrdinal(row, "a") > 0), await Rows(RowRange.After("a")));

        async Task<string[]> Rows(RowRange range) =>
            await tables.Scan(Notes, partition, range, Cancel).Select(stored => stored.Key.Row).ToArrayAsync(Cancel);
    }

    [Fact]
    public async Task a_long_scan_sees_each_row_once_while_others_write()
    {
        var tables = await Open();
        var partition = Fresh();
        for (var i = 0; i < 12; i++)
        {
            var batch = new TableBatch("Notes", partition);
            for (var j = 0; j < 100; j++)
                batch.Insert(Notes, $"{i * 100 + j:D5}", new Note($"{i * 100 + j}"));
            await tables.Write(batch, Cancel);
        }
        var seen = new List<string>();
        await foreach (var stored in tables.Scan(Notes, partition, cancellation: Cancel))
        {
            seen.Add(stored.Key.Row);
            if (seen.Count % 300 == 0)
                await tables.Upsert(Notes, new TableKey(partition, seen[0]), new Note("changed"), Cancel);
        }
        Assert.Equal(Enumerable.Range(0, 1200).Select(i => $"{i:D5}"), seen);
    }

    [Fact]
    public async Task concurrent_changes_of_one_document_lose_nothing()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "counter");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var i = 0; i < 5; i++)
                await tables.Change(Notes, key, note => new Note("count", (note?.Number ?? 0) + 1), Cancel);
        }));
        Assert.Equal(40, (await tables.Find(Notes, key, Cancel))!.Document.Number);
    }

    [Fact]
    public async Task a_large_document_is_kept_and_a_larger_one_refused()
    {
        var tables = await Open();
        var partition = Fresh();
        var large = new Note(new string('x', ITableStore.MaxDocumentBytes - 200));
        await tables.Upsert(Notes, new TableKey(partition, "large"), large, Cancel);
        Assert.Equal(large.Text, (await tables.Find(Notes, new TableKey(partition, "large"), Cancel))!.Document.Text);
        var batch = new TableBatch("Notes", partition)
            .Insert(Notes, "small", new Note("x")).Insert(Notes, "larger", new Note(new string('x', ITableStore.MaxDocumentBytes)));
        await Assert.ThrowsAsync<DocumentTooLargeException>(() => tables.Write(batch, Cancel));
        Assert.Null(await tables.Find(Notes, new TableKey(partition, "small"), Cancel));
    }

    [Fact]
    public async Task a_large_batch_is_written_whole_and_a_larger_one_refused_whole()
    {
        var tables = await Open();
        var partition = Fresh();
        TableBatch Batch(int bytes) => Enumerable.Range(0, 4).Aggregate(new TableBatch("Notes", partition),
            (batch, i) => batch.Insert(Notes, $"{bytes}-{i}", new Note(string.Concat(Enumerable.Repeat("a <b> ", bytes / 4 / 16)))));
        await Assert.ThrowsAsync<BatchTooLargeException>(() => tables.Write(Batch(ITableStore.MaxBatchBytes + 10_000), Cancel));
        Assert.Equal(0, await tables.Scan(Notes, partition, cancellation: Cancel).CountAsync(Cancel));
        Assert.IsType<WriteOutcome.Written>(await tables.Write(Batch(ITableStore.MaxBatchBytes - 10_000), Cancel));
        Assert.Equal(4, await tables.Scan(Notes, partition, cancellation: Cancel).CountAsync(Cancel));
    }

    [Fact]
    public async Task keys_of_any_text_are_kept_apart_alone_and_in_batches()
    {
        var tables = await Open();
        string[] odd = ["", " ", "  ", "'", "''", "\"", "%", "%41", "+", "&", "?", "#", "/", "\\", "..", "\0", "\u001f", "\u007f", "\u0085",
            "A", "a", "é", "e\u0301", "請求", "😀", "\ufffd", "(x='y')", "a b/c?d=e&f#g"];
        var partitions = odd.Take(12).Select(text => text + Fresh()).ToList();
        foreach (var partition in partitions)
        {
            await tables.Upsert(Notes, new TableKey(partition, odd[0]), new Note(partition + odd[0]), Cancel);
            var batch = new TableBatch("Notes", partition);
            foreach (var row in odd.Skip(1))
                batch.Insert(Notes, row, new Note(partition + row));
            Assert.IsType<WriteOutcome.Written>(await tables.Write(batch, Cancel));
            Assert.Equal(new WriteOutcome.Conflicted(new TableKey(partition, "#"), WriteConflict.Exists),
                await tables.Write(new TableBatch("Notes", partition).Insert(Notes, "#", new Note("x")), Cancel));
        }
        foreach (var partition in partitions)
        {
            var scanned = await tables.Scan(Notes, partition, cancellation: Cancel).ToListAsync(Cancel);
            Assert.Equal(odd.Order(StringComparer.Ordinal), scanned.Select(stored => stored.Key.Row));
            Assert.All(scanned, stored => Assert.Equal(partition + stored.Key.Row, stored.Document.Text));
        }
    }

    [Fact]
    public async Task a_prefix_covers_whatever_follows_it()
    {
        var tables = await Open();
        var partition = Fresh();
        string[] inside = ["R/", "R/1", "R/é", "R/\uff00", "R/😀"];
        foreach (var row in inside.Concat(["R", "R.", "R0", "S"]))
            await tables.Upsert(Notes, new TableKey(partition, row), new Note(row), Cancel);
        var rows = await tables.Scan(Notes, partition, RowRange.StartingWith("R/"), Cancel).Select(s => s.Key.Row).ToListAsync(Cancel);
        Assert.Equal(inside.Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public async Task an_etag_that_was_never_given_matches_nothing()
    {
        var tables = await Open();
        var key = new TableKey(Fresh(), "row");
        await tables.Upsert(Notes, key, new Note("kept"), Cancel);
        foreach (var etag in new[] { "", "*", "0", "W/\"x\"", "nonsense" })
        {
            Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Changed),
                await tables.Write(new TableBatch("Notes", key.Partition).Replace(Notes, key.Row, new Note("lost"), etag), Cancel));
            Assert.Equal(new WriteOutcome.Conflicted(key, WriteConflict.Changed),
                await tables.Write(new TableBatch("Notes", key.Partition).Delete(Notes, key.Row, etag), Cancel));
        }
        Assert.Equal("kept", (await tables.Find(Notes, key, Cancel))!.Document.Text);
    }

    [Fact]
    public async Task a_batch_that_deletes_what_was_read_leaves_nothing_else_behind()
    {
        var tables = await Open();
        var partition = Fresh();
        await tables.Write(new TableBatch("Notes", partition).Insert(Notes, "a", new Note("a")).Insert(Notes, "b", new Note("b")), Cancel);
        var a = await tables.Find(Notes, new TableKey(partition, "a"), Cancel);
        var b = await tables.Find(Notes, new TableKey(partition, "b"), Cancel);
        var delete = new TableBatch("Notes", partition).Delete(Notes, "a", a!.ETag).Delete(Notes, "b", b!.ETag).Delete(Notes, "c");
        Assert.Equal([null, null, null], Assert.IsType<WriteOutcome.Written>(await tables.Write(delete, Cancel)).ETags);
        Assert.Empty(await tables.Scan(Notes, partition, cancellation: Cancel).ToListAsync(Cancel));
        Assert.IsType<WriteOutcome.Conflicted>(await tables.Write(delete, Cancel));
    }

    [Fact]
    public async Task keys_over_512_bytes_are_refused()
    {
        var tables = await Open();
        var partition = Fresh();
        await tables.Upsert(Notes, new TableKey(partition, new string('k', 512)), new Note("fits"), Cancel);
        Assert.NotNull(await tables.Find(Notes, new TableKey(partition, new string('k', 512)), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => tables.Upsert(Notes, new TableKey(partition, new string('k', 513)), new Note("x"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => tables.Upsert(Notes, new TableKey(new string('ä', 257), "x"), new Note("x"), Cancel));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("a-bc")]
    [InlineData("täble")]
    public async Task table_names_of_other_signs_are_refused(string name)
    {
        var tables = await Open();
        var table = new TableReference<Note>(name, NoteJson.Default.Note);
        await Assert.ThrowsAsync<ArgumentException>(() => tables.Upsert(table, new TableKey("p", "r"), new Note("x"), Cancel));
    }
}
