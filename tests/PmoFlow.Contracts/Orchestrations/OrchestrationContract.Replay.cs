using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    [Fact]
    public async Task steps_run_in_order_and_the_result_is_the_output()
    {
        await using var world = await Open(new Story()
            .Activity(Echo, text => text + "!")
            .Orchestration(Main, async (context, input) =>
            {
                var text = input;
                for (var i = 0; i < 3; i++)
                    text = await context.CallActivity(Echo, text);
                return text;
            }));
        Assert.Equal(StartOutcome.Started, await Start(world, "steps", "a"));
        Assert.Equal("a!!!", await Output(world, "steps"));
    }

    [Fact]
    public async Task a_taken_id_is_left_alone_while_it_runs_and_after_it_ended()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, input) => input + await context.WaitForEvent(Told)));
        await Start(world, "taken", "first ");
        Assert.Equal(StartOutcome.AlreadyExists, await Start(world, "taken", "second "));
        await world.Settled("taken");
        await world.Client.RaiseEvent("taken", Told, "x", Patience);
        Assert.Equal("first x", await Output(world, "taken"));
        Assert.Equal(StartOutcome.AlreadyExists, await Start(world, "taken", "third "));
    }

    [Fact]
    public async Task time_stands_still_between_two_waits_and_is_the_same_on_replay()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var first = context.UtcNow;
            var again = context.UtcNow;
            context.SetCustomStatus(first.ToString("O"));
            await context.WaitForEvent(Told);
            return $"{first == again} {first:O}";
        }));
        await Start(world, "time");
        await world.Settled("time");
        var shown = Text((await world.Client.Get("time", Patience))!.CustomStatus);
        await world.Advance(Seconds(2));
        await world.Restart();
        await world.Client.RaiseEvent("time", Told, "", Patience);
        Assert.Equal($"True {shown}", await Output(world, "time"));
    }

    [Fact]
    public async Task new_guids_are_of_version_5_unique_and_the_same_on_replay()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<string>();
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            var ids = new[] { context.NewGuid(), context.NewGuid() };
            seen.Add(string.Join(' ', ids));
            await context.WaitForEvent(Told);
            return string.Join(' ', ids.Append(context.NewGuid()));
        }));
        await Start(world, "guids");
        await world.Settled("guids");
        await world.Restart();
        await world.Client.RaiseEvent("guids", Told, "", Patience);
        var all = await Output(world, "guids");
        Assert.Single(seen.Distinct());
        Assert.StartsWith(seen.First(), all, StringComparison.Ordinal);
        var guids = all.Split(' ').Select(Guid.Parse).ToArray();
        Assert.Equal(3, guids.Distinct().Count());
        Assert.All(guids, guid => Assert.Equal(5, guid.Version));
    }

    [Fact]
    public async Task a_restart_between_any_two_steps_changes_nothing()
    {
        await using var world = await Open(new Story()
            .Activity(Echo, text => text)
            .Orchestration(Main, async (context, _) =>
            {
                var text = "";
                for (var i = 0; i < 4; i++)
                    text += await context.CallActivity(Echo, $"{i}") + await context.WaitForEvent(Told);
                return text;
            }));
        await Start(world, "restarts");
        foreach (var letter in "abcd")
        {
            await world.Restart();
            await world.Client.RaiseEvent("restarts", Told, $"{letter}", Patience);
            await world.Settled("restarts");
        }
        Assert.Equal("0a1b2c3d", await Output(world, "restarts"));
    }

    [Fact]
    public async Task payloads_of_several_parts_come_through_as_they_were()
    {
        var reference = new OrchestrationReference<Step, Step>("Parts");
        var activity = new ActivityReference<Step, Step>("Part");
        await using var world = await Open(new Story()
            .Activity(activity, step => step with { Number = step.Number + 1 })
            .Orchestration(reference, async (context, step) => await context.CallActivity(activity, step)));
        var tricky = new Step(1, "\"quoted\" \\ \u0000 ünï😀\n", ["", "a,b"]);
        await world.Client.Start(reference, "parts", tricky, Patience);
        var end = await world.Client.WaitForEnd("parts", Patience);
        var output = System.Text.Json.JsonSerializer.Deserialize(end.Output!.Value, StoryJson.Default.Step)!;
        Assert.Equal((2, tricky.Text), (output.Number, output.Text));
        Assert.Equal(tricky.Tags, output.Tags);
    }

    [Fact]
    public async Task a_failed_orchestration_shows_why()
    {
        await using var world = await Open(new Story().Orchestration<string, string>(Main, (_, _) =>
            throw new InvalidOperationException("outer", new ArgumentException("inner"))));
        await Start(world, "fails");
        var end = await world.Client.WaitForEnd("fails", Patience);
        Assert.Equal(OrchestrationStatus.Failed, end.Status);
        Assert.Equal(("outer", typeof(InvalidOperationException).FullName), (end.Failure!.Message, end.Failure.ErrorType));
    }

    [Fact]
    public async Task custom_status_is_shown_once_the_episode_is_committed()
    {
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) =>
        {
            context.SetCustomStatus("one");
            await context.WaitForEvent(Told);
            context.SetCustomStatus("two");
            return "";
        }));
        await Start(world, "status");
        await world.Settled("status");
        Assert.Equal("one", Text((await world.Client.Get("status", Patience))!.CustomStatus));
        await world.Client.RaiseEvent("status", Told, "", Patience);
        Assert.Equal("two", Text((await world.Client.WaitForEnd("status", Patience)).CustomStatus));
    }

    [Fact]
    public async Task a_custom_status_over_16_KB_is_refused()
    {
        await using var world = await Open(new Story().Orchestration(Main, (context, _) =>
        {
            context.SetCustomStatus(new string('x', 17 * 1024));
            return Task.FromResult("");
        }));
        await Start(world, "loud");
        Assert.Equal(OrchestrationStatus.Failed, (await world.Client.WaitForEnd("loud", Patience)).Status);
    }
}
