using PmoFlow.Domain;
using PmoFlow.Domain.Scoring;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Workflows.Inbox;

namespace PmoFlow.Workflows.Intake;

/// <summary>What people say to a request's orchestration.</summary>
public static class RequestEvents
{
    /// <summary>An analyst has looked at it.</summary>
    public static readonly EventReference<Posted<Screened>> Screened = new("Screened");

    /// <summary>The requester has answered a question.</summary>
    public static readonly EventReference<Posted<InformationProvided>> InformationProvided = new("InformationProvided");

    /// <summary>An analyst brings a deferred request back before its day.</summary>
    public static readonly EventReference<Posted<BroughtBack>> BroughtBack = new("BroughtBack");

    /// <summary>An analyst has scored it.</summary>
    public static readonly EventReference<Posted<Scored>> Scored = new("Scored");

    /// <summary>An analyst takes it back from its gate.</summary>
    public static readonly EventReference<Posted<Recalled>> Recalled = new("Recalled");

    /// <summary>It was changed while people decide about it. Its visit is that of the request then.</summary>
    public static readonly EventReference<Posted<RequestRevised>> Revised = new("RequestRevised");

    /// <summary>It shall go on by another version of its lifecycle.</summary>
    public static readonly EventReference<Posted<Migrated>> Migrated = new("RequestMigrated");

    /// <summary>The requester takes it back.</summary>
    public static readonly EventReference<Posted<Withdrawn>> Withdrawn = new("Withdrawn");
}

/// <summary>What an analyst decides when screening.</summary>
public enum ScreeningDecision
{
    /// <summary>It is good enough to be scored and decided on.</summary>
    Qualify,

    /// <summary>The requester must say more first.</summary>
    AskForInformation,

    /// <summary>The office will not do it.</summary>
    Decline,

    /// <summary>Not now: it comes back by itself on a day.</summary>
    Defer,

    /// <summary>Another request asks for the same.</summary>
    Merge,

    /// <summary>It belongs to another of the office's processes.</summary>
    Convert,
}

/// <summary>A screening.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Note">The question that is asked, or the reason.</param>
public sealed record Screened(ScreeningDecision Decision, string? Note)
{
    /// <summary>Of a deferral: the day on which it comes back.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of a merger: the request that goes on.</summary>
    public RequestId? Into { get; init; }

    /// <summary>Of a conversion: the name of the other process.</summary>
    public string? Lifecycle { get; init; }

    /// <summary>Of a conversion: the version of that process, which the desk pins.</summary>
    public int? LifecycleVersion { get; init; }
}

/// <summary>A deferral that ends early.</summary>
public sealed record BroughtBack(string? Note);

/// <summary>An answer to the office's question.</summary>
public sealed record InformationProvided(string Answer);

/// <summary>A scoring.</summary>
/// <param name="Levels">A level for each criterion.</param>
/// <param name="Score">What they come to, 0 to 100.</param>
/// <param name="Lead">Who shall lead the project, a mail address.</param>
public sealed record Scored(IReadOnlyDictionary<string, int> Levels, decimal Score, string? Lead)
{
    /// <summary>How they come to that; null where the score is one of 100, and in words of before this was kept.</summary>
    public ScoringKind? Model { get; init; }
}

/// <summary>A withdrawal.</summary>
public sealed record Withdrawn(string? Reason)
{
    /// <summary>Whether the office withdrew it for the requester; false also in words of before this was kept.</summary>
    public bool ByOffice { get; init; }
}

/// <summary>Why a request is taken back from its gate.</summary>
public sealed record Recalled(string Reason);

/// <summary>A request that says something else than before.</summary>
/// <param name="Revision">Which it is now.</param>
/// <param name="Changes">What changed, a line each, for those who decide.</param>
public sealed record RequestRevised(int Revision, IReadOnlyList<string> Changes);
