using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Files;
using PmoFlow.Workflows.Tests.Lifecycles;
using Xunit;

namespace PmoFlow.Workflows.Tests.Organisation;

public sealed class DemoOrganisationTests
{
    private static readonly OrganisationChart Demo = Assert.IsType<FileReading<OrganisationChart>.Accepted>(
        OrganisationFile.Read("demo-organisation.yaml", RepositoryFiles.ReadWorkflow("demo-organisation.yaml"))).Value;

    [Fact]
    public void every_role_that_needs_an_entry_has_somebody()
    {
        foreach (var role in Enum.GetValues<Role>().Where(r => r != Role.Requester))
            Assert.Contains(Demo.People, p => p.Is(role));
        Assert.True(Demo.People.Count(p => p.Is(Role.Approver)) >= 3);
    }

    [Fact]
    public void every_function_has_somebody_who_delivers() =>
        Assert.All(Demo.Units, unit => Assert.Contains(Demo.People, p => p.Unit == unit.Id && p.Is(Role.DeliveryLead)));

    [Fact]
    public void requests_of_the_standard_form_are_for_its_units() => Assert.Equal(
        Demo.Units.Select(u => (u.Id.Value, u.Name)).Order(),
        StandardLifecycleTests.Standard().Form.Fields.Single(f => f.Purpose == FieldPurpose.Unit).Choices!.Select(c => (c.Value, c.Label)).Order());

    [Fact]
    public void accents_survive() => Assert.Contains(Demo.People, p => p.Name == "Łukasz Nowak" && p.Email == "lukasz.nowak@example.org");
}
