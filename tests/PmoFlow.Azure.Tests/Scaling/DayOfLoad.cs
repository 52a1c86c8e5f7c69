namespace PmoFlow.Azure.Tests.Scaling;

/// <summary>A partition that many requests write to, with the rows that one request's life writes there.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Table">The table.</param>
/// <param name="Partition">The partition, or how it begins.</param>
/// <param name="RowsPerLife">At most this many rows are written there by one request from submission to closure.</param>
/// <param name="IsPerOffice">Each office has its own; otherwise one for the installation.</param>
internal sealed record SharedPartition(string Name, string Table, string Partition, int RowsPerLife, bool IsPerOffice)
{
    public bool Matches((string Table, string Partition) key) =>
        key.Table == Table && key.Partition.StartsWith(Partition, StringComparison.Ordinal);
}

/// <summary>What one day asks of Table Storage at its busiest second.</summary>
/// <param name="RequestsADay">Requests submitted in the day.</param>
/// <param name="Offices">Over how many offices they are spread.</param>
/// <param name="Transactions">Transactions of the office's tables.</param>
/// <param name="HubTransactions">Transactions of the task hub's tables, which may be in an account of their own.</param>
/// <param name="WorkItems">Executions of orchestrations and activities, which the task hub's back end hands out.</param>
/// <param name="Rows">Rows written in the busiest second, by shared partition.</param>
internal sealed record BusiestSecond(int RequestsADay, int Offices, int Transactions, int HubTransactions, int WorkItems, IReadOnlyDictionary<SharedPartition, int> Rows);

/// <summary>
/// A day of requests, second by second, against the ceilings of Table Storage. Each request takes its steps on some day; in a steady
/// state as many steps are taken today as requests are submitted today take in their lives, at the hours at which people work.
/// </summary>
internal static class DayOfLoad
{
    /// <summary>What one life may cost; <see cref="RequestCostTests"/> measures it (450 to 480 on 23 November 2026, a status report and the looks at a project's figures among it).</summary>
    public const int TableRequestsPerLife = 500;

    /// <summary>By how much runs of one and the same program differ: looks that fall together are one.</summary>
    public const int Spread = 30;

    /// <summary>Counted by a proxy under the Functions host (docs/scaling.md).</summary>
    public const int HubRequestsPerLife = 236;

    /// <summary>Counted there, without the clock that only Development asks.</summary>
    public const int WorkItemsPerLife = 91;

    /// <summary>Microsoft's scalability target: entities a second in a partition.</summary>
    public const int PartitionCeiling = 2_000;

    /// <summary>Microsoft's scalability target: transactions a second in an account.</summary>
    public const int AccountCeiling = 20_000;

    private const int StepsPerLife = 10;
    private const int Seconds = 24 * 3600;

    public static readonly SharedPartition[] SharedPartitions =
    [
        new("all requests", "requestrows", "all", 12, false),
        new("requests by stage, all stages", "requestrows", "stage/", 16, false),
        new("requests by rank, all lifecycles", "requestrows", "ranked/", 8, false),
        new("open seats", "seats", "open", 8, false),
        new("all projects", "projectrows", "all", 12, false),
        new("summaries of a unit", "summaries", "", 120, true),
        new("which summaries changed", "summarymarks", "all", 20, false),
        new("what waits to be consumed, in all 16 shards", "inboxpending", "", 20, false),
    ];

    // Percent of the day's steps by hour of the day.
    private static readonly int[] Hours = [0, 0, 0, 0, 0, 0, 1, 3, 10, 14, 13, 10, 7, 10, 12, 10, 6, 2, 1, 1, 0, 0, 0, 0];

    public static BusiestSecond Simulate(int requestsADay, int offices, int seed)
    {
        var random = new Random(seed);
        var steps = new int[Seconds];
        // One office's share of the load, for partitions that each office has of its own.
        var own = new int[Seconds];
        for (var i = 0L; i < (long)requestsADay * StepsPerLife; i++)
        {
            var second = Hour(random) * 3600 + random.Next(3600);
            steps[second]++;
            if (random.Next(offices) == 0)
                own[second]++;
        }
        var (all, one) = (steps.Max(), own.Max());
        return new BusiestSecond(
            requestsADay, offices, Share(all, TableRequestsPerLife), Share(all, HubRequestsPerLife), Share(all, WorkItemsPerLife),
            SharedPartitions.ToDictionary(p => p, p => Share(p.IsPerOffice ? one : all, p.RowsPerLife)));
    }

    private static int Share(int steps, int perLife) => (int)Math.Ceiling((double)steps * perLife / StepsPerLife);

    private static int Hour(Random random)
    {
        var percent = random.Next(100);
        var hour = 0;
        while ((percent -= Hours[hour]) >= 0)
            hour++;
        return hour;
    }
}
