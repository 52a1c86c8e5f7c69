using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a requester does with the link from their mail; no account is needed.</summary>
public sealed class TrackingDesk(RequestLedger ledger, Links links, OrchestrationInbox inbox, TimeProvider clock)
{
    private static readonly Refusal.NotFound NoSuchLink = new(
        "This link opens no request. Check that it is complete, or open the newest mail we sent you.");

    /// <summary>The request that a link opens.</summary>
    public async Task<Outcome<RequestRecord>> Find(string token, CancellationToken cancellation = default) =>
        await links.Find(token, LinkKind.Tracking, cancellation) is { } link
            && await ledger.Find(new RequestId(link.Owner), cancellation) is { } request
            ? request : NoSuchLink;

    /// <summary>Answers the office's question.</summary>
    public async Task<Outcome<RequestRecord>> Answer(string token, string? answer, CancellationToken cancellation = default)
    {
        var found = await Find(token, cancellation);
        if (found is not Outcome<RequestRecord>.Done(var request))
            return found;
        if (!request.Waiting.Any(wait => wait.Kind == "information"))
            return new Refusal.TooLate("We are not waiting for an answer any more. This page shows what happened since.");
        var words = AnswerText.Paragraph(answer ?? "", RequestContent.MaxDescription, out var problem);
        if (words.Length == 0 || problem is not null)
            return new Refusal.Invalid([new FieldError("answer", problem ?? "Write your answer.")]);
        var posted = new Posted<InformationProvided>(FormattableString.Invariant($"information|{request.Visit}"), request.Visit,
            ActorOf(request), clock.GetUtcNow(), new InformationProvided(words));
        await inbox.Post(request.Id.Value, request.Id.Value, RequestEvents.InformationProvided, posted, cancellation);
        return request;
    }

    /// <summary>Takes the request back.</summary>
    public async Task<Outcome<RequestRecord>> Withdraw(string token, string? reason, CancellationToken cancellation = default)
    {
        var found = await Find(token, cancellation);
        if (found is not Outcome<RequestRecord>.Done(var request))
            return found;
        if (request.Outcome != RequestOutcome.Open)
            return new Refusal.TooLate("The request has ended already. This page shows how.");
        var words = AnswerText.Paragraph(reason ?? "", RequestContent.MaxDescription, out var problem);
        if (problem is not null)
            return new Refusal.Invalid([new FieldError("reason", problem)]);
        await inbox.Post(request.Id.Value, request.Id.Value, RequestEvents.Withdrawn, new Posted<Withdrawn>(
            "withdrawn", 0, ActorOf(request), clock.GetUtcNow(), new Withdrawn(words.Length == 0 ? null : words)), cancellation);
        return request;
    }

    private static Actor ActorOf(RequestRecord request) => new(request.Content.Requester.Email, request.Content.Requester.Name);
}
