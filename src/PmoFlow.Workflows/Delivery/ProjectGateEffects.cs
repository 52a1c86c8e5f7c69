using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Money;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What changes with the end of a decision, beside the decision itself.</summary>
/// <param name="Project">Of the project.</param>
/// <param name="Beside">Of its documents.</param>
internal sealed record ProjectGateEffect(Func<ProjectRecord, ProjectRecord> Project, Action<TableBatch> Beside)
{
    public static readonly ProjectGateEffect None = new(project => project, _ => { });

    /// <summary>Why nothing can come of it whatever was decided, as a sentence; null where something can.</summary>
    public string? Voided { get; init; }
}

/// <summary>What follows from decisions: a phase goes on, or a baseline begins.</summary>
internal sealed class ProjectGateEffects(ProjectLedger ledger, DeliveryQueries deliveries, OfficeSettings office, TimeProvider clock)
{
    /// <summary>Reads what the decision is about and says what becomes of it.</summary>
    public async Task<ProjectGateEffect> Of(ProjectRecord project, ProjectGate gate, GateVerdict verdict, bool isVoid, CancellationToken cancellation) => gate.Kind switch
    {
        ProjectGateKind.Change => await Change(project, gate, isVoid ? ChangeState.Void : verdict == GateVerdict.Approved ? ChangeState.Approved : ChangeState.Declined, cancellation),
        ProjectGateKind.Acceptance => await Acceptance(project, !isVoid && verdict == GateVerdict.Approved, cancellation),
        _ => await Phase(project, gate, verdict == GateVerdict.Approved, cancellation),
    };

    private async Task<ProjectGateEffect> Acceptance(ProjectRecord project, bool isApproved, CancellationToken cancellation)
    {
        // One that was closed meanwhile says so already.
        if (await ledger.Document(project.Id, DeliveryTables.Closure, DeliveryTables.ClosureRow, cancellation) is not { State: ClosureState.Asked } asked)
            return ProjectGateEffect.None;
        var figures = isApproved ? (await deliveries.Read(project.Id, cancellation))!.Metrics : null;
        var report = asked with { State = isApproved ? ClosureState.Accepted : ClosureState.Draft, Figures = figures };
        return new(p => p, batch => batch.Upsert(DeliveryTables.Closure, DeliveryTables.ClosureRow, report));
    }

    private async Task<ProjectGateEffect> Phase(ProjectRecord project, ProjectGate gate, bool isApproved, CancellationToken cancellation)
    {
        if (await ledger.Document(project.Id, DeliveryTables.Phases, DeliveryTables.PhasesRow, cancellation) is not { } before)
            return ProjectGateEffect.None;
        var after = PhaseSteps.Decided(before, gate, isApproved, clock.GetUtcNow());
        return new(p => p with { Phase = after.Current?.Name }, batch => batch.Upsert(DeliveryTables.Phases, DeliveryTables.PhasesRow, after));
    }

    private async Task<ProjectGateEffect> Change(ProjectRecord project, ProjectGate gate, ChangeState state, CancellationToken cancellation)
    {
        var row = DeliveryTables.ChangeRow(int.Parse(gate.Subject, System.Globalization.CultureInfo.InvariantCulture));
        if (await ledger.Document(project.Id, DeliveryTables.Changes, row, cancellation) is not { State: ChangeState.Asked } asked)
            return ProjectGateEffect.None;
        var now = clock.GetUtcNow();
        // Where the start moved while it was decided, there is nothing left that it could become.
        var tooEarly = state == ChangeState.Approved ? ChangeSteps.EndsTooEarly(asked, project) : null;
        var change = asked with { State = tooEarly is null ? state : ChangeState.Void, DecidedAt = now };
        if (change.State != ChangeState.Approved || project.Agreed is not { } agreed)
        {
            return new(p => p, batch => batch.Upsert(DeliveryTables.Changes, row, change))
            {
                Voided = tooEarly is null ? null : $"The start of the project moved while this was decided. {tooEarly.Message} So nothing changes; ask for it again with a later end.",
            };
        }
        var plan = await ledger.Document(project.Id, DeliveryTables.Milestones, DeliveryTables.MilestonesRow, cancellation);
        var money = await ledger.Document(project.Id, DeliveryTables.Money, DeliveryTables.MoneyRow, cancellation);
        var current = await ledger.Document(project.Id, DeliveryTables.Baselines, DeliveryTables.BaselineRow(agreed.Baseline), cancellation) ?? ChangeSteps.First(project, project.CreatedAt);
        var (ended, begun) = ChangeSteps.Baselines(current, project, change, plan ?? MilestonePlan.Empty, money?.Money ?? ProjectMoney.None(office.Currency), now);
        var moved = plan is not null && change.Milestones.Count > 0 ? ChangeSteps.Plan(plan, change) : null;
        return new(p => moved is null ? ChangeSteps.Project(p, change) : ChangeSteps.Project(p, change).Following(moved), batch =>
        {
            batch.Upsert(DeliveryTables.Changes, row, change);
            batch.Upsert(DeliveryTables.Baselines, DeliveryTables.BaselineRow(ended.Number), ended);
            batch.Upsert(DeliveryTables.Baselines, DeliveryTables.BaselineRow(begun.Number), begun);
            if (moved is not null)
                batch.Upsert(DeliveryTables.Milestones, DeliveryTables.MilestonesRow, moved);
            if (change.Months.Count > 0)
            {
                batch.Upsert(DeliveryTables.Money, DeliveryTables.MoneyRow, new MoneyRecord(
                    Agreements.Taken(ChangeSteps.Agreed(agreed, change), money?.Money ?? ProjectMoney.None(office.Currency), change.Months), now, asked.AskedBy) { Source = $"change {asked.Quoted}" });
            }
        });
    }
}
