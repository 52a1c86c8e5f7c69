using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Domain.Tests.Import;

public sealed class MappingProposalTests
{
    [Theory]
    [InlineData("Project Title", ImportTargets.Name, "Harbour", "Canal")]
    [InlineData("projectName", ImportTargets.Name, "Harbour", "Canal")]
    [InlineData("Dept.", ImportTargets.Unit, "Ports", "Rail")]
    [InlineData("RAG Status", ImportTargets.Rating, "Amber", "Red")]
    [InlineData("IPA Delivery Confidence Assessment", ImportTargets.Rating, "Amber/Red", "Exempt, and here is a long reason why that is so for this year's return")]
    [InlineData("Commentary on RAG", ImportTargets.RatingComment, "It went up", "It went down")]
    [InlineData("Start Date", ImportTargets.Start, "2020-01-01", "TBC")]
    [InlineData("Financial Year", ImportTargets.Period, "2018/19", "2019/20")]
    [InlineData("Whole Life Cost (£m)", ImportTargets.Budget, "£1.2", "withheld")]
    [InlineData("Annual budget", ImportTargets.YearlyBaseline, "12", "13")]
    [InlineData("SRO e-mail", ImportTargets.LeadEmail, "a@example.org", "b@example.org")]
    [InlineData("Project lead", ImportTargets.LeadEmail, "a@example.org", "b@example.org", "")]
    [InlineData("Project lead", ImportTargets.LeadName, "Ann Doe", "Bo Ek")]
    [InlineData("Favourite colour", ImportTargets.Rating, "Green", "Red", "Amber", "Red")]
    [InlineData("Start Date", null, "soon", "later")]
    [InlineData("Shoe size", null, "42", "43")]
    public void column_is_proposed_from_heading_and_values(string heading, string? target, params string[] values)
    {
        var profile = new ColumnProfile();
        foreach (var value in values)
            profile.Add(value);
        Assert.Equal(target, MappingProposal.Propose([heading], [profile], ImportTargets.Projects).Columns[0].Target);
    }

    [Fact]
    public void no_target_is_given_to_two_columns()
    {
        var mapping = MappingProposal.Propose(["Name", "Project name", "Title"], [new(), new(), new()], ImportTargets.Projects);
        Assert.Equal([null, ImportTargets.Name, null], mapping.Columns.Select(c => c.Target));
    }

    [Fact]
    public void mapping_that_cannot_work_is_refused_by_what_is_wrong()
    {
        var mapping = new ImportMapping([new(0, "A", "colour"), new(1, "B", ImportTargets.Unit), new(2, "C", ImportTargets.Unit), new(9, "D", null)]) { AmountScale = 7, Period = "soon" };
        var errors = mapping.Check(ImportTargets.Projects, 3);
        Assert.Equal(["columns", "columns[0].target", "columns[2].target", "columns", "amountScale", "period"], errors.Select(e => e.Field));
    }

    [Fact]
    public void remembered_mapping_finds_its_columns_by_heading_in_another_order()
    {
        var found = new ImportMapping([new(0, "RAG", null), new(1, "Project name", null)]);
        var remembered = new ImportMapping([new(0, "project NAME", ImportTargets.Name), new(1, "rag", ImportTargets.Rating)]);
        Assert.Equal([ImportTargets.Rating, ImportTargets.Name], found.As(remembered).Columns.Select(c => c.Target));
        Assert.Equal(ImportMapping.Signature(ImportKind.Projects, ["RAG", "Project name"]), ImportMapping.Signature(ImportKind.Projects, ["project  name", "rag"]));
    }
}
