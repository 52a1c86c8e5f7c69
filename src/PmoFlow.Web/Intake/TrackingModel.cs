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
/// <param name="Next">What happens next, with it or with that other one.</param>
public sealed record TrackingModel(
    string Token, RequestRecord Request, Lifecycle Lifecycle, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<RequestMessage> Messages, RequestRecord? Followed, WhatNext Next)
{
    /// <summary>Why no mail tells of it; null where mails do.</summary>
    public SilentRequest? Silent { get; init; }

    /// <summary>On which conditions it was approved.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    /// <summary>What was typed.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

internal sealed class TrackingReader(RequestQueries queries, NextQueries next, ConversationDesk conversation, AttachmentDesk attachments, RequesterReasons reasons, Receipts receipts,
    LifecycleLibrary lifecycles)
{
    /// <summary>The page of a request.</summary>
    public async Task<TrackingModel> Read(string token, RequestRecord request, CancellationToken cancellation)
    {
        var followed = request.MergedInto is { } into && await queries.Find(into, cancellation) is { } other ? await reasons.Told(other, cancellation) : null;
        return new(token, await reasons.Told(request, cancellation), lifecycles.Get(request.Lifecycle), RequesterView.Timeline(await queries.Timeline(request.Id, cancellation)),
            await conversation.All(request.Id, cancellation), followed, RequesterView.Next(await next.Of(followed ?? request, cancellation)))
        {
            Silent = await receipts.WhySilent(request.Id, cancellation),
            Conditions = await reasons.Conditions(request.Id, cancellation),
        };
    }

    /// <summary>What its process asks.</summary>
    public RequestForm FormOf(RequestRecord request) => lifecycles.Get(request.Lifecycle).Form;

    /// <summary>The form with what the request says, or with what was typed over it.</summary>
    public async Task<RequestFormModel> Form(
        RequestRecord request, IReadOnlyDictionary<string, string>? typed, IReadOnlyList<FieldError> errors, CancellationToken cancellation)
    {
        var answers = typed ?? Answers(request.Content);
        return new(lifecycles.Get(request.Lifecycle), [], "", answers, errors)
        {
            Attached = await attachments.Find(RequestFormModel.Uploads(FormOf(request), answers), cancellation),
        };
    }

    private static Dictionary<string, string> Answers(RequestContent content)
    {
        var answers = content.Fields.ToDictionary(field => $"fields.{field.Key}", field => field.Value);
        foreach (var files in content.Files.GroupBy(file => file.Field))
            answers[$"fields.{files.Key}"] = string.Join('\n', files.Select(file => file.Id));
        (answers["title"], answers["description"]) = (content.Title, content.Description);
        return answers;
    }
}

internal static class ConversationSettling
{
    /// <summary>Waits until the message that was just sent can be read.</summary>
    public static Task After(RequestId request, int before, ConversationDesk conversation, CancellationToken cancellation) =>
        Settling.Until(async () => (await conversation.All(request, cancellation)).Count, count => count > before, cancellation);
}
