using PmoFlow.Bench.Year;
using Xunit;

namespace PmoFlow.Embedded.Tests;

/// <summary>Four months of a few projects; a year of 500 by <c>dotnet run -c Release --project bench/PmoFlow.Bench -- trial year --runs 500</c>.</summary>
public sealed class YearTests
{
    [Fact]
    public async Task year_of_projects_loses_no_report_escalates_as_the_process_says_and_adds_up() =>
        Assert.StartsWith("6 projects", await YearTrial.Run(6, months: 4), StringComparison.Ordinal);
}
