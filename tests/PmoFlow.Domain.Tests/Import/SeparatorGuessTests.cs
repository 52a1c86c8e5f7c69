using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Domain.Tests.Import;

public sealed class SeparatorGuessTests
{
    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", ';')]
    [InlineData("a\tb\n1, 2\t3\n", '\t')]
    [InlineData("a|b|c\nx, y|2|3\n", '|')]
    [InlineData("name;aim\nA;\"one, two\nthree, four; five\"\nB;\"x, y\"\n", ';')]
    [InlineData("sep=;\na,b;c\n", ';')]
    [InlineData("only\none\ncolumn\n", ',')]
    [InlineData("name,note\nA,\"he said \"\"no;no;no\"\"\"\nB,\"\"\n", ',')]
    public void separator_is_what_gives_every_record_as_many_values(string text, char separator) =>
        Assert.Equal(separator, SeparatorGuess.Of(text, isWhole: true));
}
