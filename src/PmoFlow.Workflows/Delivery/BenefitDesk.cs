using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>What a project is to be worth, as somebody enters it.</summary>
public sealed record BenefitContent(string? Title, string? Measure, string? Counts, decimal? Before, decimal? Target, string? OwnerEmail);

/// <summary>A review as its page shows it.</summary>
/// <param name="Benefit">Which benefit.</param>
/// <param name="Reading">The review.</param>
/// <param name="Email">Who looks, by the link.</param>
public sealed record BenefitReviewView(Benefit Benefit, BenefitReading Reading, string Email)
{
    /// <summary>Whether it can still be answered.</summary>
    public bool CanAnswer => Reading.State is BenefitReadingState.Asked or BenefitReadingState.Late;
}

/// <summary>Where benefits are entered while the project is under way, and what they came to is said long after.</summary>
public sealed class BenefitDesk(ProjectLedger projects, BenefitLedger benefits, OfficeDirectory directory, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>Enters one; its owner answers for it when the project is over.</summary>
    public async Task<Outcome<Benefit>> Enter(ProjectId id, Actor actor, BenefitContent content, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(content);
        if (await projects.Find(id, cancellation) is null)
            return new Refusal.NotFound($"There is no project {id}.");
        var errors = new List<FieldError>();
        var (title, measure) = (Line("title", content.Title, "Say in one line what gets better."), Line("measure", content.Measure, "Say what is measured, and how."));
        var owner = string.IsNullOrWhiteSpace(content.OwnerEmail) ? null : await directory.Find(content.OwnerEmail, cancellation);
        if (owner is null)
            errors.Add(new("ownerEmail", "Name somebody of the office by mail address: they are asked when the project is over."));
        if (content.Before is null)
            errors.Add(new("before", "Say what it is before the project."));
        if (content.Target is null || content.Target == content.Before)
            errors.Add(new("target", "Say what it is to be; another figure than before."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        while (true)
        {
            var number = (await benefits.All(id, cancellation)).Select(benefit => benefit.Number).DefaultIfEmpty(0).Max() + 1;
            if (number > Benefit.Most)
                return new Refusal.Invalid([new("title", $"A project has at most {Benefit.Most} benefits.")]);
            var taken = false;
            var entered = await benefits.Change(id, Guid.NewGuid().ToString("N"), number, (project, before) => project.State == ProjectState.Closed
                ? new Refusal.TooLate($"Project {id} is closed.")
                : (taken = before is not null) ? new Refusal.TooLate("That number is taken.")
                : new DocumentChange<Benefit>(new Benefit(id, number, title, measure, content.Before!.Value, content.Target!.Value, owner!.Email, owner.Name)
                {
                    Counts = string.IsNullOrWhiteSpace(content.Counts) ? null : content.Counts.Trim(),
                    ProjectName = project.Name,
                    Unit = project.Unit,
                }, new TimelineDraft("benefit-entered", actor.Email, $"Benefit B{number}: {title}, with {owner.Name}.")), cancellation);
            if (!taken)
                return entered;
        }

        string Line(string field, string? text, string missing)
        {
            var line = AnswerText.Line(text ?? "", 200, out var problem);
            if (line.Length == 0 || problem is not null)
                errors.Add(new(field, problem ?? missing));
            return line;
        }
    }

    /// <summary>The review that a link opens.</summary>
    public async Task<Outcome<BenefitReviewView>> Open(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.BenefitReview, cancellation) is { Check: { } row } link
            && await projects.Document(new(link.Owner), DeliveryTables.Benefits, row, cancellation) is { } benefit
            && benefit.Readings.FirstOrDefault(one => one.Review == link.Number) is { } reading
            ? new BenefitReviewView(benefit, reading, link.Email)
            : new Refusal.NotFound("This link opens no review. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>Says what it came to; it is there once the orchestration has taken that in, a moment later.</summary>
    public async Task<Outcome<BenefitReviewView>> Answer(string token, decimal? value, string? note, CancellationToken cancellation = default)
    {
        if (await Open(token, cancellation) is not Outcome<BenefitReviewView>.Done(var view))
            return await Open(token, cancellation);
        if (!view.CanAnswer)
            return new Refusal.TooLate("This review is closed. The page shows what it came to.");
        var errors = new List<FieldError>();
        if (value is null)
            errors.Add(new("value", "Give the figure as it is now."));
        var words = AnswerText.Paragraph(note ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            errors.Add(new("note", problem ?? "Say in a sentence where the figure comes from."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var (id, number, review) = (view.Benefit.Project, view.Benefit.Number, view.Reading.Review);
        var person = await directory.Find(view.Email, cancellation);
        var (_, isFirst) = await inbox.Post(id.Value, BenefitReviewInput.InstanceId(id, number), BenefitEvents.Answered,
            new Posted<BenefitAnswered>(FormattableString.Invariant($"benefit|{number}|{review}"), review, new Actor(view.Email, person?.Name ?? view.Email),
                clock.GetUtcNow(), new BenefitAnswered(value!.Value, words)), cancellation);
        return isFirst ? view : new Refusal.TooLate("This review has been answered. The page shows what it came to.");
    }
}
