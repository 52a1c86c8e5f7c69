using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What an approver sees.</summary>
/// <param name="Request">As it stands.</param>
/// <param name="Round">The round that the link was sent for.</param>
/// <param name="Seat">Whose seat.</param>
/// <param name="WhyNot">Why no decision can be taken here; null where one can.</param>
/// <param name="SignInNeeded">Whether signing in would make it possible.</param>
/// <param name="PageToken">Ties the form to what this page showed.</param>
public sealed record ApprovalView(
    RequestRecord Request, GateRound Round, GateSeat Seat, string? WhyNot, bool SignInNeeded, string PageToken)
{
    /// <summary>Whether a decision can be taken here.</summary>
    public bool CanDecide => WhyNot is null;
}

/// <summary>
/// Where approvers decide, by link or signed in. Opening a link changes nothing; deciding takes the page's own token, so that it
/// can only come from a page that showed this very state.
/// </summary>
public sealed class ApprovalDesk(RequestLedger requests, GateLedger rounds, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>What a link shows; after the decision it still shows who decided what.</summary>
    public async Task<Outcome<ApprovalView>> Open(string token, Actor? signedIn, CancellationToken cancellation = default)
    {
        if (await links.Find(token, LinkKind.Approval, cancellation) is not { } link
            || await requests.Find(new RequestId(link.Owner), cancellation) is not { } request
            || (await rounds.Find(request.Id, link.Visit, link.Escalation, cancellation))?.Document is not { } round
            || round.Seats.FirstOrDefault(s => s.Email == link.Email) is not { } seat)
        {
            return new Refusal.NotFound("This link opens no decision. Check that it is complete, or open the newest mail we sent you.");
        }
        var signInNeeded = round.SignInNeeded && round.IsOpen && seat.Decision is null && !IsSeat(seat, signedIn);
        return new ApprovalView(request, round, seat, WhyNot(request, round, seat, link, signInNeeded), signInNeeded,
            PageToken(token, request, round));
    }

    /// <summary>Decides by link.</summary>
    public async Task<Outcome<ApprovalView>> Decide(
        string token, string? pageToken, Actor? signedIn, Decision? decision, string? comment, CancellationToken cancellation = default)
    {
        var opened = await Open(token, signedIn, cancellation);
        if (opened is not Outcome<ApprovalView>.Done(var view))
            return opened;
        if (view.WhyNot is { } why)
            return view.SignInNeeded ? new Refusal.Forbidden(why) : new Refusal.TooLate(why);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(pageToken ?? ""), Encoding.ASCII.GetBytes(view.PageToken)))
            return new Refusal.TooLate("This page is out of date. Read the request again as it is now, then decide.");
        var refusal = await Post(view.Round, view.Seat, decision, comment, cancellation);
        return refusal is null ? await Open(token, signedIn, cancellation) : refusal;
    }

    /// <summary>Decides signed in, at the open gate of a request.</summary>
    /// <param name="id">Of which request.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="visit">The visit that the page showed: a page of an earlier gate decides nothing. Null where no page was shown.</param>
    /// <param name="decision">What.</param>
    /// <param name="comment">Why.</param>
    /// <param name="cancellation">Gives up before anything is stored.</param>
    public async Task<Outcome<GateRound>> DecideSignedIn(
        RequestId id, Actor actor, int? visit, Decision? decision, string? comment, CancellationToken cancellation = default)
    {
        if ((await rounds.All(id, cancellation)).LastOrDefault(round => round.IsOpen) is not { } open)
            return new Refusal.TooLate($"No gate of request {id} is open.");
        if (visit is not null && visit != open.Visit)
            return new Refusal.TooLate("This page is out of date. Read the request again as it is now, then decide.");
        if (open.Seats.FirstOrDefault(seat => IsSeat(seat, actor)) is not { } seat)
            return new Refusal.Forbidden($"You have no seat at this gate. It is open for {string.Join(", ", open.Seats.Select(s => s.Name))}.");
        if (seat.Decision is not null)
            return new Refusal.TooLate(Decided(seat));
        return await Post(open, seat, decision, comment, cancellation) is { } refusal ? refusal : open;
    }

    private async Task<Refusal?> Post(GateRound round, GateSeat seat, Decision? decision, string? comment, CancellationToken cancellation)
    {
        if (decision is not { } said)
            return new Refusal.Invalid([new FieldError("decision", "Choose whether you approve or decline.")]);
        var words = AnswerText.Paragraph(comment ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null)
            return new Refusal.Invalid([new FieldError("comment", problem)]);
        if (said == Decision.Decline && words.Length == 0)
            return new Refusal.Invalid([new FieldError("comment", "Say why you decline: the requester will read it.")]);
        var posted = new Posted<Decided>(
            FormattableString.Invariant($"decided|{round.Visit}|{round.Escalation}|{seat.Email}"), round.Visit,
            new Actor(seat.Email, seat.Name), clock.GetUtcNow(), new Decided(round.Escalation, said, words.Length == 0 ? null : words));
        var (item, isFirst) = await inbox.Post(round.Request.Value, ApprovalGateInput.InstanceId(round.Request, round.Visit),
            GateEvents.Decided, posted, cancellation);
        if (!isFirst)
        {
            var before = item.Payload.GetProperty("what").GetProperty("decision").GetString();
            return new Refusal.TooLate($"You have decided already ({before}). The first decision counts.");
        }
        return null;
    }

    private string? WhyNot(RequestRecord request, GateRound round, GateSeat seat, LinkRecord link, bool signInNeeded)
    {
        if (seat.Decision is not null)
            return Decided(seat);
        if (round.VoidedBecause is { } because)
            return because;
        if (!round.IsOpen)
            return $"The gate is decided: {round.Verdict}.";
        if (request.Revision != link.Revision)
            return "The request was changed since this link was sent. Open the newest mail.";
        if (clock.GetUtcNow() >= link.Expires)
            return "This link has expired. Open the newest mail, or sign in.";
        if (Person.Normalise(request.Content.Requester.Email) == seat.Email)
            return "Nobody decides about their own request.";
        return signInNeeded ? "Above this value a link alone is not enough: sign in to decide." : null;
    }

    private static bool IsSeat(GateSeat seat, Actor? actor) => actor is not null && Person.Normalise(actor.Email) == seat.Email;

    private static string Decided(GateSeat seat) =>
        $"{seat.Name} {(seat.Decision == Decision.Approve ? "approved" : "declined")} this.";

    /// <summary>Keyed by the link's own secret, so nobody without the link can make one; covers what the page showed.</summary>
    private static string PageToken(string token, RequestRecord request, GateRound round) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{request.Id}|{request.Revision}|{round.Gate}|{round.Visit}|{round.Escalation}"))));
}
