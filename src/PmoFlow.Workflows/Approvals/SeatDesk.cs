using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Approvals;

/// <summary>
/// Where seats are given away, a request is taken back from its gate, and gates learn that a request was changed. What was said is
/// visible once the orchestration has taken it in, a moment later.
/// </summary>
public sealed class SeatDesk(
    ApprovalDesk approvals, RequestLedger requests, LifecycleLibrary lifecycles, OfficeDirectory directory, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>Those whom somebody can give their seat to: who may decide, has no seat there and did not ask.</summary>
    public async Task<IReadOnlyList<Person>> Deputies(ApprovalView view, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [.. (await directory.People(cancellation)).Where(person => WhyNot(view, person) is null).OrderBy(person => person.Name, StringComparer.Ordinal)];
    }

    /// <summary>Gives the seat of a link to somebody else: the link is void then, and they are asked.</summary>
    public async Task<Outcome<ApprovalView>> Delegate(
        string token, string? pageToken, Actor? signedIn, string? to, CancellationToken cancellation = default)
    {
        var opened = await approvals.OpenToAct(token, pageToken, signedIn, cancellation);
        if (opened is not Outcome<ApprovalView>.Done(var view))
            return opened;
        if (string.IsNullOrWhiteSpace(to) || await directory.Find(to, cancellation) is not { } person)
            return new Refusal.Invalid([new FieldError("to", "Choose who decides for you.")]);
        if (WhyNot(view, person) is { } why)
            return new Refusal.Invalid([new FieldError("to", why)]);
        var (round, seat) = (view.Round, view.Seat);
        var key = FormattableString.Invariant($"delegated|{round.Visit}|{round.Number}|{round.Part}|{seat.Email}|{person.Email}");
        await Reseat(round, key, new Actor(seat.Email, seat.Name), new Reseated(seat.Email, person.Email), cancellation);
        return view;
    }

    /// <summary>Takes a request back from its gate; it goes where its lifecycle says, and nobody decides about it meanwhile.</summary>
    public async Task<Outcome<RequestRecord>> Recall(RequestId id, Actor actor, int? visit, string? reason, CancellationToken cancellation = default)
    {
        if (await requests.Find(id, cancellation) is not { } request)
            return new Refusal.NotFound($"There is no request {id}.");
        var words = AnswerText.Paragraph(reason ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null || words.Length == 0)
            return new Refusal.Invalid([new FieldError("reason", problem ?? "Say why it is recalled: those who were asked will read it.")]);
        if (!IsAtGate(request) || (visit is not null && visit != request.Visit))
            return new Refusal.TooLate($"Request {id} is at no gate any more. Reload it and look again.");
        var (_, isFirst) = await inbox.Post(id.Value, id.Value, RequestEvents.Recalled, new Posted<Recalled>(
            FormattableString.Invariant($"recalled|{request.Visit}"), request.Visit, actor, clock.GetUtcNow(), new Recalled(words)), cancellation);
        return isFirst ? request : new Refusal.TooLate($"Somebody has just recalled request {id}.");
    }

    /// <summary>
    /// Tells the gates that a request says something else now: whoever decides is asked again, with what changed. To be called after
    /// the record has its new revision; does nothing where the request is at no gate. Safe to repeat.
    /// </summary>
    /// <param name="id">Which request.</param>
    /// <param name="actor">Who changed it.</param>
    /// <param name="changes">What changed, a line each.</param>
    /// <param name="cancellation">Gives up before anything is stored.</param>
    public async Task Revised(RequestId id, Actor actor, IReadOnlyList<string> changes, CancellationToken cancellation = default)
    {
        var request = await requests.Get(id, cancellation);
        if (!IsAtGate(request))
            return;
        await inbox.Post(id.Value, id.Value, RequestEvents.Revised, new Posted<RequestRevised>(
            FormattableString.Invariant($"revised|{request.Visit}|{request.Revision}"), request.Visit, actor, clock.GetUtcNow(),
            new RequestRevised(request.Revision, changes)), cancellation);
    }

    internal Task Reseat(GateRound round, string key, Actor actor, Reseated reseated, CancellationToken cancellation) => inbox.Post(
        round.Request.Value, ApprovalGateInput.InstanceId(round.Request, round.Visit, round.Part), GateEvents.Reseated,
        new Posted<Reseated>(key, round.Visit, actor, clock.GetUtcNow(), reseated), cancellation);

    private bool IsAtGate(RequestRecord request) => request.Outcome == RequestOutcome.Open
        && lifecycles.Get(request.Lifecycle).Stage(request.Stage) is LifecycleStage.Approval;

    private static string? WhyNot(ApprovalView view, Person person)
    {
        if (!Access.Allows(person, Permission.Decide))
            return $"{person.Name} has no role that decides.";
        if (view.Round.Seats.Any(seat => seat.Email == person.Email))
            return $"{person.Name} has a seat at this gate already.";
        return Person.Normalise(view.Request.Content.Requester.Email) == person.Email ? "Nobody decides about their own request." : null;
    }
}
