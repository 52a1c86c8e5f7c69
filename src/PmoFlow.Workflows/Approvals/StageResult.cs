using PmoFlow.Domain.Approvals;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Approvals;

/// <summary>What all gates of a stage came to together.</summary>
/// <param name="Verdict">Approved where all approved, declined where one declined, open where they were voided.</param>
/// <param name="Summary">A sentence for the timeline and the requester.</param>
/// <param name="Comment">What those who decided said.</param>
/// <param name="HasConditions">Whether it was approved on conditions.</param>
internal sealed record StageResult(GateVerdict Verdict, string Summary, string? Comment, bool HasConditions)
{
    public bool IsApproved => Verdict == GateVerdict.Approved;

    /// <summary>Whether something ended the gates before they had decided.</summary>
    public bool IsStopped => Verdict == GateVerdict.Open;

    /// <summary>The recall that stopped them.</summary>
    public Posted<Recalled>? Recalled { get; init; }

    /// <summary>Where a recalled request goes.</summary>
    public string? BackTo { get; init; }

    /// <summary>The change of the request that stopped them.</summary>
    public Posted<RequestRevised>? Revised { get; init; }

    /// <summary>Whether it has gone over to another version of its process, whose gates ask anew.</summary>
    public bool IsMoved { get; init; }

    /// <summary>Inbox items that wanted to stop the gates when they had decided.</summary>
    public IReadOnlyList<string>? TooLate { get; init; }

    /// <param name="results">Of each gate that was asked, with its title where the stage has several.</param>
    public static StageResult Of(IReadOnlyList<(string? Title, GateResult Result)> results)
    {
        var declined = results.Where(r => r.Result.Verdict == GateVerdict.Declined).ToList();
        var open = results.Any(r => r.Result.Verdict == GateVerdict.Open);
        // A gate that declines ends the others, which are void then: what counts is who declined.
        var told = declined.Count > 0 ? declined : [.. results];
        var comments = told.Select(r => r.Result.Comment).Where(comment => comment is not null).ToList();
        return new(
            declined.Count > 0 ? GateVerdict.Declined : open ? GateVerdict.Open : GateVerdict.Approved,
            string.Join(" ", told.Select(r => r.Title is null ? r.Result.Summary : $"{r.Title}: {r.Result.Summary}")),
            comments.Count > 0 ? string.Join(" · ", comments) : null,
            results.Any(r => r.Result.HasConditions));
    }
}
