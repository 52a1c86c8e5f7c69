using System.Text.Json;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Workflows.Tests.Office;

/// <summary>Rows outlive programs: one that was written before a member existed reads as one where it is empty.</summary>
public sealed class EarlierRowsTests
{
    [Fact]
    public async Task rows_that_lack_later_members_are_read_as_empty()
    {
        await using var office = await TestOffice.Open();
        var request = await office.Request(await office.InDelivery());
        var project = await office.Project(request.Project!.Value);

        var earlierRequest = JsonSerializer.SerializeToNode(request, OfficeJson.Default.RequestRecord)!.AsObject();
        var earlierProject = JsonSerializer.SerializeToNode(project, OfficeJson.Default.ProjectRecord)!.AsObject();
        Assert.True(earlierRequest.Remove("stagesLeft"));
        Assert.True(earlierProject.Remove("fields"));

        Assert.Empty(earlierRequest.Deserialize(OfficeJson.Default.RequestRecord)!.StagesLeft);
        Assert.Empty(earlierProject.Deserialize(OfficeJson.Default.ProjectRecord)!.Fields);
    }
}
