using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Tests.Office;
using PmoFlow.Workflows.Workshop;
using Xunit;

namespace PmoFlow.Workflows.Tests.Workshop;

/// <summary>What administrators do in tests, in one line each.</summary>
internal static class Publishing
{
    public static readonly Actor Administrator = new("admin@example.org", "Ada Min");

    /// <summary>Publishes what is in force with one thing changed.</summary>
    public static async Task<LifecycleVersion> Publish(this TestOffice office, string name, params (string Before, string After)[] changes)
    {
        var text = office.Get<WorkshopDesk>().Beginning(name)!;
        foreach (var (before, after) in changes)
        {
            Assert.Contains(before, text, StringComparison.Ordinal);
            text = text.Replace(before, after, StringComparison.Ordinal);
        }
        return Assert.IsType<Outcome<Lifecycle>.Done>(await office.Get<WorkshopDesk>().Publish(name, text, "A test.", Administrator)).Value.Id;
    }

    public static async Task<IReadOnlyList<MigrationItem>> Preview(this TestOffice office, LifecycleVersion from, LifecycleVersion to) =>
        Assert.IsType<Outcome<IReadOnlyList<MigrationItem>>.Done>(await office.Get<MigrationDesk>().Preview(from, to)).Value;

    /// <summary>Moves those requests and waits until that is finished.</summary>
    public static Task<MigrationRecord> Migrate(this TestOffice office, LifecycleVersion from, LifecycleVersion to, params IEnumerable<RequestId> only) =>
        office.Migrate(from, to, null, only);

    public static async Task<MigrationRecord> Migrate(this TestOffice office, LifecycleVersion from, LifecycleVersion to, DateTimeOffset? seen, params IEnumerable<RequestId> only) =>
        await office.Finish(Assert.IsType<Outcome<MigrationRecord>.Done>(await office.Get<MigrationDesk>().Begin(from, to, only.ToHashSet(), Administrator, seen)).Value);

    /// <summary>Waits until it is finished.</summary>
    public static async Task<MigrationRecord> Finish(this TestOffice office, MigrationRecord begun)
    {
        for (var look = 0; look < 30 && (await office.Get<MigrationDesk>().Find(begun.Id))!.FinishedAt is null; look++)
            await office.Pass(TimeSpan.FromSeconds(1));
        var record = (await office.Get<MigrationDesk>().Find(begun.Id))!;
        Assert.NotNull(record.FinishedAt);
        return record;
    }
}
