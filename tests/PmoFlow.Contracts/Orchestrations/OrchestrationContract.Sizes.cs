using PmoFlow.Platform.Orchestrations;
using Xunit;

namespace PmoFlow.Contracts.Orchestrations;

public abstract partial class OrchestrationContract
{
    private static readonly string TooLarge = new('x', IOrchestrationClient.MaxPayloadBytes);

    [Fact]
    public async Task a_custom_status_of_16_KB_is_shown()
    {
        var most = new string('x', 16 * 1024 - 2);
        await using var world = await Open(new Story().Orchestration(Main, (context, _) =>
        {
            context.SetCustomStatus(most);
            return Task.FromResult("");
        }));
        await Start(world, "full");
        Assert.Equal(most, Text((await world.Client.WaitForEnd("full", Patience)).CustomStatus));
    }

    [Fact]
    public async Task a_payload_of_1_MB_comes_through()
    {
        var most = new string('x', IOrchestrationClient.MaxPayloadBytes - 2);
        await using var world = await Open(new Story().Orchestration(Main, async (context, _) => await context.WaitForEvent(Told)));
        await Start(world, "whole");
        await world.Settled("whole");
        Assert.Equal(RaiseOutcome.Accepted, await world.Client.RaiseEvent("whole", Told, most, Patience));
        Assert.True(await Output(world, "whole") == most);
    }

    [Theory]
    [InlineData("activity")]
    [InlineData("child")]
    [InlineData("event")]
    [InlineData("next execution")]
    public async Task what_an_orchestration_hands_over_is_refused_over_1_MB(string to)
    {
        await using var world = await Open(new Story()
            .Activity(Echo, text => text)
            .Orchestration(Child, (_, input) => Task.FromResult(input))
            .Orchestration(Main, async (context, _) =>
            {
                try
                {
                    await HandOver(context, to);
                    return "taken";
                }
                catch (PayloadTooLargeException)
                {
                    return "refused";
                }
            }));
        await Start(world, "hands-over");
        Assert.Equal("refused", await Output(world, "hands-over"));
        Assert.Null(await world.Client.Get("too-large-a-child", Patience));

        static Task HandOver(OrchestrationContext context, string to)
        {
            switch (to)
            {
                case "activity":
                    return context.CallActivity(Echo, TooLarge);
                case "child":
                    return context.CallSubOrchestration(Child, "too-large-a-child", TooLarge);
                case "event":
                    context.SendEvent("nobody", Told, TooLarge);
                    return Task.CompletedTask;
                default:
                    context.ContinueAsNew(TooLarge);
                    return Task.CompletedTask;
            }
        }
    }

    [Fact]
    public async Task an_orchestration_whose_output_is_over_1_MB_fails_and_says_so()
    {
        await using var world = await Open(new Story().Orchestration(Main, (_, _) => Task.FromResult(TooLarge)));
        await Start(world, "verbose");
        var end = await world.Client.WaitForEnd("verbose", Patience);
        Assert.Equal((OrchestrationStatus.Failed, typeof(PayloadTooLargeException).FullName), (end.Status, end.Failure!.ErrorType));
    }
}
