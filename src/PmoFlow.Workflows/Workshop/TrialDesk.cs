using System.Security.Cryptography;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Where trials are begun and looked at.</summary>
public sealed class TrialDesk(ITableStore tables, LifecycleLibrary lifecycles, WorkshopStarts starts, TimeProvider clock)
{
    /// <summary>The lifecycle that a plan tries; null where it has defects or does not exist.</summary>
    public Lifecycle? Of(string name, int? version, string? text) => text is null
        ? version is { } number ? lifecycles.Find(new(name, number)) : lifecycles.Current(name)
        : LifecycleFile.Read(name + LifecycleFile.Ending, text) is FileReading<Lifecycle>.Accepted(var drafted) ? drafted : null;

    /// <summary>Begins a trial; what comes of it is there a moment later, a part at a time.</summary>
    public async Task<Outcome<TrialRecord>> Begin(TrialPlan plan, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(actor);
        if (Of(plan.Name, plan.Version, plan.Text) is not { } lifecycle)
            return new Refusal.Invalid([new FieldError("version", "There is no such version, or the draft has defects: mend them first.")]);
        var form = FormRules.Validate(lifecycle.Form, plan.Title, "Made up.", new Requester("Toni Trial", "toni.trial@example.org"), plan.Fields);
        if (form is Outcome<RequestContent>.Refused(var refusal))
            return refusal;
        var wrong = plan.People.Where(person => person.Value.After is < 0 or > TrialBehaviour.Longest)
            .Select(person => new FieldError($"after.{person.Key}", $"From 0 to {TrialBehaviour.Longest} working days.")).ToList();
        if (wrong.Count > 0)
            return new Refusal.Invalid(wrong);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var trial = new TrialRecord(id, plan with { Version = plan.Text is null ? lifecycle.Version : null }, actor.Email, clock.GetUtcNow(), TrialState.Running);
        await starts.Point(LifecycleTrial.InstanceId(id), cancellation);
        await tables.Upsert(WorkshopTables.Trial, WorkshopTables.TrialKey(id), trial, cancellation);
        // What stands as running must run, also where whoever asked has closed the page.
        await starts.Start(LifecycleTrial.InstanceId(id), CancellationToken.None);
        return trial;
    }

    /// <summary>A trial as it stands, or null.</summary>
    public async Task<TrialRecord?> Find(string id, CancellationToken cancellation = default) =>
        (await tables.Find(WorkshopTables.Trial, WorkshopTables.TrialKey(id), cancellation))?.Document;

    /// <summary>What has happened in it so far, in order.</summary>
    public async Task<IReadOnlyList<TrialEvent>> Events(string id, CancellationToken cancellation = default) =>
        await tables.Scan(WorkshopTables.TrialPages, WorkshopTables.TrialPartition(id), RowRange.StartingWith("page|"), cancellation)
            .SelectMany(page => page.Document.Events.ToAsyncEnumerable()).ToListAsync(cancellation);
}
