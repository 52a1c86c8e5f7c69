using System.Security.Cryptography;
using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a requester submits.</summary>
/// <param name="Lifecycle">Which of the office's processes; null for its first.</param>
/// <param name="IdempotencyKey">The same key of the same requester again means the same request again.</param>
public sealed record SubmitRequest(
    string? Lifecycle,
    string? Title,
    string? Description,
    Requester? Requester,
    IReadOnlyDictionary<string, string>? Fields,
    string? IdempotencyKey = null);

/// <summary>A request that was accepted.</summary>
/// <param name="Request">As it stands.</param>
/// <param name="TrackingToken">Opens the requester's page.</param>
public sealed record SubmittedRequest(RequestRecord Request, string TrackingToken);

/// <summary>Takes requests in.</summary>
public sealed class RequestDesk(
    ITableStore tables,
    RequestLedger ledger,
    LifecycleLibrary lifecycles,
    IOrchestrationClient orchestrations,
    Links links,
    AttachmentDesk attachments,
    TimeProvider clock)
{
    /// <summary>The process of a request that names none.</summary>
    public const string StandardLifecycle = "standard";

    /// <summary>Before the key of a form that a person fills in: what is wrong with it is said in their words.</summary>
    public const string FormKey = "form:";

    // Crockford's base 32 without I, L, O and U: read aloud and typed without doubt.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Accepts a request: when this returns it is stored, and its orchestration will run whatever happens to this process.</summary>
    public async Task<Outcome<SubmittedRequest>> Submit(SubmitRequest submit, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(submit);
        using var waits = orchestrations.Answering();
        var name = string.IsNullOrWhiteSpace(submit.Lifecycle) ? StandardLifecycle : submit.Lifecycle;
        if (lifecycles.Current(name) is not { } lifecycle)
        {
            return new Refusal.Invalid([new FieldError("lifecycle",
                $"There is no lifecycle '{name}'. Choose one of: {string.Join(", ", lifecycles.All.Select(l => l.Name))}.")]);
        }
        var checkedForm = FormRules.Validate(lifecycle.Form, submit.Title, submit.Description, submit.Requester, submit.Fields);
        if (checkedForm is Outcome<RequestContent>.Refused(var refusal))
            return refusal;
        var answered = ((Outcome<RequestContent>.Done)checkedForm).Value;

        while (true)
        {
            var id = NumberOf(submit.IdempotencyKey, answered.Requester);
            var claimed = await attachments.Claim(lifecycle.Form, answered, id, cancellation);
            if (claimed is not Outcome<RequestContent>.Done(var content))
                return ((Outcome<RequestContent>.Refused)claimed).Refusal;
            var link = new LinkRecord(LinkKind.Tracking, id.Value, content.Requester.Email, DateTimeOffset.MaxValue);
            var (token, linked) = Links.Prepare(link);
            // The pointer first: whatever happens next, the sweep starts what was stored.
            var request = await ledger.TryOpen(NewRequest(id, content, lifecycle), new TimelineDraft("submitted", content.Requester.Email,
                $"{content.Requester.Name} asked: {content.Title}"), OrchestrationInbox.Pointer(id.Value, clock.GetUtcNow()), linked, cancellation);
            if (request is not null)
            {
                // Written is written: who gives up now must not leave the dashboard behind.
                await Task.WhenAll(ledger.Count(request, CancellationToken.None), Start(request, cancellation));
                return new SubmittedRequest(request, token);
            }
            if (submit.IdempotencyKey is null)
                continue;
            request = await ledger.Get(id, cancellation);
            // The answer holds a link to the request: who merely guesses a key gets none.
            if (!request.Content.SaysTheSameAs(content) && submit.IdempotencyKey.StartsWith(FormKey, StringComparison.Ordinal))
                return new Refusal.TooLate($"What you sent before has arrived, as request {id}: the link in our mail opens it, and there you can change it. "
                    + "Nothing more was stored. Send this form again if it shall be a second request.");
            if (!request.Content.SaysTheSameAs(content))
                return new Refusal.TooLate($"Idempotency-Key '{submit.IdempotencyKey}' was used for another request ({id}). Use a new key.");
            await Start(request, cancellation);
            return new SubmittedRequest(request, await links.Issue(link, cancellation));
        }
    }

    private async Task Start(RequestRecord request, CancellationToken cancellation)
    {
        var id = request.Id.Value;
        await orchestrations.Start(RequestLifecycle.Reference, id, new RequestLifecycleInput(request.Id, request.Lifecycle), cancellation);
        await tables.Delete(OfficeTables.Pending, OrchestrationInbox.PendingKey(id, null), cancellation);
    }

    private RequestRecord NewRequest(RequestId id, RequestContent content, Lifecycle lifecycle)
    {
        var (now, start) = (clock.GetUtcNow(), lifecycle.Stage(lifecycle.Start));
        return new RequestRecord(id, content, 1, lifecycle.Id, start.Name, start.Title, 0, RequestOutcome.Open, now, now, [], TimelineEnd.Empty)
        {
            Cost = lifecycle.Form.Cost(content),
            Unit = lifecycle.Form.Unit(content),
        };
    }

    /// <summary>
    /// Forty bits of the key's hash, or of chance, as eight letters. A key is its requester's own: two who number their rows from 1 on
    /// do not meet.
    /// </summary>
    private static RequestId NumberOf(string? idempotencyKey, Requester requester)
    {
        var bytes = idempotencyKey is null
            ? RandomNumberGenerator.GetBytes(5)
            : SHA256.HashData(Encoding.UTF8.GetBytes($"{Person.Normalise(requester.Email)}\n{idempotencyKey}"));
        var bits = bytes.Take(5).Aggregate(0L, (sum, octet) => (sum << 8) | octet);
        return new($"R-{new string([.. Enumerable.Range(0, 8).Select(i => Letters[(int)(bits >> (35 - (5 * i))) & 31])])}");
    }
}
