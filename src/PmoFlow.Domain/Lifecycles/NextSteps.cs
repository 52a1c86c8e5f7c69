using System.Globalization;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>Who has a request, since when, what for, by when and what then, in every state that it can be in.</summary>
public static class NextSteps
{
    /// <summary>What happens next.</summary>
    /// <param name="request">As it stands.</param>
    /// <param name="lifecycle">The version that it follows.</param>
    /// <param name="rounds">Of its gates.</param>
    /// <param name="project">What delivers it, once something does.</param>
    /// <param name="heldSince">Since when the office's operators hold its process up, UTC; null where they do not.</param>
    public static WhatNext Of(RequestRecord request, Lifecycle lifecycle, IReadOnlyList<GateRound> rounds, ProjectRecord? project, DateTimeOffset? heldSince)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(lifecycle);
        if (request.Outcome != RequestOutcome.Open)
            return new(request.Id, request.Outcome, request.StageTitle, [], [], End(request));
        IReadOnlyList<NextStep> steps = [.. request.Waiting.SelectMany(wait => Steps(request, lifecycle, wait, rounds, project))];
        return new(request.Id, request.Outcome, request.StageTitle,
            [.. heldSince is { } since ? new[] { Held(since) } : [], .. steps.Count > 0 ? steps : [TakingIn(request)]],
            [.. LifecyclePath.From(lifecycle, request.Stage).Skip(1).Select(stage => stage.Title)], null);
    }

    private static IEnumerable<NextStep> Steps(
        RequestRecord request, Lifecycle lifecycle, Wait wait, IReadOnlyList<GateRound> rounds, ProjectRecord? project)
    {
        var round = wait.Kind == "decision" ? rounds.LastOrDefault(r => r.IsOpen && r.Visit == request.Visit && r.Part == wait.Part) : null;
        var what = lifecycle.TryStage(request.Stage, out var stage) ? WaitWords.What(lifecycle, stage, wait, round) : $"It is at {request.StageTitle}.";
        if (wait.Kind == "delivery" && project is not null)
            return [Delivery(wait, what, project), .. project.Waiting.Select(Watched), .. Late(project)];
        return
        [
            new(wait.Kind, what, wait.Who, wait.Since, wait.Due, WaitWords.Then(lifecycle, request.Stage, wait, round))
            {
                Gate = round?.Title ?? (stage as LifecycleStage.Approval)?.Gates?.FirstOrDefault(gate => gate.Name == wait.Part)?.Title,
                Progress = round is null ? null : Progress(round),
            },
        ];
    }

    private static NextStep Delivery(Wait wait, string what, ProjectRecord project) => project.End is { } end
        ? new("delivery", $"{what} Planned until {end.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.", Lead(project), wait.Since, null, wait.Then)
        : new("delivery", what, Lead(project), wait.Since, null, wait.Then);

    private static NextStep Watched(Wait wait) => new(wait.Kind, wait.Kind switch
    {
        "health-check" => "The lead says how the project is doing.",
        "next-health-check" => "The day of the next health check.",
        _ => "The project goes on.",
    }, wait.Who, wait.Since, wait.Due, wait.Then);

    private static NextStep[] Late(ProjectRecord project) => project.ReportLateSince is { } due
        ? [new("status-report", "The lead's status report, which is late.", Lead(project), due, due, "Whoever leads the unit hears of it.")] : [];

    private static NextStep TakingIn(RequestRecord request) => new(
        "taking-in", "The office takes it in. This is a matter of moments.", "The office", request.UpdatedAt, null, "The next step begins by itself.");

    private static NextStep Held(DateTimeOffset since) => new(
        "held", "The office's operators hold its process up. Nothing is lost.", "The office's operators", since, null, "It goes on where it stands when they let it.");

    private static string Progress(GateRound round)
    {
        var (yes, no) = (round.Seats.Count(seat => seat.Decision == Decision.Approve), round.Seats.Count(seat => seat.Decision == Decision.Decline));
        return string.Create(CultureInfo.InvariantCulture,
            $"Of {Plural.Of(round.Seats.Count, "seat")}, {yes} approved and {no} declined; {round.Quorum.Needed(round.Seats.Count)} must approve.");
    }

    private static string End(RequestRecord request) => request.Outcome == RequestOutcome.Merged
        ? $"Nothing more here: it goes on as {request.MergedInto}."
        : $"Nothing more: it is {WaitWords.Ended(request.Outcome)}.";

    private static string Lead(ProjectRecord project) => project.LeadName ?? project.Lead ?? "Nobody yet: those who lead the unit";
}
