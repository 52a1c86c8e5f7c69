using PmoFlow.Domain.Intake;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Intake;

internal static class RequestSettling
{
    /// <summary>The request once it has moved on from what it was.</summary>
    public static async Task<RequestRecord> After(RequestRecord before, RequestQueries queries, CancellationToken cancellation)
    {
        var now = before;
        await Settling.Until(
            async () => now = await queries.Find(before.Id, cancellation) ?? before,
            request => request.Outcome != RequestOutcome.Open || (request.Visit > before.Visit && request.Waiting.Count > 0),
            cancellation);
        return now;
    }
}
