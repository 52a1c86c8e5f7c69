using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Tests.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class ProjectDeskTests
{
    [Fact]
    public async Task project_that_is_closed_while_a_health_check_is_open_keeps_its_last_rating()
    {
        await using var office = await TestOffice.Open();
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        await office.GoodFigures(project.Id);
        await office.PassDays(31);
        await office.AnswerHealth(project, office.GoodAnswers(project));
        await office.PassDays(31);
        Assert.True((await office.Get<ProjectQueries>().Health(project.Id))[^1].IsOpen);
        var rated = (await office.Project(project.Id)).Rating;
        Assert.NotEqual(HealthRating.Unknown, rated);

        await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "All delivered.");
        await office.Settle();

        var closed = await office.Project(project.Id);
        Assert.Equal(ProjectState.Closed, closed.State);
        Assert.Equal(rated, closed.Rating);
        var last = (await office.Get<ProjectQueries>().Health(project.Id))[^1];
        Assert.False(last.IsOpen);
        Assert.Equal(HealthRating.Unknown, last.Rating);
    }

    [Fact]
    public async Task project_from_a_file_that_was_never_watched_can_be_closed()
    {
        await using var office = await TestOffice.Open();
        await office.Import("Project Name,Department,Delivery Confidence Assessment\nAlpha,Finance,Green\n");
        var project = Assert.Single((await office.Get<ProjectQueries>().List(new ProjectListQuery())).Rows);

        var closed = await office.Get<ProjectDesk>().Close(project.Id, TestPeople.Analyst, "It is over.");
        await office.Settle();

        Assert.IsType<Outcome<ProjectRecord>.Done>(closed);
        Assert.Equal(ProjectState.Closed, (await office.Project(project.Id)).State);
        Assert.Equal("closed", (await office.Get<ProjectQueries>().Timeline(project.Id))[^1].Kind);
        Assert.Equal(0, await office.Get<InboxSweep>().Run(TimeSpan.Zero));
    }
}
