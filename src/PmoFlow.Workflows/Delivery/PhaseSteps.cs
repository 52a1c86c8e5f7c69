using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Workflows.Delivery;

/// <summary>How a project goes from one phase to the next: the pure part of its desk and of its gates.</summary>
internal static class PhaseSteps
{
    /// <summary>Begins or ends a phase at once, or asks for the decision that stands before that.</summary>
    public static Outcome<GatedChange<ProjectPhases>> GoOn(
        ProjectRecord project, LifecycleStage.Delivery? stage, ProjectPhases before, string name, int number, Actor actor, DateTimeOffset now)
    {
        if (before.Current is not { } at || at.Name != name)
            return new Refusal.TooLate("That phase is not the one that is under way or comes next.");
        if (at.IsAsked)
            return new Refusal.TooLate($"{at.Title} is being decided about already.");
        if (at is { State: PhaseState.Running, ToDo: { Count: > 0 } open })
            return new Refusal.Invalid([new("phase", $"Still to be done in {at.Title}: {string.Join(", ", open.Select(item => item.Title))}. Tick it off, or leave it out with a reason.")]);
        var isEnd = at.State == PhaseState.Running;
        var kind = isEnd ? ProjectGateKind.PhaseFinish : ProjectGateKind.PhaseStart;
        // A version that the project was moved to may have no such gate any more.
        if ((isEnd ? at.HasFinishGate : at.HasStartGate) && (stage is null || stage.Gate(kind, project.Method, name) is not null))
        {
            var title = isEnd ? $"Is {at.Title} done?" : $"May {at.Title} begin?";
            return new GatedChange<ProjectPhases>(
                new(before.With(name, phase => phase with { State = isEnd ? PhaseState.FinishAsked : PhaseState.StartAsked }),
                    new TimelineDraft("phase-asked", actor.Email, title)),
                new ProjectGate(project.Id, number, kind, name, title, actor.Email, actor.Name, now));
        }
        var after = isEnd ? before.Finished(name, now) : before.Begun(name, now);
        return new GatedChange<ProjectPhases>(new(after, Entry(at, isEnd, actor.Email)) { Project = p => p with { Phase = after.Current?.Name } }, null);
    }

    /// <summary>What a decision about a phase comes to.</summary>
    public static ProjectPhases Decided(ProjectPhases before, ProjectGate gate, bool isApproved, DateTimeOffset now) => gate.Kind switch
    {
        ProjectGateKind.PhaseStart when isApproved => before.Begun(gate.Subject, now),
        ProjectGateKind.PhaseFinish when isApproved => before.Finished(gate.Subject, now),
        ProjectGateKind.PhaseStart => before.With(gate.Subject, phase => phase with { State = PhaseState.Ahead }),
        _ => before.With(gate.Subject, phase => phase with { State = PhaseState.Running }),
    };

    private static TimelineDraft Entry(ProjectPhase phase, bool isEnd, string by) =>
        new(isEnd ? "phase-finished" : "phase-begun", by, $"{phase.Title} {(isEnd ? "is done" : "begins")}.");
}
