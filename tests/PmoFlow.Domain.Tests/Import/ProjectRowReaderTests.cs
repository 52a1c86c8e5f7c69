using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Domain.Tests.Import;

public sealed class ProjectRowReaderTests
{
    private static readonly ImportMapping Mapping = new([
        new(0, "Name", ImportTargets.Name), new(1, "RAG", ImportTargets.Rating), new(2, "Cost", ImportTargets.Budget),
        new(3, "Start", ImportTargets.Start), new(4, "End", ImportTargets.End), new(5, "Sponsor", null), new(6, "Mail", ImportTargets.LeadEmail)])
    {
        Period = "2025",
        AmountScale = 1_000_000,
    };

    [Fact]
    public void sentence_where_a_figure_is_expected_is_kept_and_noted()
    {
        var row = Read("Harbour", "Amber", "to be agreed", "soon", "2025-01-01", "Kim", "kim");
        Assert.Null(row.Budget);
        Assert.Null(row.Sighting.Start);
        Assert.Equal("to be agreed", row.Fields["Cost"]);
        Assert.Equal("soon", row.Fields["Start"]);
        Assert.Equal("kim", row.Fields["Mail"]);
        Assert.Equal("Kim", row.Fields["Sponsor"]);
        Assert.Equal(["Start", "Cost", "Mail"], row.Problems.Select(p => p.Column));
    }

    [Fact]
    public void reason_why_a_rating_is_withheld_is_the_trace_of_an_unknown_one()
    {
        var row = Read("Harbour", "Withheld until the audit is done");
        Assert.Equal(HealthRating.Unknown, row.Rating);
        Assert.Equal("Unknown for 2025: Withheld until the audit is done", Assert.Single(row.Trace));
    }

    [Fact]
    public void amounts_count_in_what_the_import_says() => Assert.Equal(1_500_000m, Read("Harbour", "Red", "1.5").Budget);

    [Fact]
    public void end_with_a_short_year_is_in_the_century_after_the_start()
    {
        Assert.Equal(new DateOnly(2070, 12, 31), Read("Harbour", "Red", "", "01.01.98", "31.12.70").Sighting.End);
        Assert.Single(Read("Harbour", "Red", "", "2020-01-01", "2019-01-01").Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" - ")]
    public void row_without_a_name_is_not_taken(string name) => Assert.Equal("Name",
        Assert.IsType<ReadRow<ProjectRow>.NotTaken>(ProjectRowReader.Read(Mapping, [name, "Red"])).Problem.Column);

    [Fact]
    public void row_without_a_period_is_not_taken() =>
        Assert.IsType<ReadRow<ProjectRow>.NotTaken>(ProjectRowReader.Read(Mapping with { Period = null }, ["Harbour", "Red"]));

    [Fact]
    public void same_return_saved_with_other_columns_in_front_says_the_same()
    {
        var moved = Mapping with { Columns = [.. Mapping.Columns.Select(c => c with { Index = 6 - c.Index })] };
        var there = Read("Harbour", "Red", "£1.50", "", "", "Kim", "");
        var here = Assert.IsType<ReadRow<ProjectRow>.Read>(ProjectRowReader.Read(moved, ["", "Kim", "", "", "1.5", "red", "Harbour"])).Row;
        Assert.Equal(there.Sighting.Hash, here.Sighting.Hash);
        Assert.NotEqual(there.Sighting.Hash, Read("Harbour", "Red", "£1.51", "", "", "Kim", "").Sighting.Hash);
    }

    [Fact]
    public void name_of_many_characters_is_cut_and_kept_whole_as_a_field()
    {
        var name = new string('x', 500);
        var row = Read(name, "Red");
        Assert.Equal(200, row.Sighting.Name.Length);
        Assert.Equal(name, row.Fields["Name"]);
    }

    private static ProjectRow Read(params string[] cells) => Assert.IsType<ReadRow<ProjectRow>.Read>(ProjectRowReader.Read(Mapping, cells)).Row;
}
