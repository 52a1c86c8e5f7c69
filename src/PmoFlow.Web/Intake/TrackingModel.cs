using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>All that the requester's page shows.</summary>
/// <param name="Token">Of its link.</param>
/// <param name="Request">The request.</param>
/// <param name="Lifecycle">Its process.</param>
/// <param name="Timeline">What a requester may know of what happened.</param>
/// <param name="Messages">What was written to and fro.</param>
/// <param name="Followed">The request that it was merged into.</param>
public sealed record TrackingModel(
    string Token, RequestRecord Request, Lifecycle Lifecycle, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<RequestMessage> Messages, RequestRecord? Followed)
{
    /// <summary>What was typed.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

internal sealed class TrackingReader(RequestQueries queries, ConversationDesk conversation, LifecycleLibrary lifecycles)
{
    /// <summary>The page of a request.</summary>
    public async Task<TrackingModel> Read(string token, RequestRecord request, CancellationToken cancellation) => new(
        token, request, lifecycles.Get(request.Lifecycle), RequesterView.Timeline(await queries.Timeline(request.Id, cancellation)),
        await conversation.All(request.Id, cancellation),
        request.MergedInto is { } into ? await queries.Find(into, cancellation) : null);

    /// <summary>The form with what the request says, or with what was typed over it.</summary>
    public RequestFormModel Form(RequestRecord request, IReadOnlyDictionary<string, string>? typed, IReadOnlyList<FieldError> errors) =>
        new(lifecycles.Get(request.Lifecycle), [], "", typed ?? new Dictionary<string, string>(
            [new("title", request.Content.Title), new("description", request.Content.Description), .. request.Content.Fields.Select(f => KeyValuePair.Create($"fields.{f.Key}", f.Value))]), errors);
}

internal static class ConversationSettling
{
    /// <summary>Waits until the message that was just sent can be read.</summary>
    public static Task After(RequestId request, int before, ConversationDesk conversation, CancellationToken cancellation) =>
        Settling.Until(async () => (await conversation.All(request, cancellation)).Count, count => count > before, cancellation);
}
