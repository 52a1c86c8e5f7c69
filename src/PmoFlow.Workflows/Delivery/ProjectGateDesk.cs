using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A decision about a project as its page shows it.</summary>
/// <param name="Control">How the project is steered.</param>
/// <param name="Gate">The decision.</param>
/// <param name="Seat">Who looks, by the link.</param>
/// <param name="WhyNot">Why they cannot decide; null where they can.</param>
/// <param name="SignInNeeded">Whether they could, signed in.</param>
/// <param name="PageToken">Proves that a decision comes from a page that showed this.</param>
public sealed record ProjectGateView(ProjectControl Control, ProjectGate Gate, GateSeat Seat, string? WhyNot, bool SignInNeeded, string PageToken)
{
    /// <summary>The change that is decided about; null where it is about something else.</summary>
    public ProjectChange? Change => Gate.Kind == ProjectGateKind.Change ? Control.Changes.FirstOrDefault(change => change.Gate == Gate.Number) : null;

    /// <summary>How it ended, where its acceptance is decided about.</summary>
    public ClosureReport? Closure { get; init; }

    /// <summary>The phase that is decided about; null where it is about something else.</summary>
    public ProjectPhase? Phase => Gate.Kind is ProjectGateKind.PhaseStart or ProjectGateKind.PhaseFinish
        ? Control.Phases?.Phases.FirstOrDefault(phase => phase.Name == Gate.Subject) : null;
}

