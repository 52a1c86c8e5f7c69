using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What somebody writes about a project's end.</summary>
public sealed record ClosureContent(string? Delivered, string? NotDelivered, IReadOnlyList<Lesson> Lessons);

/// <summary>Lessons of a project that was like a new request.</summary>
/// <param name="Project">Which project.</param>
/// <param name="Name">Its name.</param>
/// <param name="Likeness">From 0 to 1.</param>
/// <param name="Lessons">What it learnt.</param>
public sealed record OfferedLessons(ProjectId Project, string Name, double Likeness, IReadOnlyList<Lesson> Lessons);

/// <summary>Where a project's end is written, handed over, and accepted; its lessons are offered to whoever looks at something alike.</summary>
public sealed class ClosureDesk(ProjectLedger ledger, ProjectGates gates, ControlQueries queries, TwinQueries twins, TimeProvider clock)
{
    private const int MostTwins = 20;

    /// <summary>A project's closure report, or null.</summary>
    public Task<ClosureReport?> Find(ProjectId id, CancellationToken cancellation = default) =>
        ledger.Document(id, DeliveryTables.Closure, DeliveryTables.ClosureRow, cancellation);

    /// <summary>Writes it; nothing ends by that.</summary>
    public Task<Outcome<ClosureReport>> Write(ProjectId id, Actor actor, ClosureContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        var errors = new List<FieldError>();
        var delivered = AnswerText.Paragraph(content.Delivered ?? "", RequestContent.MaxDescription, out var wrong);
        if (delivered.Length == 0 || wrong is not null)
            errors.Add(new("delivered", wrong ?? "Say what was delivered."));
        var rest = AnswerText.Paragraph(content.NotDelivered ?? "", RequestContent.MaxDescription, out wrong);
        if (wrong is not null)
            errors.Add(new("notDelivered", wrong));
        if (content.Lessons.Count > ClosureReport.MostLessons || content.Lessons.Any(lesson => string.IsNullOrWhiteSpace(lesson.Happened) || string.IsNullOrWhiteSpace(lesson.Advice)))
            errors.Add(new("lessons", $"Write each lesson as what happened and what to do about it, at most {ClosureReport.MostLessons}."));
        if (errors.Count > 0)
            return Task.FromResult<Outcome<ClosureReport>>(new Refusal.Invalid(errors));
        return Change(id, (project, before) => new DocumentChange<ClosureReport>(New(project, before) with
        {
            Delivered = delivered,
            NotDelivered = rest.Length == 0 ? null : rest,
            Lessons = content.Lessons,
            By = actor.Email,
            At = clock.GetUtcNow(),
        }, new TimelineDraft("closure-written", actor.Email, $"Wrote how it ends, with {Plural.Of(content.Lessons.Count, "lesson")}.")), cancellation);
    }

    /// <summary>Says that a point of the hand-over is seen to, or not after all.</summary>
    public Task<Outcome<ClosureReport>> HandOver(ProjectId id, Actor actor, string item, bool isDone, CancellationToken cancellation = default) =>
        Change(id, (project, before) => New(project, before) is var report && report.Handover.FirstOrDefault(one => one.Name == item) is { } point
            ? new DocumentChange<ClosureReport>(report with
            {
                Handover = [.. report.Handover.Select(one => one == point ? one with { DoneAt = isDone ? clock.GetUtcNow() : null, DoneBy = isDone ? actor.Email : null } : one)],
            }, new TimelineDraft("handed-over", actor.Email, $"Hand-over: {point.Title} is {(isDone ? "done" : "not done after all")}."))
            : new Refusal.NotFound("There is no such point of the hand-over."), cancellation);

    /// <summary>Asks for the acceptance; accepted, the project is closed.</summary>
    public Task<Outcome<ClosureReport>> Ask(ProjectId id, Actor actor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return gates.Ask<ClosureReport>(id, DeliveryTables.Closure, DeliveryTables.ClosureRow, (project, before, number) =>
        {
            if (Refused(project, before) is { } refusal)
                return refusal;
            if (before is not { Delivered.Length: > 0 })
                return new Refusal.Invalid([new("delivered", "Write first what was delivered.")]);
            if (before.Open is { Count: > 0 } open)
                return new Refusal.Invalid([new("handover", $"Still to be handed over: {string.Join(", ", open.Select(item => item.Title))}.")]);
            return new GatedChange<ClosureReport>(
                new(before with { State = ClosureState.Asked, Gate = number }, new TimelineDraft("acceptance-asked", actor.Email, "Asked whether what was delivered is accepted.")),
                new ProjectGate(id, number, ProjectGateKind.Acceptance, "closure", $"Is {project.Name} accepted?", actor.Email, actor.Name, clock.GetUtcNow()));
        }, cancellation);
    }

    /// <summary>What projects of similar requests have learnt, the most alike first.</summary>
    public async Task<IReadOnlyList<OfferedLessons>> LessonsFor(RequestId request, string title, string description, CancellationToken cancellation = default)
    {
        var offered = new List<OfferedLessons>();
        foreach (var twin in await twins.Like(title, description, MostTwins, cancellation))
        {
            var id = new ProjectId($"P-{twin.Request.Id}");
            if (twin.Request.Id != request && await Find(id, cancellation) is { Lessons.Count: > 0, State: ClosureState.Accepted or ClosureState.WithoutAcceptance } report)
                offered.Add(new(id, twin.Request.Title, twin.Likeness, report.Lessons));
        }
        return offered;
    }

    private Task<Outcome<ClosureReport>> Change(
        ProjectId id, Func<ProjectRecord, ClosureReport?, Outcome<DocumentChange<ClosureReport>>> change, CancellationToken cancellation) =>
        ledger.Change(id, Guid.NewGuid().ToString("N"), DeliveryTables.Closure, DeliveryTables.ClosureRow,
            (project, before) => Refused(project, before) is { } refusal ? refusal : change(project, before), cancellation);

    private static Refusal? Refused(ProjectRecord project, ClosureReport? before) =>
        project.State == ProjectState.Closed ? new Refusal.TooLate($"Project {project.Id} is closed.")
        : before is { State: ClosureState.Asked } ? new Refusal.TooLate("Its acceptance is being decided about.") : null;

    private ClosureReport New(ProjectRecord project, ClosureReport? before) => before ?? new ClosureReport("", ClosureState.Draft, project.Lead ?? "", clock.GetUtcNow())
    {
        Handover = [.. (queries.StageOf(project)?.Closure?.Handover ?? []).Select(item => new PhaseItem(item.Name, item.Title, item.Kind))],
    };
}
