using System.Collections.Concurrent;
using PmoFlow.Azure.Tables;
using PmoFlow.Contracts.Tables;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Azure.Tests.Tables;

/// <summary>
/// Four writers through a faulty network, doing what activities do: unique rows, races for one row, counters, moves from one row to
/// another, claims by deletion. What the store answered is noted, and compared with what Azurite has in the end.
/// </summary>
internal sealed class FaultTrial(ITableStore tables, ITableStore direct, CancellationToken cancellation)
{
    private const int Writers = 4;
    private const int Steps = 8;
    private static readonly TableReference<Note> Notes = new("Notes", NoteJson.Default.Note);
    private readonly ConcurrentQueue<string> problems = new();
    private readonly ConcurrentDictionary<int, ConcurrentQueue<int>> winners = new();
    private readonly ConcurrentDictionary<int, ConcurrentQueue<int>> claims = new();

    /// <summary>How often the store would not guess.</summary>
    public int InDoubt { get; private set; }

    /// <summary>What was lost, doubled or answered wrongly; empty where all is well.</summary>
    public async Task<IReadOnlyCollection<string>> Run()
    {
        await direct.Upsert(Notes, new TableKey("moves", "place0"), new Note("token", 0), cancellation);
        for (var i = 0; i < Steps; i++)
            await direct.Upsert(Notes, new TableKey("work", $"{i}"), new Note("work", i), cancellation);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(Write));
        await Compare();
        return problems;
    }

    private async Task Write(int writer)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (!await tables.TryInsert(Notes, new TableKey("unique", $"{writer}-{step}"), new Note("mine", writer), cancellation))
                problems.Enqueue($"insert of {writer}-{step}, which nobody else writes, met a conflict");
            if (await tables.TryInsert(Notes, new TableKey("race", $"{step}"), new Note("won", writer), cancellation))
                winners.GetOrAdd(step, _ => new()).Enqueue(writer);
            await tables.Change(Notes, new TableKey("count", "one"), n => new Note("count", (n?.Number ?? 0) + 1), cancellation);
            await Claim(writer, step);
            await Move();
        }
    }

    private async Task Claim(int writer, int step)
    {
        var key = new TableKey("work", $"{step}");
        if (await tables.Find(Notes, key, cancellation) is { } work
            && await tables.Write(new TableBatch("Notes", "work").Delete(Notes, key.Row, work.ETag), cancellation) is WriteOutcome.Written)
            claims.GetOrAdd(step, _ => new()).Enqueue(writer);
    }

    /// <summary>Takes the token one place further, until nobody was in between.</summary>
    private async Task Move()
    {
        while (true)
        {
            var token = await tables.Scan(Notes, "moves", RowRange.StartingWith("place"), cancellation).FirstOrDefaultAsync(cancellation);
            if (token is null)
                continue;
            var next = token.Document.Number + 1;
            var attempt = Guid.NewGuid().ToString();
            var batch = new TableBatch("Notes", "moves").Delete(Notes, token.Key.Row, token.ETag)
                .Insert(Notes, $"place{next}", new Note("token", next))
                .Insert(Notes, $"trace{next:D4}", new Note("trace", next, Tags: [attempt]));
            if (await IsWritten(batch, $"trace{next:D4}", attempt))
                return;
        }
    }

    private async Task<bool> IsWritten(TableBatch batch, string trace, string attempt)
    {
        try
        {
            return await tables.Write(batch, cancellation) is WriteOutcome.Written;
        }
        catch (WriteInDoubtException)
        {
            // What a caller does that is told "nobody knows": it reads what it would have left.
            InDoubt++;
            return (await tables.Find(Notes, new TableKey("moves", trace), cancellation))?.Document.Tags?[0] == attempt;
        }
    }

    private async Task Compare()
    {
        const int All = Writers * Steps;
        Expect(All, (await Rows("unique")).Count, "unique rows");
        Expect(All, (await Rows("count"))[0].Number, "counted");
        Expect(0, (await Rows("work")).Count, "work left");
        Expect(Steps, claims.Values.Sum(c => c.Count), "claims");
        Expect(Steps, winners.Values.Sum(w => w.Count), "winners");
        var moves = await Rows("moves");
        Expect(All, moves.Single(n => n.Text == "token").Number, "places moved");
        Expect(All, moves.Count(n => n.Text == "trace"), "traces of moves");
        foreach (var (step, row) in (await Rows("race")).Index())
        {
            if (!winners.TryGetValue(step, out var won) || won.Count != 1 || won.Single() != row.Number)
                problems.Enqueue($"race {step} is {row.Number}'s, and {string.Join(',', won ?? [])} were told that they had won");
        }
    }

    private ValueTask<List<Note>> Rows(string partition) =>
        direct.Scan(Notes, partition, cancellation: cancellation).Select(stored => stored.Document).ToListAsync(cancellation);

    private void Expect(int expected, int actual, string what)
    {
        if (expected != actual)
            problems.Enqueue($"{what}: {actual} instead of {expected}");
    }
}
