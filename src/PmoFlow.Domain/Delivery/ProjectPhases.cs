namespace PmoFlow.Domain.Delivery;

/// <summary>A project's way through its method, as it is tailored for this project.</summary>
/// <param name="Method">The method's name in the lifecycle.</param>
/// <param name="Title">Its title.</param>
/// <param name="Phases">In their order.</param>
public sealed record ProjectPhases(string Method, string Title, IReadOnlyList<ProjectPhase> Phases)
{
    /// <summary>The phase that is under way or comes next; null where all are behind.</summary>
    public ProjectPhase? Current => Phases.FirstOrDefault(phase => !phase.IsOver);

    /// <summary>Whether nothing has been done by it yet, so that another method can still be chosen.</summary>
    public bool IsUntouched => Phases.All(phase => phase.FinishedAt is null && !phase.IsAsked && phase.Items.All(item => item.DoneAt is null && item.Tailored is null));

    /// <summary>A method's phases for a project that begins; the first one is begun where no gate stands before it.</summary>
    public static ProjectPhases Of(DeliveryMethod method, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new ProjectPhases(method.Name, method.Title, [.. method.Phases.Select(phase => new ProjectPhase(phase.Name, phase.Title,
            [.. phase.Items.Select(item => new PhaseItem(item.Name, item.Title, item.Kind))])
        {
            HasStartGate = phase.Start is not null,
            HasFinishGate = phase.Finish is not null,
        })]).WithNextBegun(now);
    }

    /// <summary>The same with one phase changed.</summary>
    public ProjectPhases With(string name, Func<ProjectPhase, ProjectPhase> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this with { Phases = [.. Phases.Select(phase => phase.Name == name ? change(phase) : phase)] };
    }

    /// <summary>The phase is left behind, and the next one begins where no gate stands before it.</summary>
    public ProjectPhases Finished(string name, DateTimeOffset now) =>
        With(name, phase => phase with { State = PhaseState.Finished, FinishedAt = now }).WithNextBegun(now);

    /// <summary>The phase begins.</summary>
    public ProjectPhases Begun(string name, DateTimeOffset now) => With(name, phase => phase with { State = PhaseState.Running, StartedAt = now });

    /// <summary>The phase is not needed; the next one begins where no gate stands before it.</summary>
    public ProjectPhases LeftOut(string name, Tailoring tailoring, DateTimeOffset now) =>
        With(name, phase => phase with { State = PhaseState.LeftOut, Tailored = tailoring }).WithNextBegun(now);

    private ProjectPhases WithNextBegun(DateTimeOffset now) =>
        Current is { State: PhaseState.Ahead, HasStartGate: false } next ? Begun(next.Name, now) : this;
}

/// <summary>One phase of one project.</summary>
/// <param name="Name">As in the method.</param>
/// <param name="Title">For people.</param>
/// <param name="Items">What it brings and what is looked after in it.</param>
public sealed record ProjectPhase(string Name, string Title, IReadOnlyList<PhaseItem> Items)
{
    /// <summary>Where it stands.</summary>
    public PhaseState State { get; init; }

    /// <summary>Whether somebody lets the project into it.</summary>
    public bool HasStartGate { get; init; }

    /// <summary>Whether somebody lets the project out of it.</summary>
    public bool HasFinishGate { get; init; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it was left out; null where it was not.</summary>
    public Tailoring? Tailored { get; init; }

    /// <summary>Whether the project is past it.</summary>
    public bool IsOver => State is PhaseState.Finished or PhaseState.LeftOut;

    /// <summary>Whether a gate of it is being decided.</summary>
    public bool IsAsked => State is PhaseState.StartAsked or PhaseState.FinishAsked;

    /// <summary>What is still to be done in it.</summary>
    public IReadOnlyList<PhaseItem> ToDo => [.. Items.Where(item => !item.IsSettled)];

    /// <summary>The same with one item changed.</summary>
    public ProjectPhase With(string name, Func<PhaseItem, PhaseItem> change) =>
        this with { Items = [.. Items.Select(item => item.Name == name ? change(item) : item)] };
}

/// <summary>A deliverable or check of one project.</summary>
/// <param name="Name">As in the method, or made for one that was added.</param>
/// <param name="Title">For people.</param>
/// <param name="Kind">Which of the two.</param>
public sealed record PhaseItem(string Name, string Title, MethodItemKind Kind)
{
    /// <summary>When it was done, UTC; null where it is not.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Who said so.</summary>
    public string? DoneBy { get; init; }

    /// <summary>Where it is, or what shows it.</summary>
    public string? Evidence { get; init; }

    /// <summary>Why it was added or left out; null where it stands as in the method.</summary>
    public Tailoring? Tailored { get; init; }

    /// <summary>Whether nothing is left to do about it.</summary>
    public bool IsSettled => DoneAt is not null || Tailored is { IsLeftOut: true };
}

/// <summary>How a project differs from its method, and why.</summary>
/// <param name="IsLeftOut">Left out, or else added.</param>
/// <param name="Because">The reason.</param>
/// <param name="By">Mail address of who decided it.</param>
/// <param name="At">UTC.</param>
public sealed record Tailoring(bool IsLeftOut, string Because, string By, DateTimeOffset At);

/// <summary>Where a phase stands.</summary>
public enum PhaseState
{
    /// <summary>Not begun.</summary>
    Ahead,

    /// <summary>Its start is being decided.</summary>
    StartAsked,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Its end is being decided.</summary>
    FinishAsked,

    /// <summary>Left behind.</summary>
    Finished,

    /// <summary>Not needed.</summary>
    LeftOut,
}
