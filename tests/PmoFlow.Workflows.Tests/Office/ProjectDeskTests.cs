using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Inbox;
using PmoFlow.Workflows.Tests.Import;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

public sealed class ProjectDeskTests
{
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
