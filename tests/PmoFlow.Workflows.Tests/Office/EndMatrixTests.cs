using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>
/// Every lifecycle that ships by every way that a request can go, each until it has ended, on a clock that the test moves. What each way is
/// stands in <see cref="EndWays"/>; here stands what must be true of all.
/// </summary>
public sealed class EndMatrixTests
{
    private static readonly string[] Lifecycles = ["standard", "fast-track", "capital"];

    /// <summary>A way, what the request comes to by it, and what its timeline must say in this order.</summary>
    private static readonly Dictionary<string, (Func<TestOffice, string, Task<RequestId>> Live, RequestOutcome End, string[] Says)> Ways = new()
    {
        ["approved"] = (EndWays.Approved, RequestOutcome.Completed, ["qualified", "approved", "project-created", "delivered"]),
        ["declined"] = (EndWays.Declined, RequestOutcome.Declined, ["qualified", "decided", "declined"]),
        ["deferred and back"] = (EndWays.Deferred, RequestOutcome.Completed, ["deferred", "came-back", "qualified", "approved", "delivered"]),
        ["withdrawn"] = (EndWays.Withdrawn, RequestOutcome.Withdrawn, ["gate-opened", "withdrawn"]),
        ["expired"] = (EndWays.Expired, RequestOutcome.Declined, ["gate-opened", "declined"]),
        ["information never given"] = (EndWays.Unanswered, RequestOutcome.Declined, ["information-asked", "information-expired"]),
        ["revised in the middle of a round"] = (EndWays.Revised, RequestOutcome.Completed, ["gate-opened", "revised", "asked-again", "gate-opened", "approved", "delivered"]),
        ["delegated"] = (EndWays.Delegated, RequestOutcome.Completed, ["gate-opened", "reseated", "decided", "approved", "delivered"]),
        ["recalled"] = (EndWays.Recalled, RequestOutcome.Completed, ["gate-opened", "recalled", "gate-opened", "approved", "delivered"]),
        ["migrated"] = (EndWays.Migrated, RequestOutcome.Completed, ["gate-opened", "migrated", "asked-again", "approved", "delivered"]),
    };

    public static MatrixTheoryData<string, string> Cells => new(Lifecycles, Ways.Keys);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task every_lifecycle_comes_by_every_way_to_its_end(string lifecycle, string way)
    {
        await using var office = await TestOffice.Open();
        var (live, end, says) = Ways[way];

        var id = await live(office, lifecycle);

        await office.Ends(id, end, says[^1]);
        Assert.Equal(lifecycle, (await office.Request(id)).Lifecycle.Name);
        var kinds = (await office.Get<RequestQueries>().Timeline(id)).Select(entry => entry.Kind).ToList();
        Assert.True(HasInOrder(kinds, says), $"It says {string.Join(", ", kinds)}.");
        var life = await office.Get<IOrchestrationClient>().Get(id.Value, TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationStatus.Completed, life!.Status);
    }

    /// <summary>A process that ships later must get its row, and a way that is added its cell in each.</summary>
    [Fact]
    public async Task matrix_has_a_cell_for_each_way_of_each_lifecycle_that_ships()
    {
        await using var office = await TestOffice.Open();

        Assert.Equal(office.Get<LifecycleLibrary>().All.Select(lifecycle => lifecycle.Name).Order(), Lifecycles.Order());
        Assert.Equal(Lifecycles.Length * Ways.Count, Cells.Distinct().Count());
    }

    private static bool HasInOrder(IReadOnlyList<string> kinds, IReadOnlyList<string> says)
    {
        var found = 0;
        foreach (var kind in kinds)
            found += found < says.Count && kind == says[found] ? 1 : 0;
        return found == says.Count;
    }
}
