using PmoFlow.Domain.Approvals;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Web.Approvals;

/// <summary>A request whose open gate waits for somebody.</summary>
public sealed record OpenSeat(RequestRow Request, GateRound Round);

/// <summary>What waits for one person's decision: the open gates of the approval stages, read stage by stage.</summary>
internal sealed class SeatQueries(RequestQueries requests)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<OpenSeat>> For(Person person, CancellationToken cancellation)
    {
        var seats = new List<OpenSeat>();
        foreach (var stage in requests.Stages().OfType<LifecycleStage.Approval>())
        {
            var page = await requests.List(new RequestListQuery(stage.Name, PageSize: Most), cancellation);
            // Who is waited for stands in the row by name; whether it is really this person stands in the round.
            foreach (var row in page.Rows.Where(row => row.Waiting.Any(wait => wait.Who.Contains(person.Name, StringComparison.Ordinal))))
            {
                var round = (await requests.Rounds(row.Id, cancellation)).LastOrDefault(round => round.IsOpen);
                if (round?.Seats.Any(seat => seat.Decision is null && Person.Normalise(seat.Email) == person.Email) == true)
                    seats.Add(new(row, round));
            }
        }
        return [.. seats.OrderBy(seat => seat.Round.Due)];
    }
}
