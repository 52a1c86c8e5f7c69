using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task a_timer_never_fires_early()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var at = context.UtcNow.Add(Seconds(3));
            await context.CreateTimer(at);
            return $"{context.UtcNow >= at}";
        }));
        await Start(world, "timer");
        await world.Settled("timer");
        await world.Advance(Seconds(1));
        await world.Settled("timer");
        Assert.False((await world.Client.Get("timer", Patience))!.HasEnded);
        await world.Advance(Seconds(2.1));
        Assert.Equal("True", await Output(world, "timer"));
    }

    [Fact]
    public async Task timers_fire_in_the_order_they_fall_due()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var order = "";
            async Task Ring(int seconds, string name)
            {
                await context.CreateTimer(context.UtcNow.Add(Seconds(seconds)));
                order += name;
            }

            await Task.WhenAll(Ring(3, "c"), Ring(1, "a"), Ring(2, "b"));
            return order;
        }));
        await Start(world, "order");
        await world.Settled("order");
        await world.Advance(Seconds(3.1));
        Assert.Equal("abc", await Output(world, "order"));
    }

    [Fact]
    public async Task a_cancelled_timer_is_cancelled_and_does_not_fire()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            using var cancel = new CancellationTokenSource();
            var timer = context.CreateTimer(context.UtcNow.Add(Seconds(1)), cancel.Token);
            cancel.Cancel();
            try
            {
                await timer;
            }
            catch (OperationCanceledException)
            {
                await context.CreateTimer(context.UtcNow.Add(Seconds(2)));
                return $"{timer.IsCanceled}";
            }
            return "fired";
        }));
        await Start(world, "cancelled");
        await world.Settled("cancelled");
        await world.Advance(Seconds(2.1));
        Assert.Equal("True", await Output(world, "cancelled"));
    }

    [Fact]
    public async Task a_timer_in_the_past_fires_at_once()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            await context.CreateTimer(context.UtcNow.AddDays(-1));
            return "past";
        }));
        await Start(world, "past");
        Assert.Equal("past", await Output(world, "past"));
    }

    [Fact]
    public async Task a_timer_outlives_a_restart()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            await context.CreateTimer(context.UtcNow.Add(Seconds(2)));
            return "rang";
        }));
        await Start(world, "outlives");
        await world.Settled("outlives");
        await world.Restart();
        await world.Advance(Seconds(2.1));
        Assert.Equal("rang", await Output(world, "outlives"));
    }
}
