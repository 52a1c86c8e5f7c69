using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Scoring;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Scoring;

/// <summary>
/// Where several people assess one request, each by themselves, before somebody settles its score. An assessment moves nothing: it is
/// kept beside the request, by the revision that was read.
/// </summary>
public sealed class AssessmentDesk(ITableStore tables, RequestLedger ledger, LifecycleLibrary lifecycles, TimeProvider clock)
{
    /// <summary>Keeps somebody's levels; those of the same person for the same revision give way.</summary>
    public async Task<Outcome<RequestRecord>> Give(
        RequestId id, Actor actor, IReadOnlyDictionary<string, int> levels, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (await ledger.Find(id, cancellation) is not { } request)
            return new Refusal.NotFound($"There is no request {id}.");
        if (!request.Waiting.Any(wait => wait.Kind == "scoring"))
            return new Refusal.TooLate($"Request {id} is not being scored: it is in {request.StageTitle}.");
        var score = lifecycles.Get(request.Lifecycle).Scoring.Score(levels);
        if (score is Outcome<decimal>.Refused(var refusal))
            return refusal;
        var assessment = new Assessment(actor.Email, actor.Name, request.Revision, levels, ((Outcome<decimal>.Done)score).Value, clock.GetUtcNow());
        await tables.Upsert(OfficeTables.Assessments, new(id.Value, OfficeTables.AssessmentRow(request.Revision, actor.Email)), assessment, cancellation);
        return request;
    }

    /// <summary>All assessments of a request, revision by revision.</summary>
    public async Task<IReadOnlyList<Assessment>> All(RequestId id, CancellationToken cancellation = default) =>
        await tables.Scan(OfficeTables.Assessments, id.Value, RowRange.StartingWith("assessment|"), cancellation)
            .Select(stored => stored.Document).ToListAsync(cancellation);
}
