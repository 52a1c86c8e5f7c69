using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Health;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Where a project's milestones and its needs of other projects are set.</summary>
public sealed class PlanDesk(ITableStore tables, ProjectLedger ledger, HealthRaiser raiser)
{
    /// <summary>
    /// Sets all milestones. The first that are set become the baseline where they name none; a baseline that is there stays, whatever
    /// is sent: only an approved change sets it anew.
    /// </summary>
    public Task<Outcome<MilestonePlan>> Set(ProjectId id, Actor actor, MilestonePlan plan, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Change(id, actor, _ => plan, cancellation);
    }

    /// <summary>Changes or adds one milestone, as <see cref="Set"/>.</summary>
    public Task<Outcome<MilestonePlan>> Put(ProjectId id, Actor actor, Milestone milestone, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(milestone);
        return Change(id, actor, plan => new MilestonePlan(plan.Milestones.Any(other => other.Name == milestone.Name)
            ? [.. plan.Milestones.Select(other => other.Name == milestone.Name ? milestone : other)]
            : [.. plan.Milestones, milestone]), cancellation);
    }

    private async Task<Outcome<MilestonePlan>> Change(
        ProjectId id, Actor actor, Func<MilestonePlan, MilestonePlan> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var changed = await ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Milestones, DeliveryTables.MilestonesRow, (project, before) =>
        {
            if (project.State == ProjectState.Closed)
                return new Refusal.TooLate($"Project {id} is closed.");
            var plan = change(before ?? MilestonePlan.Empty);
            if (plan.Problems() is { Count: > 0 } problems)
                return new Refusal.Invalid(problems);
            if (Agreements.Against(project, before ?? MilestonePlan.Empty, plan).ToList() is { Count: > 0 } against)
                return new Refusal.Invalid(against);
            var agreed = (before ?? MilestonePlan.Empty).Milestones.ToDictionary(milestone => milestone.Name);
            var kept = new MilestonePlan([.. plan.Milestones.Select(milestone => milestone with
            {
                Baseline = agreed.GetValueOrDefault(milestone.Name)?.Baseline ?? milestone.Baseline ?? milestone.Plan,
            })]);
            return new DocumentChange<MilestonePlan>(kept, new TimelineDraft("milestones-set", actor.Email, Summary(agreed, kept)))
            {
                Project = before => before.Following(kept),
            };
        }, cancellation);
        if (changed is Outcome<MilestonePlan>.Done && await raiser.Look(id, CancellationToken.None) is not null)
            await raiser.Wake(id, CancellationToken.None);
        return changed;
    }

    /// <summary>Sets all that a project needs of others.</summary>
    public async Task<Outcome<DependencyList>> Need(
        ProjectId id, Actor actor, IReadOnlyList<ProjectDependency> needs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(needs);
        if (await Problems(id, needs, cancellation) is { Count: > 0 } problems)
            return new Refusal.Invalid(problems);
        IReadOnlyList<ProjectId> before = [];
        var set = await ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Needs, DeliveryTables.NeedsRow, (project, list) =>
        {
            before = [.. (list ?? DependencyList.Empty).Dependencies.Select(need => need.On)];
            return project.State == ProjectState.Closed
                ? new Refusal.TooLate($"Project {id} is closed.")
                : new DocumentChange<DependencyList>(new(needs), new TimelineDraft("needs-set", actor.Email,
                    needs.Count == 0 ? "Needs nothing of other projects any more." : $"Needs {string.Join(", ", needs.Select(need => $"{need.What} of {need.On}"))}."));
        }, cancellation);
        if (set is not Outcome<DependencyList>.Done(var done))
            return set;
        foreach (var other in before.Concat(done.Dependencies.Select(need => need.On)).Distinct())
        {
            var mine = new DependencyList([.. done.Dependencies.Where(need => need.On == other)]);
            if (mine.Dependencies.Count == 0)
                await tables.Delete(DeliveryTables.NeededBy, new(other.Value, id.Value), CancellationToken.None);
            else
                await tables.Upsert(DeliveryTables.NeededBy, new(other.Value, id.Value), mine, CancellationToken.None);
        }
        return done;
    }

    private async Task<List<FieldError>> Problems(ProjectId id, IReadOnlyList<ProjectDependency> needs, CancellationToken cancellation)
    {
        var errors = new List<FieldError>();
        if (needs.Count > DependencyList.Most)
            errors.Add(new("needs", $"At most {DependencyList.Most} dependencies."));
        foreach (var need in needs)
        {
            if (need.On == id)
                errors.Add(new("on", "A project does not depend on itself."));
            else if (await ledger.Find(need.On, cancellation) is null)
                errors.Add(new("on", $"There is no project {need.On}."));
            if (string.IsNullOrWhiteSpace(need.What))
                errors.Add(new("what", "Say in one line what is needed."));
        }
        return errors;
    }

    private static string Summary(Dictionary<string, Milestone> before, MilestonePlan plan)
    {
        var reached = plan.Milestones.Where(m => m.Actual is not null && before.GetValueOrDefault(m.Name)?.Actual is null).Select(m => m.Title).ToList();
        return reached.Count > 0 ? $"Reached: {string.Join(", ", reached)}." : $"{Plural.Of(plan.Milestones.Count, "milestone")} set.";
    }
}
