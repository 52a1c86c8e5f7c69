using PmoFlow.Domain.Lifecycles;

namespace PmoFlow.Web.Intake;

/// <summary>What happens next with a request: what it waits for, what follows when all goes well, and why it ended where it has.</summary>
internal sealed record NextResource(string Id, string Status, string StageTitle, IReadOnlyList<NextStepResource> Steps, IReadOnlyList<string> Afterwards, string? End)
{
    public static NextResource Of(WhatNext next) => new(
        next.Request.Value, Design.Words.Stable(next.Outcome), next.StageTitle, [.. next.Steps.Select(NextStepResource.Of)], next.Afterwards, next.End);
}

/// <summary>One thing that it waits for: what, whose turn it is, since when, by when, and what happens otherwise.</summary>
internal sealed record NextStepResource(
    string Kind, string What, string Who, DateTimeOffset Since, DateTimeOffset? Due, string Then, string? Gate, string? Progress)
{
    public static NextStepResource Of(NextStep step) => new(step.Kind, step.What, step.Who, step.Since, step.Due, step.Then, step.Gate, step.Progress);
}
