using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Answers;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Web.Approvals;

internal static class RoundSettling
{
    /// <summary>Waits until somebody's decision stands in the round, another one than in the round as it was, or the round is over.</summary>
    public static Task After(GateRound round, string email, RequestQueries queries, CancellationToken cancellation) => Settling.Until(
        async () => (await queries.Rounds(round.Request, cancellation)).FirstOrDefault(r => r.Visit == round.Visit && r.Number == round.Number && r.Part == round.Part),
        now => now is null or { IsOpen: false } || SaidAt(now, email) is { } at && at != SaidAt(round, email),
        cancellation);

    private static DateTimeOffset? SaidAt(GateRound round, string email) => round.Seats.FirstOrDefault(seat => Person.Normalise(seat.Email) == email)?.DecidedAt;

    /// <summary>Waits until a seat is not theirs any more, or the round is over.</summary>
    public static Task AfterSeatOf(GateRound round, string email, RequestQueries queries, CancellationToken cancellation) => Settling.Until(
        async () => (await queries.Rounds(round.Request, cancellation)).FirstOrDefault(
            r => r.Visit == round.Visit && r.Number == round.Number && r.Part == round.Part),
        now => now is null or { IsOpen: false } || now.Seats.All(seat => Person.Normalise(seat.Email) != email),
        cancellation);
}
