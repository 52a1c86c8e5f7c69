using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Organisation;
using Xunit;

namespace PmoFlow.Workflows.Tests.Organisation;

public sealed class OrganisationFileTests
{
    private const string Yaml = """
        units:
          finance: { name: Finance }
          ledger: { name: Ledger, parent: finance }
        people:
          Kim@Example.org: { name: Kim Ö., unit: ledger, roles: [analyst, approver, analyst] }
        """;

    [Fact]
    public void units_and_people_are_read()
    {
        var chart = Assert.IsType<FileReading<OrganisationChart>.Accepted>(OrganisationFile.Read("office.yaml", Yaml)).Value;

        Assert.Equal([new Unit(new("finance"), "Finance"), new Unit(new("ledger"), "Ledger", new("finance"))], chart.Units);
        var kim = Assert.Single(chart.People);
        Assert.Equal(("kim@example.org", "Kim Ö.", "ledger"), (kim.Email, kim.Name, kim.Unit.Value));
        Assert.Equal([Role.Analyst, Role.Approver], kim.Roles);
    }

    [Theory]
    [InlineData("parent: finance", "parent: finace", 3, "There is no unit 'finace' above this line (did you mean 'finance'?")]
    [InlineData("parent: finance", "parent: ledger", 3, "There is no unit 'ledger' above this line")]
    [InlineData("unit: ledger", "unit: sales", 5, "There is no unit 'sales' above this line (known: finance, ledger)")]
    [InlineData("analyst, approver, analyst", "analist", 5, "'analist' is unknown as 'roles' (did you mean 'analyst'?")]
    [InlineData("analyst, approver, analyst", "requester", 5, "'requester' is unknown as 'roles'")]
    [InlineData("[analyst, approver, analyst]", "[]", 5, "'roles' has 0 entries")]
    [InlineData("Kim@Example.org", "Kim", 5, "'kim' is no mail address")]
    [InlineData("people:\n", "people:\n  kim@example.org: { name: Kim, unit: ledger, roles: [analyst] }\n", 6, "'kim@example.org' is here twice")]
    [InlineData("name: Kim Ö., ", "", 5, "'Kim@Example.org' lacks 'name'")]
    [InlineData("name: Kim Ö.", "name: Kim Ö., nick: kim", 5, "'Kim@Example.org' has no property 'nick'")]
    [InlineData("ledger: {", "Ledger: {", 3, "'Ledger' cannot be a name")]
    public void defects_are_told_as_those_of_lifecycles(string passage, string replacement, int line, string reason)
    {
        var refused = OrganisationFile.Read("office.yaml", Yaml.Replace(passage, replacement, StringComparison.Ordinal));

        Assert.StartsWith(
            $"office.yaml:{line}: {reason}", Assert.IsType<FileReading<OrganisationChart>.Refused>(refused).Defects[0].ToString(), StringComparison.Ordinal);
    }
}
