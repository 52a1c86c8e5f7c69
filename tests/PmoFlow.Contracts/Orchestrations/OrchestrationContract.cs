using System.Text.Json;
using PmoFlow.Platform.Orchestrations;

namespace PmoFlow.Contracts.Orchestrations;

/// <summary>
/// What an orchestration may rely on, on every platform. An adapter's test project inherits this and says how a platform is
/// opened.
/// </summary>
public abstract partial class OrchestrationContract
{
    protected static readonly OrchestrationReference<string, string> Main = new("Main");
    protected static readonly OrchestrationReference<string, string> Child = new("Child");
    protected static readonly ActivityReference<string, string> Echo = new("Echo");
    protected static readonly EventReference<string> Told = new("Told");

    protected abstract Task<OrchestrationWorld> Open(Story story);

    /// <summary>
    /// How long a second of these stories lasts. On a platform whose clock is the real one it is longer than that platform takes to come
    /// to rest, or a timer falls due while a test still waits for what went before.
    /// </summary>
    protected virtual TimeSpan Second => TimeSpan.FromSeconds(1);

    private TimeSpan Seconds(double count) => count * Second;

    protected static CancellationToken Patience => CancellationTokenSource.CreateLinkedTokenSource(
        Xunit.TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token).Token;

    protected static string Text(JsonElement? json) => json?.GetString() ?? "";

    protected static async Task<string> Output(OrchestrationWorld world, string id)
    {
        var end = await world.Client.WaitForEnd(id, Patience);
        Xunit.Assert.True(end.Status == OrchestrationStatus.Completed, $"{end.Status}: {end.Failure}");
        return Text(end.Output);
    }

    protected static Task<StartOutcome> Start(OrchestrationWorld world, string id, string input = "") =>
        world.Client.Start(Main, id, input, Patience);
}
