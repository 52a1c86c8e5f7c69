using PmoFlow.Domain;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Health;

/// <summary>What a reviewer sees: the figures, and after their answer what the others say.</summary>
/// <param name="Delivery">The project as it stands.</param>
/// <param name="Check">The health check that is reviewed.</param>
/// <param name="Plan">What the lead is asked.</param>
/// <param name="Email">Who looks, by the link.</param>
/// <param name="CanAnswer">Whether they can still say what they see.</param>
public sealed record HealthReviewView(ProjectDelivery Delivery, HealthCheckRecord Check, HealthCheckPlan Plan, string Email, bool CanAnswer);

/// <summary>Where reviewers say how they see a project, by link.</summary>
public sealed class HealthReviewDesk(
    ProjectLedger projects, DeliveryQueries deliveries, LifecycleLibrary lifecycles, OfficeDirectory directory, Links links,
    OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>The review that a link opens.</summary>
    public async Task<Outcome<HealthReviewView>> Open(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.HealthReview, cancellation) is { Check: { } row } link
            && await deliveries.Read(new(link.Owner), cancellation) is { } delivery
            && await projects.Document(delivery.Project.Id, OfficeTables.HealthChecks, row, cancellation) is { } check
            && lifecycles.Find(check.Lifecycle ?? delivery.Project.Lifecycle)?.Stage(delivery.Project.Stage) is LifecycleStage.Delivery stage
            ? new HealthReviewView(delivery, check, stage.HealthCheck.For(check.Method, check.Phase), link.Email,
                check.View(HealthViewKind.Reviewer) is null && clock.GetUtcNow() < check.ReviewDue)
            : new Refusal.NotFound("This link opens no review. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>Says it; the rating is there once the orchestration has taken that in, a moment later.</summary>
    public async Task<Outcome<HealthReviewView>> Answer(string token, HealthRating? rating, string? finding, CancellationToken cancellation = default)
    {
        if (await Open(token, cancellation) is not Outcome<HealthReviewView>.Done(var view))
            return await Open(token, cancellation);
        if (!view.CanAnswer)
            return new Refusal.TooLate("This review is closed. The page shows what it came to.");
        var errors = new List<FieldError>();
        if (rating is null or HealthRating.Unknown)
            errors.Add(new("rating", "Say how you see the project as a whole."));
        var words = AnswerText.Paragraph(finding ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            errors.Add(new("finding", problem ?? "Say in a sentence or two why."));
        if (errors.Count > 0)
            return new Refusal.Invalid(errors);
        var (id, number) = (view.Delivery.Project.Id, view.Check.Number);
        var person = await directory.Find(view.Email, cancellation);
        var (_, isFirst) = await inbox.Post(id.Value, HealthReview.InstanceId(id, number), HealthReviewEvents.Reviewed,
            new Posted<HealthReviewed>(FormattableString.Invariant($"review|{number}"), number, new Actor(view.Email, person?.Name ?? view.Email),
                clock.GetUtcNow(), new HealthReviewed(rating!.Value, words)), cancellation);
        return isFirst ? view : new Refusal.TooLate("This review has been answered. The page shows what it came to.");
    }
}
