using PmoFlow.Workflows.Operations;
using Xunit;

namespace PmoFlow.Workflows.Tests.Operations;

/// <summary>An operator gets from an instance to what it works for.</summary>
public sealed class InstanceSubjectTests
{
    [Theory]
    [InlineData("R-7K2M", "R-7K2M", null, null, null)]
    [InlineData("R-7K2M:gate:1:finance", "R-7K2M", null, null, null)]
    [InlineData("R-7K2M:stop:3", "R-7K2M", null, null, null)]
    [InlineData("R-7K2M|m-20261123:1", "R-7K2M", null, null, null)]
    [InlineData("P-R-7K2M:health:3", "R-7K2M", "P-R-7K2M", null, null)]
    [InlineData("P-GMPP-12:status", null, "P-GMPP-12", null, null)]
    [InlineData("A-R-7K2M-2", "R-7K2M", "P-R-7K2M", "A-R-7K2M-2", null)]
    [InlineData("I-4:0", null, null, null, "I-4")]
    [InlineData("trial:9", null, null, null, null)]
    public void id_says_what_an_instance_works_for(string id, string? request, string? project, string? action, string? import)
    {
        var subject = InstanceSubject.Of(id);

        Assert.Equal((request, project, action, import), (subject.Request?.Value, subject.Project?.Value, subject.Action?.Value, subject.Import));
    }
}
