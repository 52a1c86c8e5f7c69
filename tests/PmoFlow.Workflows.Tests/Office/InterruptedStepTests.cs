using Microsoft.Extensions.DependencyInjection;
using PmoFlow.Domain.Approvals;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Approvals;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class InterruptedStepTests
{
    [Fact]
    public async Task lists_follow_a_decision_that_was_written_when_the_process_ended_before_they_did()
    {
        var interrupted = false;
        await using var office = await TestOffice.Open(around: activity => activity.Name != GateActivities.RecordDecision.Name ? activity : activity with
        {
            Run = async (services, context, input) =>
            {
                var output = await activity.Run(services, context, input);
                if (interrupted)
                    return output;
                interrupted = true;
                var tables = services.GetRequiredService<ITableStore>();
                foreach (var row in await tables.Scan(OfficeTables.RequestRows, OfficeTables.All).ToListAsync())
                    await tables.Delete(OfficeTables.RequestRows, row.Key);
                throw new IOException("The process ended here.");
            },
        });
        var id = await office.AtGate();
        var seat = (await office.Get<RequestQueries>().Rounds(id))[0].Seats[0];
        await office.Get<ApprovalDesk>().DecideSignedIn(id, new Actor(seat.Email, seat.Name), null, null, new DecisionWords(Decision.Approve, null));
        await office.Settle();
        await office.Pass(TimeSpan.FromSeconds(10));

        var listed = Assert.Single((await office.Get<RequestQueries>().List(new RequestListQuery())).Rows);
        Assert.DoesNotContain(seat.Name, Assert.Single(listed.Waiting).Who, StringComparison.Ordinal);
    }
}
