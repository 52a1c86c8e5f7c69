using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// The version by which a request's orchestration goes on, and the words that move it to another in the middle of whatever it waits
/// for. Nothing here leaves a trace in the history of a request that is never moved.
/// </summary>
internal sealed class RequestMoves(
    OrchestrationContext context, RequestId request, EventWaits events, Lifecycle begun, Func<LifecycleVersion, Lifecycle> versions)
{
    private readonly HashSet<string> taken = [];

    /// <summary>What it follows now.</summary>
    public Lifecycle Lifecycle { get; private set; } = begun;

    /// <summary>Completes when somebody wants it moved; after <see cref="Take"/> it is a new wait.</summary>
    // It answers no wait in particular; its number is 0.
    public Task Asked => events.Next(RequestEvents.Migrated, visit: 0);

    /// <summary>Whether the open rounds of that stage must be void before the word is taken.</summary>
    public async Task<bool> VoidsRounds(string stage) => (await Step(stage)).Way == MigrationWay.AsksAgain;

    /// <summary>
    /// Takes the word: from now on the request follows the other version, or stays where it is because that is not possible as it was
    /// previewed.
    /// </summary>
    /// <param name="stage">The stage it is in.</param>
    /// <param name="wait">What it waits for there, as a version says; null where that is not one wait.</param>
    /// <returns>Its wait as it is now; null where it stays on its version.</returns>
    public async Task<WaitBegun?> Take(string stage, Func<LifecycleStage, WaitFor>? wait = null)
    {
        var step = await Step(stage);
        var posted = await events.Take(RequestEvents.Migrated, 0);
        if (!taken.Add(posted.Key) && posted.What.IsTakenOnce)
            return null;
        var to = step.Way == MigrationWay.Cannot ? Lifecycle : versions(posted.What.To);
        var moved = await context.CallActivity(MigrationActivities.RecordMigration,
            new RequestMigration(request, posted.What.To, step, posted.Actor.Email, posted.Key) { Wait = wait?.Invoke(to.Stage(stage)) });
        if (step.Way == MigrationWay.Cannot)
            return null;
        Lifecycle = to;
        return moved;
    }

    /// <summary>What the project's orchestration is told.</summary>
    public Posted<ProjectMigrated> OfProject() =>
        new($"migrated|{Lifecycle.Version}", 0, new Actor(TimelineEntry.Office, TimelineEntry.Office), context.UtcNow, new ProjectMigrated(Lifecycle.Id));

    private async Task<MigrationStep> Step(string stage)
    {
        var posted = await events.Next(RequestEvents.Migrated, visit: 0);
        var word = posted.What;
        // Told again because it was held up or slow, or by another migration: it must neither go back nor ask anybody a second time.
        if (word.IsTakenOnce && (taken.Contains(posted.Key) || word.To == Lifecycle.Id))
            return new(MigrationWay.Cannot, $"It follows version {Lifecycle.Version} already.");
        var step = MigrationRules.Of(Lifecycle, versions(word.To), stage);
        return word.Stage == stage && word.Way == step.Way ? step
            : new(MigrationWay.Cannot, "It has moved on since the preview: look at it again.");
    }
}
