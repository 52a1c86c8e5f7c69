using PmoFlow.Domain.Intake;

namespace PmoFlow.Domain.Lifecycles;

/// <summary>One thing that a request waits for.</summary>
/// <param name="Kind">As in <see cref="Wait.Kind"/>; besides, <c>taking-in</c> and <c>held</c>.</param>
/// <param name="What">What is awaited, as a sentence.</param>
/// <param name="Who">Whose turn it is: names, or a role where anybody of it may act.</param>
/// <param name="Since">Since when, UTC.</param>
/// <param name="Due">By when, UTC; null where the file gives no time.</param>
/// <param name="Then">What happens when it is not done by then, as a sentence; where nothing is due, how it ends.</param>
public sealed record NextStep(string Kind, string What, string Who, DateTimeOffset Since, DateTimeOffset? Due, string Then)
{
    /// <summary>At which of a stage's gates, by its title; null where it has a single one.</summary>
    public string? Gate { get; init; }

    /// <summary>How far it has come, as a sentence: who of those who decide has; null where there is nothing to tell.</summary>
    public string? Progress { get; init; }
}

/// <summary>What happens next with a request.</summary>
/// <param name="Request">Which.</param>
/// <param name="Outcome">What it came to, or that it is on its way.</param>
/// <param name="StageTitle">Where it is.</param>
/// <param name="Steps">What it waits for; never empty while it is on its way.</param>
/// <param name="Afterwards">Titles of the stages that follow when all goes well.</param>
/// <param name="End">Why nothing is awaited any more, as a sentence; null while it is on its way.</param>
public sealed record WhatNext(
    RequestId Request, RequestOutcome Outcome, string StageTitle, IReadOnlyList<NextStep> Steps, IReadOnlyList<string> Afterwards, string? End);
