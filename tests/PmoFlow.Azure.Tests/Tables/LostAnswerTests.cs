using Azure;
using Azure.Data.Tables;
using PmoFlow.Azure.Tables;
using PmoFlow.Contracts.Tables;
using PmoFlow.Platform.Tables;
using Xunit;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>Each kind of write, done by a first attempt whose answer is lost.</summary>
public sealed class LostAnswerTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly TableReference<Note> Notes = new("Notes", NoteJson.Default.Note);

    private FaultProxy proxy = null!;
    private ITableStore direct = null!;
    private ITableStore tables = null!;
    private AzureTablesOptions options = null!;

    public static TheoryData<TableFault> Faults() => new(Enum.GetValues<TableFault>()[1..]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        proxy = await FaultProxy.Start(azurite);
        var open = azurite.Options();
        options = open with { ConnectionString = Azurite.ConnectionString(proxy.Endpoint), Timeout = TimeSpan.FromSeconds(2) };
        direct = azurite.Open(open);
        tables = azurite.Open(options);
        await direct.Upsert(Notes, new TableKey("p", "there"), new Note("there", 1), Cancellation);
    }

    public ValueTask DisposeAsync() => proxy.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task insert_is_done_once_and_says_so(TableFault fault)
    {
        var written = await Written(fault, new TableBatch("Notes", "p").Insert(Notes, "new", new Note("new")));
        await IsUsable(written.ETags[0]!, "new");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task replace_is_done_once_and_says_so(TableFault fault)
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        var written = await Written(fault, new TableBatch("Notes", "p").Replace(Notes, "there", new Note("next", 2), read!.ETag));
        await IsUsable(written.ETags[0]!, "there");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task batch_is_done_once_and_says_so(TableFault fault)
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        var written = await Written(fault, new TableBatch("Notes", "p")
            .Delete(Notes, "there", read!.ETag).Insert(Notes, "a", new Note("a")).Upsert(Notes, "b", new Note("b")));
        Assert.Null(written.ETags[0]);
        await IsUsable(written.ETags[1]!, "a");
        await IsUsable(written.ETags[2]!, "b");
        Assert.Null(await direct.Find(Notes, new TableKey("p", "there"), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task batch_that_deletes_whatever_is_there_is_done_once_and_says_so(TableFault fault)
    {
        var written = await Written(fault, new TableBatch("Notes", "p").Delete(Notes, "there").Insert(Notes, "moved", new Note("moved")));
        Assert.Null(written.ETags[0]);
        await IsUsable(written.ETags[1]!, "moved");
        Assert.Null(await direct.Find(Notes, new TableKey("p", "there"), Cancellation));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task conditional_delete_is_done_once_and_says_so(TableFault fault)
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        await Written(fault, new TableBatch("Notes", "p").Delete(Notes, "there", read!.ETag));
        Assert.Empty(await direct.Scan(Notes, "p", cancellation: Cancellation).ToListAsync(Cancellation));
        var raw = new TableClient(options.ConnectionString, options.Prefix + "Notes");
        Assert.Empty(await raw.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task unconditional_writes_are_done(TableFault fault)
    {
        await Written(fault, new TableBatch("Notes", "p").Upsert(Notes, "there", new Note("over")));
        await Written(fault, new TableBatch("Notes", "p").Delete(Notes, "there"));
        Assert.Null(await direct.Find(Notes, new TableKey("p", "there"), Cancellation));
    }

    [Fact]
    public async Task replace_knows_itself_after_another_writer_was_quicker()
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        proxy.AfterFault = () => direct.Change(Notes, new TableKey("p", "there"), n => n! with { Number = n.Number + 10 }, Cancellation);
        var written = await Written(TableFault.ResetAfter,
            new TableBatch("Notes", "p").Replace(Notes, "there", new Note("next", 2), read!.ETag));
        Assert.Equal(12, (await direct.Find(Notes, new TableKey("p", "there"), Cancellation))!.Document.Number);
        // The other writer's ETag is not ours to give away.
        Assert.IsType<WriteOutcome.Conflicted>(await direct.Write(
            new TableBatch("Notes", "p").Replace(Notes, "there", new Note("lost"), written.ETags[0]!), Cancellation));
    }

    [Fact]
    public async Task write_that_too_many_others_followed_fails_instead_of_guessing()
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        proxy.AfterFault = async () =>
        {
            for (var i = 0; i < 70; i++)
                await direct.Change(Notes, new TableKey("p", "there"), n => n! with { Number = n.Number + 10 }, Cancellation);
        };
        proxy.PlayOnce(TableFault.ResetAfter);
        await Assert.ThrowsAsync<WriteInDoubtException>(() => tables.Write(
            new TableBatch("Notes", "p").Replace(Notes, "there", new Note("next", 2), read!.ETag), Cancellation));
    }

    [Fact]
    public async Task move_whose_rows_are_gone_again_fails_instead_of_guessing()
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        proxy.AfterFault = () => direct.Delete(Notes, new TableKey("p", "moved"), Cancellation);
        proxy.PlayOnce(TableFault.ResetAfter);
        await Assert.ThrowsAsync<WriteInDoubtException>(() => tables.Write(
            new TableBatch("Notes", "p").Delete(Notes, "there", read!.ETag).Insert(Notes, "moved", new Note("moved")), Cancellation));
    }

    [Fact]
    public async Task real_conflict_is_told_from_a_lost_answer()
    {
        var read = await direct.Find(Notes, new TableKey("p", "there"), Cancellation);
        await direct.Upsert(Notes, new TableKey("p", "there"), new Note("other"), Cancellation);
        proxy.PlayOnce(TableFault.ResetBefore);
        Assert.Equal(new WriteOutcome.Conflicted(new TableKey("p", "there"), WriteConflict.Changed), await tables.Write(
            new TableBatch("Notes", "p").Replace(Notes, "there", new Note("mine"), read!.ETag), Cancellation));
        proxy.PlayOnce(TableFault.ErrorBefore);
        Assert.Equal(new WriteOutcome.Conflicted(new TableKey("p", "there"), WriteConflict.Exists),
            await tables.Write(new TableBatch("Notes", "p").Insert(Notes, "there", new Note("mine")), Cancellation));
    }

    [Fact]
    public async Task control_the_plain_client_takes_its_own_insert_for_somebody_elses()
    {
        var plain = AzureTablesRegistration.Open(options).GetTableClient(options.Prefix + "Notes");
        proxy.PlayOnce(TableFault.ResetAfter);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => plain.AddEntityAsync(new TableEntity("p", "new"), Cancellation));
        Assert.Equal(409, failure.Status);
    }

    private async Task<WriteOutcome.Written> Written(TableFault fault, TableBatch batch)
    {
        proxy.PlayOnce(fault);
        var written = Assert.IsType<WriteOutcome.Written>(await tables.Write(batch, Cancellation));
        Assert.True(proxy.Played.ContainsKey(fault));
        return written;
    }

    private async Task IsUsable(string etag, string row)
    {
        var again = new TableBatch("Notes", "p").Replace(Notes, row, new Note("again"), etag);
        Assert.IsType<WriteOutcome.Written>(await direct.Write(again, Cancellation));
    }
}
