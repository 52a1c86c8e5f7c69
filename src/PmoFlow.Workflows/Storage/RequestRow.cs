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
    /// <summary>The request as lists show it.</summary>
    public static RequestRow Of(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Id, request.Content.Title, request.Content.Requester.Name, request.Unit, request.Lifecycle.ToString(),
            request.Stage, request.StageTitle, request.Outcome, request.Score, request.Cost, request.SubmittedAt, request.UpdatedAt,
            request.Waiting);
    }
}

/// <summary>A period that some summary exists for.</summary>
public sealed record KnownPeriod(string Period);
