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

/// <summary>
/// Where approvers decide, by link or signed in. Opening a link changes nothing; deciding takes the page's own token, so that it
/// can only come from a page that showed this very state.
/// </summary>
public sealed class ApprovalDesk(RequestLedger requests, GateLedger rounds, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    /// <summary>What a link shows; after the decision it still shows who decided what.</summary>
    public async Task<Outcome<ApprovalView>> Open(string token, Actor? signedIn, CancellationToken cancellation = default)
    {
        if (await links.Find(token, LinkKind.Approval, cancellation) is not { } link || await See(link, signedIn, cancellation) is not { } view)
            return new Refusal.NotFound("This link opens no decision. Check that it is complete, or open the newest mail we sent you.");
        return view with { PageToken = PageToken(token, view.Request, view.Round, view.Seat) };
    }

    /// <summary>What a seat's link shows, without a page's token; null where there is no such round.</summary>
    internal async Task<ApprovalView?> See(LinkRecord link, Actor? signedIn, CancellationToken cancellation)
    {
        if (await requests.Find(new RequestId(link.Owner), cancellation) is not { } request
            || (await rounds.Find(request.Id, link.Visit, link.Number, link.Part, cancellation))?.Document is not { } round)
        {
            return null;
        }
        var former = round.Former?.LastOrDefault(seat => seat.Email == link.Email);
        var seat = round.Seats.FirstOrDefault(s => s.Email == link.Email) ?? new GateSeat(link.Email, former?.Name ?? link.Email);
        var isVoid = !round.Seats.Contains(seat);
        if (isVoid)
            return new ApprovalView(request, round, seat, former?.Because ?? "This seat is not yours any more.", false, "");
        var signInNeeded = round.SignInNeeded && round.IsOpen && !IsSeat(seat, signedIn);
        var whyNot = WhyNot(request, round, seat, link, signInNeeded);
        return seat.Decision is null
            ? new ApprovalView(request, round, seat, whyNot, signInNeeded, "")
            : new ApprovalView(request, round, seat, Stands(round, seat), false, "") { CanChange = whyNot is null };
    }

    /// <summary>Decides by link, or changes what was decided by it.</summary>
    /// <returns>What the link showed before.</returns>
    public async Task<Outcome<ApprovalView>> Decide(
        string token, string? pageToken, Actor? signedIn, DecisionWords words, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        var opened = await Open(token, signedIn, cancellation);
        if (opened is Outcome<ApprovalView>.Done(var view) && !(view.CanChange && IsOf(view, pageToken)))
            opened = ToAct(view, pageToken);
        if (opened is not Outcome<ApprovalView>.Done(var shown))
            return opened;
        return await Post(shown.Round, shown.Seat, words with { Changes = shown.Seat.DecidedAt }, cancellation) is { } refusal ? refusal : shown;
    }

    /// <summary>What a link shows, where its seat can act and the page that asks showed this very state.</summary>
    internal async Task<Outcome<ApprovalView>> OpenToAct(string token, string? pageToken, Actor? signedIn, CancellationToken cancellation)
    {
        var opened = await Open(token, signedIn, cancellation);
        return opened is Outcome<ApprovalView>.Done(var view) ? ToAct(view, pageToken) : opened;
    }

    private static Outcome<ApprovalView> ToAct(ApprovalView view, string? pageToken)
    {
        if (view.WhyNot is { } why)
            return view.SignInNeeded ? new Refusal.Forbidden(why) : new Refusal.TooLate(why);
        return IsOf(view, pageToken) ? view : new Refusal.TooLate("This page is out of date. Read the request again as it is now, then decide.");
    }

    private static bool IsOf(ApprovalView view, string? pageToken) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(pageToken ?? ""), Encoding.ASCII.GetBytes(view.PageToken));

    /// <summary>Decides signed in, at an open gate of a request.</summary>
    /// <param name="id">Of which request.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="visit">The visit that the page showed: a page of an earlier gate decides nothing. Null where no page was shown.</param>
    /// <param name="part">Which of several gates; null for the first where they have a seat.</param>
    /// <param name="words">What they say.</param>
    /// <param name="cancellation">Gives up before anything is stored.</param>
    public async Task<Outcome<GateRound>> DecideSignedIn(
        RequestId id, Actor actor, int? visit, string? part, DecisionWords words, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(words);
        var open = (await rounds.All(id, cancellation)).Where(round => round.IsOpen && (part is null || round.Part == part)).ToList();
        if (open.Count == 0)
            return new Refusal.TooLate($"No gate of request {id} is open.");
        if (visit is not null && open.TrueForAll(round => round.Visit != visit))
            return new Refusal.TooLate("This page is out of date. Read the request again as it is now, then decide.");
        if (await requests.Find(id, cancellation) is { } request && open.TrueForAll(round => round.Revision < request.DecidableFrom))
            return new Refusal.TooLate("The request has just been changed. Read it again as it is now, then decide.");
        var seats = open.SelectMany(round => round.Seats.Where(seat => IsSeat(seat, actor)).Select(seat => (Round: round, Seat: seat))).ToList();
        if (seats.Count == 0)
        {
            return new Refusal.Forbidden("You have no seat at this gate. It is open for "
                + $"{string.Join(", ", open.SelectMany(round => round.Seats).Select(s => s.Who).Distinct())}.");
        }
        if (seats.TrueForAll(s => s.Seat.DecidedAt != words.Changes))
            return new Refusal.TooLate(words.Changes is null ? Decided(seats[0].Seat) : "What you change is not what stands there. Read it again, then decide.");
        var (round, seat) = seats.First(s => s.Seat.DecidedAt == words.Changes);
        return await Post(round, seat, words, cancellation) is { } refusal ? refusal : round;
    }

    /// <summary>
    /// Takes a decision in; what stands there already under the same seat counts, and this one is recorded as superseded, unless it says
    /// which word of that seat it changes.
    /// </summary>
    internal async Task<Refusal?> Post(GateRound round, GateSeat seat, DecisionWords words, CancellationToken cancellation)
    {
        if (words.Check() is not Outcome<Decided>.Done(var decided))
            return ((Outcome<Decided>.Refused)words.Check()).Refusal;
        var posted = new Posted<Decided>(
            FormattableString.Invariant($"decided|{round.Visit}|{round.Number}|{(round.Part is { } part ? $"{part}|" : "")}{seat.Email}{(decided.Changes is { } word ? $"|{word.UtcTicks}" : "")}"), round.Visit,
            new Actor(seat.Email, seat.Name), clock.GetUtcNow(), decided with { Number = round.Number });
        var (item, isFirst) = await inbox.Post(round.Request.Value, ApprovalGateInput.InstanceId(round.Request, round.Visit, round.Part),
            GateEvents.Decided, posted, cancellation);
        if (isFirst)
            return null;
        await rounds.Supersede(round.Request, new SupersededDecision(round.Gate, round.Visit, round.Number, seat.Email, seat.Name,
            decided.Decision, posted.At, "They had decided already.") { Part = round.Part }, cancellation);
        var before = item.Payload.GetProperty("what").GetProperty("decision").GetString();
        return new Refusal.TooLate($"You have decided already ({before}). The first decision counts.");
    }

    private string? WhyNot(RequestRecord request, GateRound round, GateSeat seat, LinkRecord link, bool signInNeeded)
    {
        if (round.VoidedBecause is { } because)
            return request.Outcome == RequestOutcome.Open && link.Revision < request.DecidableFrom ? $"{because} Open the newest mail." : because;
        if (!round.IsOpen)
            return $"The gate is decided: {round.Verdict}.";
        if (link.Revision < request.DecidableFrom)
            return "The request was changed since this link was sent. Open the newest mail.";
        if (clock.GetUtcNow() >= link.Expires)
            return "This link has expired. Open the newest mail, or sign in.";
        if (Person.Normalise(request.Content.Requester.Email) == seat.Email)
            return "Nobody decides about their own request.";
        return signInNeeded ? "Above this value a link alone is not enough: sign in to decide." : null;
    }

    private static bool IsSeat(GateSeat seat, Actor? actor) => actor is not null && Person.Normalise(actor.Email) == seat.Email;

    private static string Stands(GateRound round, GateSeat seat) =>
        round.VoidedBecause is { } why ? $"{Decided(seat)} That does not count any more: {why}" : Decided(seat);

    private static string Decided(GateSeat seat) =>
        $"{seat.Who} {(seat.Decision == Decision.Approve ? "approved" : "declined")} this.";

    /// <summary>Keyed by the link's own secret, so nobody without the link can make one; covers what the page showed.</summary>
    private static string PageToken(string token, RequestRecord request, GateRound round, GateSeat seat) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{request.Id}|{request.Revision}|{round.Gate}|{round.Visit}|{round.Number}|{round.Part}|{seat.For}{(seat.DecidedAt is { } at ? $"|{at.UtcTicks}" : "")}"))));
}
