using PmoFlow.Workflows.Portfolio;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

public sealed class SharedTurnsTests
{
    private readonly SharedTurns<string, int> turns = new();
    private readonly List<IReadOnlyList<int>> done = [];
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task what_comes_while_one_is_at_work_is_done_together_in_the_order_it_came()
    {
        var one = turns.Add("a", [1], Work);
        var later = Enumerable.Range(2, 50).Select(n => turns.Add("a", [n], Work)).ToArray();
        Assert.Single(done);
        first.SetResult();
        await Task.WhenAll([one, .. later]);
        Assert.Equal([1], done[0]);
        Assert.Equal(Enumerable.Range(2, 50), done[1]);
        Assert.Equal(2, done.Count);
    }

    [Fact]
    public async Task keys_do_not_wait_for_each_other()
    {
        var one = turns.Add("a", [1], Work);
        await turns.Add("b", [2], _ => Task.CompletedTask);
        Assert.False(one.IsCompleted);
        first.SetResult();
        await one;
    }

    [Fact]
    public async Task a_failure_is_told_to_those_who_shared_the_turn_and_the_next_turn_is_taken()
    {
        var one = turns.Add("a", [1], _ => Fail());
        var two = turns.Add("a", [2], Work);
        first.SetResult();
        await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        await Assert.ThrowsAsync<InvalidOperationException>(() => two);
        await turns.Add("a", [3], Work);
        Assert.Equal([3], Assert.Single(done));
    }

    private async Task Fail()
    {
        await first.Task;
        throw new InvalidOperationException("the store is down");
    }

    private Task Work(IReadOnlyList<int> items)
    {
        done.Add(items);
        return first.Task;
    }
}
