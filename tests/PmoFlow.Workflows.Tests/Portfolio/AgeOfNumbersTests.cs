using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

public sealed class AgeOfNumbersTests
{
    [Fact]
    public async Task number_is_as_old_as_the_last_word_of_a_person_whatever_the_office_does_by_itself()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        var lead = new Actor(project.Lead!, project.LeadName!);
        Assert.IsType<Outcome<MilestonePlan>.Done>(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = new(2027, 3, 1) }));
        var said = office.Clock.GetUtcNow();
        for (var week = 0; week < 5; week++)
            await office.Pass(TimeSpan.FromDays(7));

        var silent = await office.Project(project.Id);
        Assert.True(silent.UpdatedAt > said.AddDays(20), "The office has asked and reminded meanwhile.");
        Assert.Equal(said, silent.SaidAt);
        var row = Assert.Single(await office.Get<ContributionQueries>().Of(null, Measure.Projects, null));
        Assert.Equal((said, silent.UpdatedAt), (row.Contribution.KnownAt!.Value, row.Contribution.At!.Value));
        Assert.Equal([(row.Contribution.Of, said)], Quiet(await office.Get<Boards>().Now(), project.Unit));
        Assert.Empty((await office.Get<SummaryRebuild>().Run(mend: false)).Drifts);

        Assert.IsType<Outcome<MilestonePlan>.Done>(await office.Get<PlanDesk>().Put(project.Id, lead, new Milestone("m1", "Live") { Plan = new(2027, 3, 1), Forecast = new(2027, 3, 8) }));
        Assert.Equal([(row.Contribution.Of, office.Clock.GetUtcNow())], Quiet(await office.Get<Boards>().Now(), project.Unit));
    }

    private static IEnumerable<(string Of, DateTimeOffset SaidAt)> Quiet(Board board, UnitId unit) =>
        board.Rows[unit].Quiet.Select(project => (project.Of, project.SaidAt!.Value));
}
