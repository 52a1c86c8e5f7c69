using PmoFlow.Domain;
using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Intake;

namespace PmoFlow.Workflows.Storage;

/// <summary>An open round of a gate as the list of somebody's decisions shows it.</summary>
/// <param name="Request">Which request.</param>
/// <param name="Title">Its title.</param>
/// <param name="RequesterName">Who asks.</param>
/// <param name="Gate">The gate's title.</param>
/// <param name="Visit">The request's visit to the gate.</param>
/// <param name="Number">The round.</param>
/// <param name="Part">Which of the stage's gates; null where it has a single one.</param>
/// <param name="Due">UTC.</param>
/// <param name="Score">Once scored.</param>
/// <param name="Cost">Where it is known.</param>
public sealed record SeatRow(
    RequestId Request, string Title, string RequesterName, string Gate, int Visit, int Number, string? Part, DateTimeOffset Due,
    decimal? Score, decimal? Cost)
{
    /// <summary>The round as lists show it.</summary>
    public static SeatRow Of(RequestRecord request, GateRound round)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(round);
        return new(request.Id, request.Content.Title, request.Content.Requester.Name, round.Title ?? request.StageTitle, round.Visit,
            round.Number, round.Part, round.Due, request.Score, request.Cost);
    }
}

/// <summary>Which state of the organisation something has followed.</summary>
public sealed record OrganisationMark(string Stamp);
