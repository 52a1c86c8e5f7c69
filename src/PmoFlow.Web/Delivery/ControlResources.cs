using PmoFlow.Domain.Delivery;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Delivery;

namespace PmoFlow.Web.Delivery;

/// <summary>A project's way through its method.</summary>
internal sealed record PhasesResource(string Method, string Title, string? Current, IReadOnlyList<PhaseResource> Phases, IReadOnlyList<ProjectGateResource> Decisions)
{
    public static PhasesResource Of(ProjectControl control) => new(control.Phases?.Method ?? "", control.Phases?.Title ?? "", control.Phases?.Current?.Name,
        [.. (control.Phases?.Phases ?? []).Select(PhaseResource.Of)], [.. control.Gates.Select(ProjectGateResource.Of)]);
}

/// <summary>One phase.</summary>
internal sealed record PhaseResource(string Name, string Title, string State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? LeftOutBecause, IReadOnlyList<PhaseItemResource> Items)
{
    public static PhaseResource Of(ProjectPhase phase) => new(phase.Name, phase.Title, Words.Stable(phase.State), phase.StartedAt, phase.FinishedAt, phase.Tailored?.Because,
        [.. phase.Items.Select(item => new PhaseItemResource(item.Name, item.Title, Words.Stable(item.Kind), item.DoneAt, item.DoneBy, item.Evidence,
            item.Tailored is null ? null : item.Tailored.IsLeftOut ? "left-out" : "added", item.Tailored?.Because))]);
}

/// <summary>A deliverable or check.</summary>
internal sealed record PhaseItemResource(string Name, string Title, string Kind, DateTimeOffset? DoneAt, string? DoneBy, string? Evidence, string? Tailored, string? Because);

/// <summary>Ticks an item off, or not.</summary>
internal sealed record TickResource(bool Done = true, string? Evidence = null);

/// <summary>Chooses a method.</summary>
internal sealed record MethodResource(string? Method, string? Because);

/// <summary>Leaves an item or a phase out, or adds an item.</summary>
internal sealed record TailoringResource(string? LeaveOut, string? Add, string? Kind, string? Because);

/// <summary>A decision about a project.</summary>
internal sealed record ProjectGateResource(
    int Number, string Kind, string Subject, string Title, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? Due, string Then, bool IsEscalated, string Verdict, string? Because,
    DateTimeOffset? ClosedAt, IReadOnlyList<ProjectSeatResource> Seats)
{
    public static ProjectGateResource Of(ProjectGate gate) => new(gate.Number, Words.Stable(gate.Kind), gate.Subject, gate.Title, gate.AskedBy, gate.AskedAt, gate.Due, gate.Then, gate.IsEscalated,
        Words.Stable(gate.Verdict), gate.Because, gate.ClosedAt, [.. gate.Seats.Select(seat => new ProjectSeatResource(seat.Email, seat.Who, seat.Decision is { } said ? Words.Stable(said) : null, seat.Comment, seat.DecidedAt))]);
}

/// <summary>One person's seat.</summary>
internal sealed record ProjectSeatResource(string Email, string Name, string? Decision, string? Comment, DateTimeOffset? DecidedAt);

/// <summary>What somebody decides.</summary>
internal sealed record ProjectDecisionResource(string? Decision, string? Comment);

/// <summary>A change that is asked for.</summary>
internal sealed record ChangeAskingResource(
    string? Title, string? Because, string? Scope, DateOnly? End, decimal? Budget, IReadOnlyList<ChangedMilestone>? Milestones, IReadOnlyList<MonthBudgetResource>? Months);

/// <summary>A month's new budget.</summary>
internal sealed record MonthBudgetResource(string? Month, decimal? Budget);

/// <summary>A change to what was agreed.</summary>
internal sealed record ChangeResource(
    int Number, string Title, string Because, string State, string AskedBy, DateTimeOffset AskedAt, DateTimeOffset? DecidedAt, int Decision, IReadOnlyList<ChangedFact> Changes)
{
    public static ChangeResource Of(ProjectChange change) =>
        new(change.Number, change.Title, change.Because, Words.Stable(change.State), change.AskedBy, change.AskedAt, change.DecidedAt, change.Gate, change.Facts);
}

/// <summary>What was agreed, and from when to when.</summary>
internal sealed record BaselineResource(
    int Number, DateTimeOffset Since, DateTimeOffset? Until, string Because, DateOnly? End, decimal? Budget, IReadOnlyList<string> Scope, IReadOnlyList<BaselineMilestone> Milestones, IReadOnlyList<BaselineMonth> Months)
{
    public static BaselineResource Of(Baseline baseline) =>
        new(baseline.Number, baseline.Since, baseline.Until, baseline.Because, baseline.End, baseline.Budget, baseline.Scope, baseline.Milestones, baseline.Months);
}
