using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;

namespace PmoFlow.Web.Intake;

/// <summary>What a requester may know of their request: where it is and why, but no scores, no notes among the office and nobody's name.</summary>
internal static class RequesterView
{
    // Kinds that are told as they are, and those whose words are the office's own and are told in others.
    private static readonly HashSet<string> Told =
    [
        "submitted", "started", "information-asked", "information-given", "information-expired", "declined", "deferred", "came-back", "merged", "converted",
        "revised", "approved", "withdrawn", "delivered", "stopped",
    ];

    private static readonly Dictionary<string, string> Instead = new()
    {
        ["qualified"] = "Qualified: it is good enough to be decided about.",
        ["scored"] = "Scored by the office.",
        ["gate-opened"] = "The approvers are asked to decide.",
        ["recalled"] = "Taken back from the approvers: the office looks at it once more.",
        ["approved"] = "Approved.",
    };

    /// <summary>The timeline without what is among the office.</summary>
    public static IReadOnlyList<TimelineEntry> Timeline(IReadOnlyList<TimelineEntry> entries) =>
    [
        .. entries.Where(entry => Told.Contains(entry.Kind) || Instead.ContainsKey(entry.Kind)).Select(entry => entry with
        {
            Actor = TimelineEntry.Office,
            Summary = Instead.GetValueOrDefault(entry.Kind) ?? Unnamed(entry),
            Details = new Dictionary<string, string>(),
        }),
    ];

    private static string Unnamed(TimelineEntry entry) => entry.Kind switch
    {
        // A gate's end names who decided; an analyst's "no" is words for the requester.
        "declined" when entry.Actor == TimelineEntry.Office => "Declined.",
        // What follows is a note among analysts.
        "merged" => Until(entry.Summary, ":"),
        // What follows is the process's key, and such a note.
        "started" or "converted" => Until(entry.Summary, " ("),
        _ => entry.Summary,
    };

    private static string Until(string text, string mark) => text.IndexOf(mark, StringComparison.Ordinal) is > 0 and var at ? $"{text[..at]}." : text;

    /// <summary>What happens next, by role instead of by name and without what is among the office.</summary>
    public static WhatNext Next(WhatNext next) => next with
    {
        Steps = [.. next.Steps.Where(step => step.Kind is not ("health-check" or "next-health-check" or "status-report")).Select(step => step with
        {
            Who = step.Kind switch
            {
                "decision" => "The approvers",
                "information" => "You",
                "delivery" => "The project's lead",
                _ => step.Who,
            },
            What = step.Kind == "information" ? "Your answer to the office's question." : step.What,
            Progress = null,
        })],
    };

    /// <summary>The waits, by role instead of by name.</summary>
    public static IReadOnlyList<Wait> Waiting(RequestRecord request) =>
        [.. request.Waiting.Select(wait => wait.Kind == "decision" ? wait with { Who = "The approvers" } : wait)];
}

/// <summary>A request as its requester may know it.</summary>
internal sealed record TrackedResource(
    string Id, string Title, string Description, RequesterResource Requester, IReadOnlyDictionary<string, string> Fields, string Lifecycle, string Stage,
    string StageTitle, string Status, int Revision, string? Question, string? Reason, string? MergedInto, DateTimeOffset SubmittedAt, DateTimeOffset UpdatedAt,
    IReadOnlyList<WaitResource> WaitingFor)
{
    public static TrackedResource Of(RequestRecord request) => new(
        request.Id.Value, request.Content.Title, request.Content.Description, new(request.Content.Requester.Name, request.Content.Requester.Email),
        request.Content.Fields, request.Lifecycle.Name, request.Stage, request.StageTitle, Design.Words.Stable(request.Outcome), request.Revision,
        request.Question, request.Reason, request.MergedInto?.Value, request.SubmittedAt, request.UpdatedAt, WaitResource.All(RequesterView.Waiting(request)));
}