/// <summary>Where people decide about projects, by link or signed in. Opening a link changes nothing.</summary>
public sealed class ProjectGateDesk(ControlQueries queries, ClosureDesk closure, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    private static readonly Refusal OutOfDate = new Refusal.TooLate("This page is out of date. Read it again as it is now, then decide.");

    /// <summary>What a link shows; after the decision it still shows who decided what.</summary>
    public async Task<Outcome<ProjectGateView>> Open(string token, Actor? signedIn, CancellationToken cancellation = default)
    {
        if (await links.Find(token, LinkKind.ProjectGate, cancellation) is not { Check: { } row } link
            || await queries.Read(new(link.Owner), cancellation) is not { } control
            || control.Gates.FirstOrDefault(one => DeliveryTables.GateRow(one.Number) == row) is not { } gate)
        {
            return new Refusal.NotFound("This link opens no decision. Check that it is complete, or open the newest mail we sent you.");
        }
        var seat = gate.Seats.FirstOrDefault(one => one.Email == link.Email) ?? gate.Before.FirstOrDefault(one => one.Email == link.Email) ?? new GateSeat(link.Email, link.Email);
        var signInNeeded = gate is { IsOpen: true, SignInNeeded: true } && seat.Decision is null && Person.Normalise(signedIn?.Email ?? "") != seat.Email;
        var whyNot = WhyNot(gate, seat) ?? (clock.GetUtcNow() >= link.Expires ? "This link has expired. Open the newest mail, or sign in."
            : signInNeeded ? "Above this value a link alone is not enough: sign in to decide." : null);
        var page = HMACSHA256.HashData(Encoding.ASCII.GetBytes(token), Encoding.UTF8.GetBytes(
            FormattableString.Invariant($"{control.Project.Id}|{gate.Number}|{Showing(gate, control.Project)}")));
        return new ProjectGateView(control, gate, seat, whyNot, signInNeeded, Base64Url.EncodeToString(page))
        {
            Closure = gate.Kind == ProjectGateKind.Acceptance ? await closure.Find(control.Project.Id, cancellation) : null,
        };
    }

    /// <summary>Decides by link.</summary>
    public async Task<Outcome<ProjectGateView>> Decide(
        string token, string? pageToken, Actor? signedIn, DecisionWords words, CancellationToken cancellation = default)
    {
        var opened = await Open(token, signedIn, cancellation);
        if (opened is not Outcome<ProjectGateView>.Done(var view))
            return opened;
        if (view.WhyNot is { } why)
            return view.SignInNeeded ? new Refusal.Forbidden(why) : new Refusal.TooLate(why);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(pageToken ?? ""), Encoding.ASCII.GetBytes(view.PageToken)))
            return OutOfDate;
        return await Post(view.Control, view.Gate, view.Seat, words, cancellation) is { } refusal ? refusal : view;
    }

    /// <summary>What a page that asks for a decision shows: the round, and the baseline that a change would change.</summary>
    public static string Showing(ProjectGate gate, ProjectRecord project)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(project);
        return FormattableString.Invariant($"{gate.RoundAt?.UtcTicks}-{project.Agreed?.Baseline}");
    }

    /// <summary>Decides signed in.</summary>
    /// <param name="id">About which project.</param>
    /// <param name="number">Which decision.</param>
    /// <param name="actor">Who.</param>
    /// <param name="words">What they say.</param>
    /// <param name="showing">What their page showed, see <see cref="Showing"/>: refused where it is another by now. Null for programs.</param>
    /// <param name="cancellation">Given up by whoever asked.</param>
    public async Task<Outcome<ProjectGate>> DecideSignedIn(
        ProjectId id, int number, Actor actor, DecisionWords words, string? showing = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await queries.Read(id, cancellation) is not { } control || control.Gates.FirstOrDefault(one => one.Number == number) is not { } gate)
            return new Refusal.NotFound($"Project {id} has no decision {number}.");
        if (gate.Seats.FirstOrDefault(one => one.Email == Person.Normalise(actor.Email)) is not { } seat)
            return new Refusal.Forbidden($"You have no seat at this decision. It is for {string.Join(", ", gate.Seats.Select(one => one.Who))}.");
        if (WhyNot(gate, seat) is { } why)
            return new Refusal.TooLate(why);
        if (showing is not null && showing != Showing(gate, control.Project))
            return OutOfDate;
        return await Post(control, gate, seat, words, cancellation) is { } refusal ? refusal : gate;
    }

    private async Task<Refusal?> Post(ProjectControl control, ProjectGate gate, GateSeat seat, DecisionWords words, CancellationToken cancellation)
    {
        if (words.Check() is not Outcome<Decided>.Done(var decided))
            return ((Outcome<Decided>.Refused)words.Check()).Refusal;
        if (decided.Conditions is { Count: > 0 })
            return new Refusal.Invalid([new("conditions", "Write what must be done into the comment, or decline.")]);
        // The start may have moved since it was asked for.
        if (decided.Decision == Decision.Approve && gate.Kind == ProjectGateKind.Change
            && control.Changes.FirstOrDefault(change => change.Gate == gate.Number) is { } asked && ChangeSteps.EndsTooEarly(asked, control.Project) is { } tooEarly)
        {
            return new Refusal.Invalid([new("decision", $"{tooEarly.Message} Decline it, and let it be asked for again with a later end.")]);
        }
        var round = gate.IsEscalated ? 1 : 0;
        var (_, isFirst) = await inbox.Post(gate.Project.Value, ProjectGateInput.InstanceId(gate.Project, gate.Number), ProjectGateEvents.Decided,
            new Posted<ProjectDecided>(FormattableString.Invariant($"project-decided|{gate.Number}|{round}|{seat.Email}"), gate.Number, new Actor(seat.Email, seat.Name),
                clock.GetUtcNow(), new ProjectDecided(decided.Decision, decided.Comment)), cancellation);
        return isFirst ? null : new Refusal.TooLate("You have decided already. The first decision counts.");
    }

    private static string? WhyNot(ProjectGate gate, GateSeat seat) =>
        seat.Decision is not null ? $"{seat.Who} {(seat.Decision == Decision.Approve ? "approved" : "declined")} this."
        : !gate.IsOpen ? gate.Because ?? "It is decided."
        : gate.Seats.All(one => one.Email != seat.Email) ? "Nobody decided in time, so it was escalated to somebody else." : null;
}
