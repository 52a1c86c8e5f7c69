using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Delivery;

/// <summary>Where a project's method is chosen and tailored, its items are ticked off, and its phases begin and end.</summary>
public sealed class PhaseDesk(ProjectLedger ledger, ProjectGates gates, ControlQueries queries, TimeProvider clock)
{
    /// <summary>Chooses the method, as long as nothing has been done by the one before.</summary>
    public async Task<Outcome<ProjectPhases>> Choose(ProjectId id, Actor actor, string method, string? because, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var words = AnswerText.Paragraph(because ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null || words.Length == 0)
            return new Refusal.Invalid([new("because", problem ?? "Say why this method suits the project.")]);
        return await Change(id, (project, before) =>
        {
            if (queries.StageOf(project)?.Methods?.FirstOrDefault(one => one.Name == method) is not { } chosen)
                return new Refusal.Invalid([new("method", "Choose one of the process's methods.")]);
            if (before is { IsUntouched: false })
                return new Refusal.TooLate($"The project already goes by “{before.Title}”: tailor that instead.");
            var phases = ProjectPhases.Of(chosen, clock.GetUtcNow());
            return new DocumentChange<ProjectPhases>(phases, new TimelineDraft("method-chosen", actor.Email, $"Goes by “{chosen.Title}”: {words}"))
            {
                Project = p => p with { Method = phases.Method, Phase = phases.Current?.Name },
            };
        }, cancellation);
    }

    /// <summary>Says that an item is done, or that it is not after all.</summary>
    public Task<Outcome<ProjectPhases>> Tick(
        ProjectId id, Actor actor, string phase, string item, bool isDone, string? evidence, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return Item(id, phase, item, (at, before) =>
        {
            var after = before with { DoneAt = isDone ? before.DoneAt ?? clock.GetUtcNow() : null, DoneBy = isDone ? actor.Email : null, Evidence = isDone ? evidence ?? before.Evidence : null };
            return (after, new TimelineDraft("phase-item-done", actor.Email, $"{at.Title}: {before.Title} is {(isDone ? "done" : "not done after all")}."));
        }, cancellation);
    }

    /// <summary>Leaves an item out, with the reason.</summary>
    public Task<Outcome<ProjectPhases>> LeaveOut(ProjectId id, Actor actor, string phase, string item, string? because, CancellationToken cancellation = default) =>
        Reason(because) is { } wrong ? Task.FromResult<Outcome<ProjectPhases>>(wrong) : Item(id, phase, item, (at, before) =>
            (before with { Tailored = new(true, because!.Trim(), actor.Email, clock.GetUtcNow()) },
                new TimelineDraft("tailored", actor.Email, $"{at.Title} without {before.Title}: {because.Trim()}")), cancellation);

    /// <summary>Leaves a whole phase out that has not begun, with the reason.</summary>
    public Task<Outcome<ProjectPhases>> LeaveOut(ProjectId id, Actor actor, string phase, string? because, CancellationToken cancellation = default) =>
        Reason(because) is { } wrong ? Task.FromResult<Outcome<ProjectPhases>>(wrong) : Change(id, (project, before) =>
        {
            if (before?.Phases.FirstOrDefault(one => one.Name == phase) is not { State: PhaseState.Ahead } at)
                return new Refusal.TooLate("Only a phase that has not begun can be left out.");
            var now = clock.GetUtcNow();
            var after = before.LeftOut(phase, new(true, because!.Trim(), actor.Email, now), now);
            return new DocumentChange<ProjectPhases>(after, new TimelineDraft("tailored", actor.Email, $"Goes without the phase {at.Title}: {because.Trim()}"))
            {
                Project = p => p with { Phase = after.Current?.Name },
            };
        }, cancellation);

    /// <summary>Adds an item of the project's own, with the reason.</summary>
    public Task<Outcome<ProjectPhases>> Add(
        ProjectId id, Actor actor, string phase, MethodItemKind kind, string? title, string? because, CancellationToken cancellation = default)
    {
        var line = AnswerText.Line(title ?? "", 200, out var problem);
        if (line.Length == 0 || problem is not null)
            return Task.FromResult<Outcome<ProjectPhases>>(new Refusal.Invalid([new("title", problem ?? "Say in one line what it is.")]));
        return Reason(because) is { } wrong ? Task.FromResult<Outcome<ProjectPhases>>(wrong) : Change(id, (_, before) =>
        {
            if (before?.Phases.FirstOrDefault(one => one.Name == phase) is not { IsOver: false } at)
                return new Refusal.TooLate("There is no such phase, or it is over.");
            var name = Enumerable.Range(1, at.Items.Count + 1).Select(n => $"own-{n}").First(n => at.Items.All(item => item.Name != n));
            var item = new PhaseItem(name, line, kind) { Tailored = new(false, because!.Trim(), actor.Email, clock.GetUtcNow()) };
            return new DocumentChange<ProjectPhases>(before.With(phase, one => one with { Items = [.. one.Items, item] }),
                new TimelineDraft("tailored", actor.Email, $"{at.Title} with {line}: {because.Trim()}"));
        }, cancellation);
    }

    /// <summary>Begins the next phase, or ends the one that is under way; where a gate stands there, its decision is asked for.</summary>
    public Task<Outcome<ProjectPhases>> GoOn(ProjectId id, Actor actor, string phase, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gates.Ask(id, DeliveryTables.Phases, DeliveryTables.PhasesRow, (project, before, number) =>
            project.State == ProjectState.Closed ? new Refusal.TooLate($"Project {id} is closed.")
                : before is null ? new Refusal.NotFound($"Project {id} follows no method yet.")
                : PhaseSteps.GoOn(project, queries.StageOf(project), before, phase, number, actor, clock.GetUtcNow()), cancellation);
    }

    private Task<Outcome<ProjectPhases>> Item(
        ProjectId id, string phase, string name, Func<ProjectPhase, PhaseItem, (PhaseItem, TimelineDraft)> change, CancellationToken cancellation) =>
        Change(id, (_, before) =>
        {
            if (before?.Phases.FirstOrDefault(one => one.Name == phase) is not { } at || at.Items.FirstOrDefault(one => one.Name == name) is not { } item)
                return new Refusal.NotFound("There is no such item.");
            if (at.IsOver || at.State == PhaseState.FinishAsked)
                return new Refusal.TooLate($"{at.Title} is {(at.IsOver ? "over" : "being decided about")}.");
            var (after, draft) = change(at, item);
            return new DocumentChange<ProjectPhases>(before.With(phase, one => one.With(name, _ => after)), draft);
        }, cancellation);

    private Task<Outcome<ProjectPhases>> Change(
        ProjectId id, Func<ProjectRecord, ProjectPhases?, Outcome<DocumentChange<ProjectPhases>>> change, CancellationToken cancellation) =>
        ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Phases, DeliveryTables.PhasesRow, (project, before) =>
            project.State == ProjectState.Closed ? new Refusal.TooLate($"Project {id} is closed.") : change(project, before), cancellation);

    private static Refusal.Invalid? Reason(string? because) =>
        string.IsNullOrWhiteSpace(because) || because.Length > RequestContent.MaxDescription
            ? new([new("because", "Say why the method is tailored so.")]) : null;
}
