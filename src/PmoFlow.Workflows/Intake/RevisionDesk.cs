using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>Lets a requester say something else while nothing is decided for good; what was said before stays.</summary>
public sealed class RevisionDesk(ITableStore tables, RequestLedger ledger, TrackingDesk tracking, LifecycleLibrary lifecycles, SeatDesk seats, OrchestrationInbox inbox, AttachmentDesk attachments,
    TimeProvider clock)
{
    private static readonly Refusal.TooLate Moment = new("A decision about the request is just being recorded. Look at it again in a moment.");

    /// <summary>Every revision, from the first.</summary>
    public async Task<IReadOnlyList<RequestRevision>> All(RequestRecord request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var kept = await tables.Scan(OfficeTables.Revisions, request.Id.Value, RowRange.StartingWith("revision|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
        return kept.Count > 0 ? kept : [new(request.Revision, request.Content, request.Content.Requester.Email, request.SubmittedAt)];
    }

    /// <summary>Whether it can be revised: until a project delivers it.</summary>
    public static bool CanRevise(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { Outcome: RequestOutcome.Open, Project: null };
    }

    /// <summary>Takes the revision that the requester's page was about; where there is a newer one, it is refused and says so.</summary>
    public async Task<Outcome<RequestRecord>> Revise(
        string token, int? revision, string? title, string? description, IReadOnlyDictionary<string, string> fields, CancellationToken cancellation = default)
    {
        var found = await tracking.Find(token, cancellation);
        if (found is not Outcome<RequestRecord>.Done(var request))
            return found;
        if (WhyNot(request) is { } tooLate)
            return tooLate;
        if (revision != request.Revision)
            return new Refusal.TooLate("The request was changed on another page in the meantime. Open it again and change what it says now.");
        var lifecycle = lifecycles.Get(request.Lifecycle);
        var read = FormRules.Validate(lifecycle.Form, title, description, request.Content.Requester, fields);
        if (read is Outcome<RequestContent>.Done(var answered))
            read = await attachments.Claim(lifecycle.Form, answered, request.Id, cancellation);
        if (read is not Outcome<RequestContent>.Done(var content))
            return ((Outcome<RequestContent>.Refused)read).Refusal;
        var changes = RevisionChanges.Between(lifecycle.Form, request.Content, content);
        if (changes.Count == 0)
            return new Refusal.Invalid([new FieldError("title", "Nothing is different. Change what shall be different, or go back.")]);
        return await Enter(request, content, changes, lifecycle, cancellation);
    }

    private async Task<Outcome<RequestRecord>> Enter(
        RequestRecord request, RequestContent content, IReadOnlyList<RevisionChange> changes, Lifecycle lifecycle, CancellationToken cancellation)
    {
        var (next, now, author) = (request.Revision + 1, clock.GetUtcNow(), request.Content.Requester.Email);
        var material = changes.Where(change => change.IsMaterial).ToList();
        // The pointer goes first: from the moment the revision is written, those who decide must hear of it whatever happens here.
        if (material.Count > 0)
            await inbox.Point(request.Id.Value, next, cancellation);
        var revised = await ledger.TryEnter(request.Id, $"revise|{next}",
            new TimelineDraft("revised", author, $"Revised ({next}): {string.Join(", ", changes.Select(change => change.Label))}."),
            before => WhyNot(before) is not null ? null : before with
            {
                Content = content,
                Revision = next,
                RevisedAt = now,
                MaterialRevision = material.Count > 0 ? next : before.MaterialRevision,
                Cost = lifecycle.Form.Cost(content) ?? (lifecycle.Form.Cost(request.Content) is null ? before.Cost : null),
                Unit = lifecycle.Form.Unit(content) ?? (lifecycle.Form.Unit(request.Content) is null ? before.Unit : null),
            },
            batch => batch
                .Upsert(OfficeTables.Revisions, OfficeTables.RevisionRow(request.Revision), new RequestRevision(request.Revision, request.Content, author, request.RevisedAt ?? request.SubmittedAt))
                .Upsert(OfficeTables.Revisions, OfficeTables.RevisionRow(next), new RequestRevision(next, content, author, now)),
            cancellation);
        if (revised is null)
            return WhyNot(await ledger.Get(request.Id, cancellation)) ?? Moment;
        if (!revised.Content.SaysTheSameAs(content))
            return new Refusal.TooLate("The request was changed on another page in the meantime. Open it again and change what it says now.");
        if (material.Count > 0)
        {
            // Who decides about it is told what changed and asked again. Written is written: a browser that has gone does not matter.
            await seats.Revised(request.Id, new Actor(author, request.Content.Requester.Name), RevisionNews.Lines(material), CancellationToken.None);
            await inbox.Clear(request.Id.Value, next, CancellationToken.None);
        }
        return revised;
    }

    /// <summary>Why it cannot be revised as it stands in the moment of writing; null where it can.</summary>
    private Refusal.TooLate? WhyNot(RequestRecord request) => (CanRevise(request) ? lifecycles.Get(request.Lifecycle).Stage(request.Stage) : null) switch
    {
        // In delivery before there is a project as well: nobody would be asked about the change.
        null or LifecycleStage.Delivery => new($"Request {request.Id} cannot be changed any more: it is in {request.StageTitle}."),
        // Its last gate has decided, or its next is about to ask: what is said now would be decided about by nobody.
        LifecycleStage.Approval when request.Waiting.Count == 0 => Moment,
        _ => null,
    };
}
