using FsCheck.Xunit;
using PmoFlow.Domain.Organisation;
using Xunit;

namespace PmoFlow.Domain.Tests.Organisation;

public sealed class MailAddressTests
{
    [Theory]
    [InlineData("kim@example.org")]
    [InlineData("kim.o+pmo@mail.example.org")]
    [InlineData("o'connor@example.org")]
    [InlineData("jörg@exämple.org")]
    [InlineData("root@localhost")]
    public void addresses_of_one_mailbox_are_valid(string text) => Assert.True(MailAddress.IsValid(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("kim")]
    [InlineData("@example.org")]
    [InlineData("kim@")]
    [InlineData("kim@@example.org")]
    [InlineData("kim@example..org")]
    [InlineData(".kim@example.org")]
    [InlineData("kim@-example.org")]
    [InlineData("kim@example.org-")]
    [InlineData("Kim <kim@example.org>")]
    [InlineData("kim@example.org, lee@example.org")]
    [InlineData("kim@example.org;lee@example.org")]
    [InlineData("kim@example.org\nBcc: lee@example.org")]
    [InlineData("\"kim lee\"@example.org")]
    [InlineData("kim lee@example.org")]
    public void what_could_be_something_else_is_not(string? text) => Assert.False(MailAddress.IsValid(text));

    [Fact]
    public void lengths_are_those_of_mail()
    {
        Assert.True(MailAddress.IsValid($"{new string('k', 64)}@example.org"));
        Assert.False(MailAddress.IsValid($"{new string('k', 65)}@example.org"));
        Assert.True(MailAddress.IsValid("k@e"));
        Assert.True(MailAddress.IsValid($"kim@{new string('e', 63)}.org"));
        var longest = $"kim@{string.Join('.', Enumerable.Repeat(new string('e', 49), 5))}";
        Assert.True(MailAddress.IsValid(longest + "e"));
        Assert.Equal(MailAddress.MaxLength, (longest + "e").Length);
        Assert.False(MailAddress.IsValid(longest + "ee"));
        Assert.False(MailAddress.IsValid($"kim@{new string('e', 64)}.org"));
        Assert.False(MailAddress.IsValid($"kim@{string.Join('.', Enumerable.Repeat("example", 40))}.org"));
    }

    [Property(MaxTest = 2_000)]
    public void nothing_valid_could_add_a_header_or_a_recipient(string text)
    {
        if (MailAddress.IsValid(text))
            Assert.DoesNotContain(text, c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"' or ':');
    }

    [Fact]
    public void people_are_compared_in_lower_case() => Assert.Equal("kim@example.org", Person.Normalise("  Kim@Example.ORG "));
}
