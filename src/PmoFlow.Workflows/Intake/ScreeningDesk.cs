using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Scoring;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Intake;

/// <summary>
/// What analysts do with requests. Each call names the visit that its page showed; where the request has moved on since, it is
/// refused and says so. What was done is visible once the orchestration has taken it in, a moment later.
/// </summary>
public sealed class ScreeningDesk(
    RequestLedger ledger, LifecycleLibrary lifecycles, OfficeDirectory directory, OrchestrationInbox inbox, ScreeningWords words,
    TimeProvider clock)
{
    /// <summary>Qualifies, asks the requester, or declines; the last two need words.</summary>
    public Task<Outcome<RequestRecord>> Screen(
        RequestId id, Actor actor, int? visit, ScreeningDecision decision, string? note, CancellationToken cancellation = default) =>
        Screen(id, actor, visit, new Screened(decision, note), cancellation);

    /// <summary>Screens it: also until when it is deferred, into which request it is merged, or which process it goes on by.</summary>
    public async Task<Outcome<RequestRecord>> Screen(
        RequestId id, Actor actor, int? visit, Screened word, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } request)
            return NoSuchRequest(id);
        var read = await words.Read(request, word, cancellation);
        return read is Outcome<Screened>.Done(var screened)
            ? await Act(id, actor, visit, "screening", RequestEvents.Screened, _ => screened, cancellation)
            : ((Outcome<Screened>.Refused)read).Refusal;
    }

    /// <summary>Brings a deferred request back before its day.</summary>
    public Task<Outcome<RequestRecord>> BringBack(RequestId id, Actor actor, int? visit, CancellationToken cancellation = default) =>
        Act(id, actor, visit, "deferral", RequestEvents.BroughtBack, _ => new BroughtBack(null), cancellation);

    /// <summary>Scores it and names who shall lead it.</summary>
    public async Task<Outcome<RequestRecord>> Score(
        RequestId id, Actor actor, int? visit, IReadOnlyDictionary<string, int> levels, string? lead, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } request)
            return NoSuchRequest(id);
        var score = lifecycles.Get(request.Lifecycle).Scoring.Score(levels);
        if (score is Outcome<decimal>.Refused(var refusal))
            return refusal;
        if (!string.IsNullOrWhiteSpace(lead) && (await directory.Find(lead, cancellation))?.Is(Role.DeliveryLead) != true)
            return new Refusal.Invalid([new FieldError("lead", $"'{lead}' is not a delivery lead of this office. Choose one from the list.")]);
        return await Act(id, actor, visit, "scoring", RequestEvents.Scored, _ => new Scored(levels,
            ((Outcome<decimal>.Done)score).Value, string.IsNullOrWhiteSpace(lead) ? null : Person.Normalise(lead))
        {
            Model = lifecycles.Get(request.Lifecycle).Scoring.Kind is { } kind and not ScoringKind.Weighted ? kind : null,
        }, cancellation);
    }

    /// <summary>Withdraws it on the requester's behalf.</summary>
    public async Task<Outcome<RequestRecord>> Withdraw(RequestId id, Actor actor, string? reason, CancellationToken cancellation = default)
    {
        if (await ledger.Find(id, cancellation) is not { } request)
            return NoSuchRequest(id);
        if (request.Outcome != RequestOutcome.Open)
            return new Refusal.TooLate($"Request {id} has ended already ({request.StageTitle}).");
        var words = AnswerText.Paragraph(reason ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null)
            return new Refusal.Invalid([new FieldError("reason", problem)]);
        await inbox.Post(id.Value, id.Value, RequestEvents.Withdrawn,
            new Posted<Withdrawn>("withdrawn", 0, actor, clock.GetUtcNow(), new Withdrawn(words.Length == 0 ? null : words) { ByOffice = true }), cancellation);
        return request;
    }

    private async Task<Outcome<RequestRecord>> Act<T>(
        RequestId id, Actor actor, int? visit, string awaited, EventReference<Posted<T>> eventReference, Func<RequestRecord, T> what,
        CancellationToken cancellation)
    {
        if (await ledger.Find(id, cancellation) is not { } request)
            return NoSuchRequest(id);
        if (!request.Waiting.Any(wait => wait.Kind == awaited) || (visit is not null && visit != request.Visit))
            return MovedOn(request);
        var posted = new Posted<T>(FormattableString.Invariant($"{awaited}|{request.Visit}"), request.Visit, actor, clock.GetUtcNow(), what(request));
        var (item, isFirst) = await inbox.Post(id.Value, id.Value, eventReference, posted, cancellation);
        return isFirst ? request : new Refusal.TooLate(
            $"Somebody was faster: {item.Payload.GetProperty("actor").GetProperty("name").GetString()} has just dealt with request {id}.");
    }

    private static Refusal.TooLate MovedOn(RequestRecord request) => new(request.Outcome != RequestOutcome.Open
        ? $"Request {request.Id} has ended ({request.StageTitle})."
        : $"Request {request.Id} has moved on: it is in {request.StageTitle}"
            + $"{(request.Waiting is [{ } wait, ..] ? $" and waits for {wait.Who}" : "")}. Reload it and look again.");

    private static Refusal.NotFound NoSuchRequest(RequestId id) => new($"There is no request {id}.");
}
