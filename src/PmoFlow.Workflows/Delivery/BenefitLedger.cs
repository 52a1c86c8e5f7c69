using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>The only writer of benefits: document and timeline change in one batch, and the office's list follows. With its project it moves by <see cref="ProjectLedger"/>.</summary>
public sealed class BenefitLedger(ITableStore tables, ProjectLedger ledger, ControlQueries control, IOrchestrationClient orchestrations, UnitCalendars calendars, TimeProvider clock)
{
    /// <summary>A project's benefits by number.</summary>
    public Task<IReadOnlyList<Benefit>> All(ProjectId id, CancellationToken cancellation = default) =>
        ledger.Documents(id, DeliveryTables.Benefits, "benefit|", cancellation);

    /// <summary>Benefits of several projects.</summary>
    public async Task<IReadOnlyList<Benefit>> Of(IEnumerable<ProjectId> projects, CancellationToken cancellation = default) =>
        [.. (await Task.WhenAll(projects.Select(id => All(id, cancellation)))).SelectMany(benefits => benefits)];

    /// <summary>One benefit, or null.</summary>
    public Task<Benefit?> Find(ProjectId id, int number, CancellationToken cancellation = default) =>
        ledger.Document(id, DeliveryTables.Benefits, DeliveryTables.BenefitRow(number), cancellation);

    /// <summary>The office's benefits, a page at a time.</summary>
    public Task<Intake.Page<Benefit>> List(UnitId? unit, BenefitState? state, string? cursor, int pageSize, CancellationToken cancellation = default) =>
        tables.Page(DeliveryTables.BenefitRows, OfficeTables.All, cursor, pageSize,
            benefit => (unit is null || benefit.Unit == unit) && (state is null || benefit.State == state), cancellation);

    /// <summary>Changes one; the list follows.</summary>
    internal async Task<Outcome<Benefit>> Change(
        ProjectId id, string step, int number, Func<ProjectRecord, Benefit?, Outcome<DocumentChange<Benefit>>> change, CancellationToken cancellation)
    {
        var changed = await ledger.Change(id, step, DeliveryTables.Benefits, DeliveryTables.BenefitRow(number), (project, before) =>
            change(project, before) switch
            {
                Outcome<DocumentChange<Benefit>>.Done(var to) =>
                    to with { Document = to.Document with { Unit = project.Unit, ProjectName = project.Name, Revision = (before?.Revision ?? 0) + 1 } },
                var refused => refused,
            }, cancellation);
        if (changed is Outcome<Benefit>.Done)
            await ledger.PublishBenefit(id, number, CancellationToken.None);
        return changed;
    }

    /// <summary>A closed project's benefits are looked at from now on: their dates are set and their reviews begin. Safe to repeat.</summary>
    internal async Task Begin(ProjectRecord project, CancellationToken cancellation)
    {
        if (control.StageOf(project)?.Closure?.Benefits is not { } plan)
            return;
        var (now, calendar) = (clock.GetUtcNow(), await calendars.Of(project.Unit, cancellation));
        foreach (var benefit in await All(project.Id, cancellation))
        {
            await Change(project.Id, $"benefit-begins|{benefit.Number}", benefit.Number, (_, before) => new DocumentChange<Benefit>(
                before!.Reviews.Count > 0 ? before : before with { Reviews = [.. plan.Reviews.Select(after => after.After(now, calendar))] }, null), cancellation);
            await orchestrations.Start(BenefitReview.Reference, BenefitReviewInput.InstanceId(project.Id, benefit.Number), new BenefitReviewInput(project.Id, benefit.Number, 1), cancellation);
        }
    }
}
