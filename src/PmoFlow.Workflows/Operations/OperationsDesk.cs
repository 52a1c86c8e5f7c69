using System.Diagnostics;
using PmoFlow.Domain;
using PmoFlow.Platform.Operations;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Operations;

/// <summary>Administrators act here: each command is written down with who and why before it is done, and with what came of it after.</summary>
public sealed class OperationsDesk(
    IOrchestrationClient client, IOrchestrationOperations operations, StoppedRequests stopped, CommandLog log, TimeProvider clock)
{
    /// <summary>Does it, where it can be done.</summary>
    public async Task<Outcome<CommandRecord>> Do(CommandOrder order, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(actor);
        if (order.Defects(clock.GetUtcNow()) is { Count: > 0 } defects)
            return new Refusal.Invalid(defects);
        if (WhyNot(order) is { } why)
            return new Refusal.Invalid([new("command", why)]);
        if (order.Instance is { } instance)
        {
            if (await client.Get(instance, cancellation) is not { } state)
                return NotFound(instance);
            if (!OperatorCommands.Apply(order.Command, state.Status))
                return TooLate(order, state);
            if (order.Command == OperatorCommand.Restart && InstanceSubject.Of(instance).Request is { } request && request.Value == instance
                && await stopped.WhyNotAgain(request, cancellation) is { } project)
                return new Refusal.TooLate(project);
        }
        return await Record(order, actor, cancellation);
    }

    private string? WhyNot(CommandOrder order) => OperatorCommands.Needs(order) is { } ability ? operations.WhyNot(ability) : null;

    private async Task<Outcome<CommandRecord>> Record(CommandOrder order, Actor actor, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var record = new CommandRecord(now, actor.Email, actor.Name, order.Command, order.Instance, order.Details, order.Reason?.Trim() ?? "", null);
        var key = OfficeTables.NewestFirst(now, Guid.NewGuid().ToString("N"));
        await log.Keep(key, record, cancellation);
        try
        {
            var (outcome, result) = await Act(order, actor, cancellation);
            record = record with { Result = result };
            await log.Keep(key, record, CancellationToken.None);
            return outcome switch
            {
                SignalOutcome.Accepted => record,
                SignalOutcome.NotFound => NotFound(order.Instance ?? ""),
                SignalOutcome.Damaged => new Refusal.TooLate(
                    $"What is stored of {order.Instance} is damaged, so this cannot be done. Restore the newest backup, or terminate or purge it."),
                _ => TooLate(order, await client.Get(order.Instance ?? "", cancellation)),
            };
        }
        catch (Exception e)
        {
            await log.Keep(key, record with { Result = $"failed: {e.Message}" }, CancellationToken.None);
            throw;
        }
    }

    private async Task<(SignalOutcome Outcome, string Result)> Act(CommandOrder order, Actor actor, CancellationToken cancellation)
    {
        switch (order.Command)
        {
            case OperatorCommand.PurgeEnded:
                var purged = await operations.PurgeEnded(order.EndedBefore!.Value, cancellation);
                return (SignalOutcome.Accepted, FormattableString.Invariant($"{purged} purged"));
            case OperatorCommand.BackUp:
                var copy = await operations.Backup(cancellation);
                return (SignalOutcome.Accepted, FormattableString.Invariant($"{copy.Place}, {copy.Bytes} bytes"));
            default:
                var outcome = await SignalAndFollow(order, actor, cancellation);
                return (outcome, outcome switch
                {
                    SignalOutcome.Accepted => "done",
                    SignalOutcome.Damaged => "not possible: what is stored of it is damaged",
                    _ => "not possible any more",
                });
        }
    }

    // What carries a request is not ended without the request's record saying so.
    private async Task<SignalOutcome> SignalAndFollow(CommandOrder order, Actor actor, CancellationToken cancellation)
    {
        var (instance, reason) = (order.Instance!, order.Reason!);
        if (InstanceSubject.Of(instance).Request is not { } request)
            return await Signal(order, instance, reason, cancellation);
        if (order.Command == OperatorCommand.Terminate)
            await stopped.Announce(request, actor.Email, reason, cancellation);
        // Once purged it would not tell any more that it failed.
        if (order.Command == OperatorCommand.Purge)
            await stopped.Follow(request, actor.Email, reason, cancellation);
        var outcome = await Signal(order, instance, reason, cancellation);
        if (order.Command == OperatorCommand.Terminate)
            await stopped.Follow(request, actor.Email, reason, CancellationToken.None);
        return outcome;
    }

    private Task<SignalOutcome> Signal(CommandOrder order, string instance, string reason, CancellationToken cancellation) => order.Command switch
    {
        OperatorCommand.Suspend => client.Suspend(instance, reason, cancellation),
        OperatorCommand.Resume or OperatorCommand.Release => client.Resume(instance, reason, cancellation),
        OperatorCommand.Terminate => client.Terminate(instance, reason, order.WithChildren, cancellation),
        OperatorCommand.RetryParked => operations.RetryParked(instance, order.Execution!.Value, order.Task!.Value, cancellation),
        OperatorCommand.Restart => operations.Restart(instance, cancellation),
        OperatorCommand.Purge => client.Purge(instance, cancellation),
        _ => throw new UnreachableException(),
    };

    private static Refusal.NotFound NotFound(string instance) => new($"There is no instance {instance}.");

    private static Refusal.TooLate TooLate(CommandOrder order, OrchestrationState? state) =>
        new($"{order.Instance} is {state?.Status.ToString() ?? "gone"}: that does not apply to it (any more).");
}
