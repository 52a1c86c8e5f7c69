using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;

namespace PmoFlow.Domain.Actions;

/// <summary>An improvement action: somebody does something by a day.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Project">For which project.</param>
/// <param name="ProjectName">That project's name; as it was at its end, once nobody follows it up any more.</param>
/// <param name="Unit">That project's unit; that in which it was ended, once nobody follows it up any more.</param>
/// <param name="Owner">Mail address of who does it; empty while nobody is named.</param>
/// <param name="OwnerName">Their name.</param>
/// <param name="Because">Why it was opened, as a sentence.</param>
/// <param name="OpenedAt">UTC.</param>
/// <param name="Due">UTC.</param>
/// <param name="State">Whether it is done.</param>
public sealed record ActionRecord(
    ActionId Id,
    string Title,
    ProjectId Project,
    string ProjectName,
    UnitId Unit,
    string Owner,
    string OwnerName,
    string Because,
    DateTimeOffset OpenedAt,
    DateTimeOffset Due,
    ActionState State)
{
    /// <summary>Mail address of who does it, as it is compared; empty while nobody is named.</summary>
    // Leads once came as somebody typed them, and actions of theirs still have them so.
    public string Owner { get; init => field = Person.Normalise(value); } = Person.Normalise(Owner);

    /// <summary>Where it came from.</summary>
    public ActionSource Source { get; init; }

    /// <summary>The change that it is to bring; null where none was predicted.</summary>
    public ActionPrediction? Predicts { get; init; }

    /// <summary>Each time it was measured, oldest first.</summary>
    // Rows written before this existed have none, and a generated reader then sets null over an initialiser.
    public IReadOnlyList<ActionEffect> Effects { get => field ?? []; init; }

    /// <summary>How often it was opened again because it had not worked.</summary>
    public int Round { get; init; }

    /// <summary>When it was opened again last, UTC.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Whether it worked, as the last measurement with a figure says; null where there is none.</summary>
    public bool? Worked => LastKnown?.Said;

    /// <summary>From when on a figure is new, UTC: what was known when it was opened, or measured with a figure, measures nothing again.</summary>
    public DateTimeOffset NewSince => LastKnown?.At ?? OpenedAt;

    /// <summary>Whether it was measured by that figure of that month last: whatever else of the month's money came after that, it says nothing new.</summary>
    public bool WasMeasuredBy(decimal figure, string? of) => LastKnown is { } last && last.After == figure && last.Of == of;

    private ActionEffect? LastKnown => Effects.LastOrDefault(effect => effect.Said is not null);

    /// <summary>
    /// Measured: where the prediction is borne out it is done; where not, it is open again for as long as it had first; what would end
    /// while the unit does not work ends with its next working day. An action that was dropped meanwhile stays dropped.
    /// </summary>
    /// <param name="after">The figure now; null where nobody knows it.</param>
    /// <param name="round">The round that is measured; one that was measured stays as it is.</param>
    /// <param name="now">UTC.</param>
    /// <param name="calendar">By which its unit works.</param>
    /// <param name="by">Who closes it where nobody has: the office.</param>
    /// <param name="of">What month's data the figure is of, if any.</param>
    /// <param name="ended">Why it is not opened again, where its project has ended; null where it goes on.</param>
    public ActionRecord Measured(decimal? after, int round, DateTimeOffset now, BusinessCalendar calendar, string by, string? of = null, string? ended = null)
    {
        if (Predicts is not { } predicts || Round != round || Effects.Count > round || State == ActionState.Dropped)
            return this;
        var effect = new ActionEffect(now, Due, predicts.Before, after, predicts.IsBorneOutBy(after)) { Of = of };
        var measured = this with { Effects = [.. Effects, effect] };
        if (effect.Worked || ended is not null)
        {
            return State == ActionState.Done ? measured : measured with
            {
                State = effect.Worked ? ActionState.Done : ActionState.Dropped,
                ClosedBy = by,
                ClosedAt = now,
                Note = effect.Worked ? "The figure is as predicted." : ended,
            };
        }
        // As it had first: a term that ends with a working day would grow by one whenever it is measured a moment later.
        var time = (Effects is [var first, ..] ? first.Due : Due) - OpenedAt;
        return measured with { State = ActionState.Open, Round = Round + 1, ReopenedAt = now, Due = calendar.WorkingDue(now + time), ClosedAt = null, ClosedBy = null };
    }

    /// <summary>Later red checks that found it open: each says so here instead of opening another.</summary>
    public IReadOnlyList<StillRed> StillRed { get => field ?? []; init; }

    /// <summary>Whether it is followed up still: open, or said to be done and not measured yet.</summary>
    public bool IsFollowed => State == ActionState.Open || (State == ActionState.Done && Predicts is not null && Effects.Count <= Round);

    /// <summary>How often it has gone to another unit with its project.</summary>
    public int Moves { get; init; }

    /// <summary>The units that it was in, each with the move by which it left: it counts there no more.</summary>
    public IReadOnlyList<LeftUnit> UnitsLeft { get => field ?? []; init; }

    /// <summary>
    /// Where its project is and under the name that this has: the same thing while that is so. One that is ended stays where it was: those who lead that unit
    /// saw to it, and what it came to is told of them.
    /// </summary>
    public ActionRecord With(ProjectRecord project)
    {
        ArgumentNullException.ThrowIfNull(project);
        if (!IsFollowed || (Unit == project.Unit && ProjectName == project.Name))
            return this;
        var moves = Unit == project.Unit ? Moves : Moves + 1;
        return this with { Unit = project.Unit, ProjectName = project.Name, Moves = moves, UnitsLeft = LeftUnit.After(UnitsLeft, Unit, project.Unit, moves) };
    }

    /// <summary>What was done, or why it was dropped.</summary>
    public string? Note { get; init; }

    /// <summary>Who closed it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>A red check that found the action of an earlier one open.</summary>
/// <param name="Check">Its number.</param>
/// <param name="Period">The month it is of.</param>
public sealed record StillRed(int Check, string Period);

/// <summary>Whether an action is done.</summary>
public enum ActionState
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not needed any more.</summary>
    Dropped,
}
