using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A change of a project's document that may need somebody's decision first.</summary>
/// <param name="Change">What is written at once.</param>
/// <param name="Gate">The decision that is asked for with it; null where none is needed.</param>
public sealed record GatedChange<T>(DocumentChange<T> Change, ProjectGate? Gate);

/// <summary>Asks for decisions about projects. What is asked and what it is about are written in one batch, and asked after that for certain.</summary>
public sealed class ProjectGates(
    ITableStore tables, ProjectLedger ledger, ControlQueries queries, IOrchestrationClient orchestrations, TimeProvider clock)
{
    private const string Mark = ":gate:";
    private static readonly Refusal Moved = new Refusal.TooLate("Somebody else has just asked for something.");

    /// <summary>Changes a document, and asks for the decision that the change needs.</summary>
    /// <param name="id">Of which project.</param>
    /// <param name="table">The document's table.</param>
    /// <param name="row">Its row.</param>
    /// <param name="change">Pure; gets the project, the document and the number that a decision would have.</param>
    /// <param name="cancellation">Gives up before anything is written.</param>
    public async Task<Outcome<T>> Ask<T>(
        ProjectId id, TableReference<T> table, string row, Func<ProjectRecord, T?, int, Outcome<GatedChange<T>>> change,
        CancellationToken cancellation) where T : class
    {
        ArgumentNullException.ThrowIfNull(change);
        while (true)
        {
            if (await ledger.Find(id, cancellation) is not { } seen)
                return new Refusal.NotFound($"There is no project {id}.");
            var (number, isAsked) = (seen.Gates + 1, false);
            var instance = ProjectGateInput.InstanceId(id, number);
            // The pointer goes first: one to nothing is swept away, a decision without it might never be asked for.
            await tables.Write(OrchestrationInbox.Pointer(instance, clock.GetUtcNow()), cancellation);
            var written = await ledger.Change(id, Guid.NewGuid().ToString("N"), table, row, (project, document) =>
            {
                if (project.Gates + 1 != number)
                    return Moved;
                if (change(project, document, number) is not Outcome<GatedChange<T>>.Done(var gated))
                    return ((Outcome<GatedChange<T>>.Refused)change(project, document, number)).Refusal;
                isAsked = gated.Gate is not null;
                return gated.Gate is not { } gate ? gated.Change : gated.Change with
                {
                    Project = p => (gated.Change.Project?.Invoke(p) ?? p) with { Gates = number },
                    Beside = batch =>
                    {
                        gated.Change.Beside?.Invoke(batch);
                        // The rules of now: by the time that people are asked, the project may follow a version that has none for this.
                        batch.Insert(DeliveryTables.Gates, DeliveryTables.GateRow(number),
                            gate with { Policy = queries.StageOf(project)?.Gate(gate.Kind, project.Method, gate.Subject) });
                    },
                };
            }, cancellation);
            if (written is Outcome<T>.Refused(var refusal) && ReferenceEquals(refusal, Moved))
                continue;
            if (written is Outcome<T>.Done && isAsked)
                await orchestrations.Start(ProjectGateCycle.Reference, instance, new ProjectGateInput(id, number), CancellationToken.None);
            await tables.Delete(OfficeTables.Pending, OrchestrationInbox.PendingKey(instance, null), CancellationToken.None);
            return written;
        }
    }

    /// <summary>Starts what was written but perhaps never asked for; safe to repeat. False where no such decision is written.</summary>
    internal async Task<bool> Start(string instance, CancellationToken cancellation)
    {
        if (instance.IndexOf(Mark, StringComparison.Ordinal) is var at and > 0
            && int.TryParse(instance.AsSpan(at + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && new ProjectId(instance[..at]) is var id
            && await ledger.Document(id, DeliveryTables.Gates, DeliveryTables.GateRow(number), cancellation) is { IsOpen: true })
        {
            await orchestrations.Start(ProjectGateCycle.Reference, instance, new ProjectGateInput(id, number), cancellation);
            return true;
        }
        return false;
    }
}
