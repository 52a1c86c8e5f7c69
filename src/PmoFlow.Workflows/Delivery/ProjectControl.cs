using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Money;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Delivery;

/// <summary>How a project is steered: its phases, what was agreed, and what is being decided about it.</summary>
/// <param name="Project">Which.</param>
/// <param name="Phases">Its way through its method; null where it follows none.</param>
/// <param name="Changes">Changes that were asked for, oldest first.</param>
/// <param name="Baselines">What was agreed, oldest first.</param>
/// <param name="Gates">Decisions, oldest first.</param>
/// <param name="Methods">The methods that it could follow.</param>
/// <param name="HasChangeGate">Whether somebody decides about changes.</param>
public sealed record ProjectControl(
    ProjectRecord Project, ProjectPhases? Phases, IReadOnlyList<ProjectChange> Changes, IReadOnlyList<Baseline> Baselines,
    IReadOnlyList<ProjectGate> Gates, IReadOnlyList<DeliveryMethod> Methods, bool HasChangeGate)
{
    /// <summary>How it ends; null where closing it is all.</summary>
    public ClosurePlan? Closure { get; init; }

    /// <summary>Its money by month; null where there is none.</summary>
    public ProjectMoney? Money { get; init; }

    /// <summary>What of an agreed budget no month has: what the months add up to, and what is agreed; null where nothing is left to plan.</summary>
    /// <param name="change">While it is asked for, as it would be with it; once approved, as it is, unless a later one has said another budget.</param>
    public (decimal Months, decimal Agreed)? Unplanned(ProjectChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var isAsked = change.State == ChangeState.Asked && (change.Budget is not null || change.Months.Count > 0);
        var isLast = change == Changes.Where(one => one is { State: ChangeState.Approved, Budget: not null }).MaxBy(one => one.DecidedAt);
        var months = (Money ?? ProjectMoney.None("")).With(isAsked ? change.Months : []).Bac.Value;
        return (isAsked || isLast) && ((isAsked ? change.Budget : null) ?? Project.Agreed?.Budget) is { } agreed && months < agreed ? (months, agreed) : null;
    }

    /// <summary>Decisions that are open, those due first on top.</summary>
    public IReadOnlyList<ProjectGate> Open => [.. Gates.Where(gate => gate.IsOpen).OrderBy(gate => gate.Due)];
}

/// <summary>Reads <see cref="ProjectControl"/>.</summary>
public sealed class ControlQueries(ProjectLedger ledger, LifecycleLibrary lifecycles)
{
    /// <summary>How a project is steered, or null where there is no such project.</summary>
    public async Task<ProjectControl?> Read(ProjectId id, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } project)
            return null;
        var stage = StageOf(project);
        return new(project, await Phases(id, cancellation),
            await ledger.Documents(id, DeliveryTables.Changes, "change|", cancellation),
            await ledger.Documents(id, DeliveryTables.Baselines, "baseline|", cancellation),
            await Gates(id, cancellation), stage?.Methods ?? [], stage?.Changes is not null)
        {
            Closure = stage?.Closure,
            Money = (await ledger.Document(id, DeliveryTables.Money, DeliveryTables.MoneyRow, cancellation))?.Money,
        };
    }

    /// <summary>A project's phases; null where it follows no method.</summary>
    public Task<ProjectPhases?> Phases(ProjectId id, CancellationToken cancellation = default) =>
        ledger.Document(id, DeliveryTables.Phases, DeliveryTables.PhasesRow, cancellation);

    /// <summary>Decisions about a project, oldest first.</summary>
    public Task<IReadOnlyList<ProjectGate>> Gates(ProjectId id, CancellationToken cancellation = default) =>
        ledger.Documents(id, DeliveryTables.Gates, "gate|", cancellation);

    /// <summary>The stage of the process that the project follows; null where that is not registered any more.</summary>
    internal LifecycleStage.Delivery? StageOf(ProjectRecord project) =>
        lifecycles.Find(project.Lifecycle)?.TryStage(project.Stage, out var stage) == true ? stage as LifecycleStage.Delivery : null;
}
