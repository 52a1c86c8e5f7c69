using Xunit;

namespace PmoFlow.Domain.Tests;

public sealed class PluralTests
{
    [Theory]
    [InlineData("benefits", "benefit")]
    [InlineData("late status reports", "late status report")]
    [InlineData("needs that come too late", "need that comes too late")]
    [InlineData("open risks and issues", "open risk or issue")]
    [InlineData("projects nobody can rate", "project nobody can rate")]
    [InlineData("budget of the active project", "budget of the active project")]
    public void one_of_several_is_said_in_the_singular(string several, string one) => Assert.Equal(one, Plural.One(several));
}
