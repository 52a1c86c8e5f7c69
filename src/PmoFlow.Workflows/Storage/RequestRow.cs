using PmoFlow.Domain;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Workflows.Storage;

/// <summary>A request as lists show it.</summary>
public sealed record RequestRow(
    RequestId Id,
    string Title,
    string RequesterName,
    UnitId? Unit,
    string Lifecycle,
    string Stage,
    string StageTitle,
    RequestOutcome Outcome,
    decimal? Score,
    decimal? Cost,
    DateTimeOffset SubmittedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<Wait> Waiting)
{
    /// <summary>What a decision taken from a list must name; null in rows written before it was kept.</summary>
    public int? Visit { get; init; }

    /// <summary>The level given to each criterion, once scored: ranked lists reckon with them.</summary>
    public IReadOnlyDictionary<string, int>? Levels { get; init; }

    /// <summary>The request as lists show it.</summary>
    public static RequestRow Of(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Id, request.Content.Title, request.Content.Requester.Name, request.Unit, request.Lifecycle.ToString(),
            request.Stage, request.StageTitle, request.Outcome, request.Score, request.Cost, request.SubmittedAt, request.UpdatedAt,
            request.Waiting)
        {
            Visit = request.Visit,
            Levels = request.Levels,
        };
    }
}

/// <summary>A period that some summary exists for.</summary>
public sealed record KnownPeriod(string Period);
