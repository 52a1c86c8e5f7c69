using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Mail;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Notifications;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Intake;

/// <summary>What a requester and the office write to each other about a request; the other side is told by mail.</summary>
public sealed class ConversationDesk(
    ITableStore tables, RequestLedger ledger, TrackingDesk tracking, OfficeDirectory directory, Outbox outbox, Links links, IOrchestrationClient orchestrations,
    OfficeSettings office, TimeProvider clock)
{
    /// <summary>The most messages of one request: beyond that people should talk.</summary>
    public const int Most = 200;

    private const int Longest = 5_000;

    /// <summary>All messages, in order.</summary>
    public async Task<IReadOnlyList<RequestMessage>> All(RequestId request, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Messages, request.Value, RowRange.StartingWith("message|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);

    /// <summary>The requester writes to the office.</summary>
    public async Task<Outcome<RequestRecord>> FromRequester(string token, string? text, CancellationToken cancellation = default)
    {
        var found = await tracking.Find(token, cancellation);
        return found is Outcome<RequestRecord>.Done(var request)
            ? await Send(request, false, new Actor(request.Content.Requester.Email, request.Content.Requester.Name), text, cancellation)
            : found;
    }

    /// <summary>Somebody of the office writes to the requester.</summary>
    public async Task<Outcome<RequestRecord>> FromOffice(RequestId id, Actor actor, string? text, CancellationToken cancellation = default) =>
        await ledger.Find(id, cancellation) is { } request
            ? await Send(request, true, actor, text, cancellation)
            : new Refusal.NotFound($"There is no request {id}.");

    internal async Task<Nothing> Keep(ActivityContext activity, RequestMessage message)
    {
        await tables.Upsert(OfficeTables.Messages, new(message.Request.Value, message.Key), message, activity.Stopping);
        return default;
    }

    internal async Task<Nothing> Mail(ActivityContext activity, RequestMessage message)
    {
        var request = await ledger.Get(message.Request, activity.Stopping);
        foreach (var person in message.FromOffice ? [request.Content.Requester] : await Analysts(message, activity.Stopping))
        {
            await outbox.Send(request.Id.Value, $"Message|{message.Key}|{person.Email}", new MailPerson(person.Name, person.Email), async () => new Letter(
                $"[{request.Id}] {(message.FromOffice ? "A message" : $"{message.Name} wrote")} about: {request.Content.Title.Shortened(100)}", [message.Text])
            {
                Button = message.FromOffice ? ("Answer", await TrackingLink(request, activity.Stopping)) : ("Open the request", office.Link($"/requests/{request.Id}#conversation")),
            }, activity.Stopping);
        }
        return default;
    }

    private async Task<Outcome<RequestRecord>> Send(RequestRecord request, bool fromOffice, Actor actor, string? text, CancellationToken cancellation)
    {
        var words = AnswerText.Paragraph(text ?? "", Longest, out var problem);
        if (words.Length == 0 || problem is not null)
            return new Refusal.Invalid([new FieldError("message", problem ?? "Write your message.")]);
        if ((await All(request.Id, cancellation)).Count >= Most)
            return new Refusal.TooLate($"There are {Most} messages about this request already. Call the office instead.");
        var now = clock.GetUtcNow();
        var key = $"message|{now.UtcTicks:D19}|{Guid.NewGuid():N}";
        var message = new RequestMessage(request.Id, key, fromOffice, actor.Email, actor.Name, words, now);
        await orchestrations.Start(MessageNotice.Reference, $"{request.Id}|{key}", message, cancellation);
        return request;
    }

    /// <summary>Who wrote last for the office; all analysts where nobody has.</summary>
    private async Task<IReadOnlyList<Requester>> Analysts(RequestMessage message, CancellationToken cancellation)
    {
        var last = (await All(message.Request, cancellation)).LastOrDefault(earlier => earlier.FromOffice);
        return last is not null
            ? [new Requester(last.Name, last.Author)]
            : [.. (await directory.WithRole(Role.Analyst, cancellation)).Select(analyst => new Requester(analyst.Name, analyst.Email))];
    }

    private async Task<Uri> TrackingLink(RequestRecord request, CancellationToken cancellation) => office.Link("/requests/track/" + await links.Issue(
        new LinkRecord(LinkKind.Tracking, request.Id.Value, request.Content.Requester.Email, DateTimeOffset.MaxValue), cancellation));
}
