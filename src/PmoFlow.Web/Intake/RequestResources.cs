using System.Text.Json;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Timeline;
using PmoFlow.Web.Design;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Web.Intake;

/// <summary>A request to be taken in. Answers may be JSON text, numbers or booleans.</summary>
internal sealed record RequestSubmission(
    string? Lifecycle, string? Title, string? Description, RequesterResource? Requester, IReadOnlyDictionary<string, JsonElement>? Fields);

internal sealed record RequesterResource(string? Name, string? Email);

/// <summary>A request that was accepted; the tracking page needs no account.</summary>
internal sealed record SubmittedResource(
    string Id, Uri TrackingUrl, string Title, string Lifecycle, int Version, string Stage, string Status, int Revision, DateTimeOffset SubmittedAt);

/// <summary>A request as it stands.</summary>
internal sealed record RequestResource(
    string Id,
    string Title,
    string Description,
    RequesterResource Requester,
    IReadOnlyDictionary<string, string> Fields,
    string Lifecycle,
    int Version,
    string Stage,
    string StageTitle,
    int Visit,
    string Status,
    decimal? Score,
    IReadOnlyDictionary<string, int>? Levels,
    int Revision,
    decimal? Cost,
    string? Unit,
    string? ProposedLead,
    string? Question,
    string? Reason,
    string? Project,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<WaitResource> WaitingFor,
    IReadOnlyList<UploadResource> Files)
{
    public static RequestResource Of(RequestRecord request) => new(
        request.Id.Value, request.Content.Title, request.Content.Description,
        new(request.Content.Requester.Name, request.Content.Requester.Email), request.Content.Fields,
        request.Lifecycle.Name, request.Lifecycle.Version, request.Stage, request.StageTitle, request.Visit, Words.Stable(request.Outcome),
        request.Score, request.Levels, request.Revision, request.Cost, request.Unit?.Value, request.ProposedLead,
        request.Question, request.Reason, request.Project?.Value, request.SubmittedAt, request.UpdatedAt, WaitResource.All(request.Waiting),
        [.. request.Content.Files.Select(file => new UploadResource(file.Id, file.Field, file.Name, file.Bytes, file.Sha256))]);
}

/// <summary>A request in a list.</summary>
internal sealed record RequestRowResource(
    string Id, string Title, string Requester, string? Unit, string Lifecycle, string Stage, string StageTitle, string Status, decimal? Score,
    decimal? Cost, DateTimeOffset SubmittedAt, DateTimeOffset UpdatedAt, IReadOnlyList<WaitResource> WaitingFor)
{
    public static RequestRowResource Of(RequestRow row) => new(
        row.Id.Value, row.Title, row.RequesterName, row.Unit?.Value, row.Lifecycle, row.Stage, row.StageTitle, Words.Stable(row.Outcome),
        row.Score, row.Cost, row.SubmittedAt, row.UpdatedAt, WaitResource.All(row.Waiting));
}

/// <summary>What something waits for: whose turn it is, since when, by when, and what happens otherwise.</summary>
internal sealed record WaitResource(string Kind, string Who, DateTimeOffset Since, DateTimeOffset? Due, string Then)
{
    public static IReadOnlyList<WaitResource> All(IReadOnlyList<Wait> waits) =>
        [.. waits.Select(wait => new WaitResource(wait.Kind, wait.Who, wait.Since, wait.Due, wait.Then))];
}

/// <summary>A timeline with the result of checking its chain.</summary>
internal sealed record TimelineResource(bool Whole, int? BrokenAt, IReadOnlyList<TimelineEntry> Entries)
{
    public static TimelineResource Of(IReadOnlyList<TimelineEntry> entries)
    {
        var broken = TimelineEntry.FirstBreak(entries);
        return new(broken is null, broken, entries);
    }
}

/// <summary>
/// A screening: <c>qualify</c>, <c>ask-for-information</c> (the note is the question), <c>decline</c> (the note is the reason), <c>defer</c>
/// (until a day), <c>merge</c> (into a request) or <c>convert</c> (to another lifecycle).
/// </summary>
internal sealed record ScreeningResource(string? Decision, string? Note, int? Visit, string? Until, string? Into, string? Lifecycle);

/// <summary>A level for each criterion, from 0 up, and who shall lead.</summary>
internal sealed record ScoreResource(IReadOnlyDictionary<string, int>? Levels, string? Lead, int? Visit);

/// <summary>Why it is withdrawn.</summary>
internal sealed record WithdrawalResource(string? Reason);
