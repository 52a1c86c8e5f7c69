using PmoFlow.Domain.Health;
using Xunit;

namespace PmoFlow.Domain.Tests.Health;

public sealed class HealthRatingWordsTests
{
    [Fact]
    public void every_rating_reads_as_it_is_written()
    {
        foreach (var rating in Enum.GetValues<HealthRating>())
        {
            Assert.True(HealthRatingWords.TryParse(rating.Label(), out var read));
            Assert.Equal(rating, read);
            Assert.True(rating == HealthRating.Unknown || (HealthRatingWords.TryParse(rating.Letter(), out read) && read == rating));
        }
        Assert.Equal(Enum.GetValues<HealthRating>().Length, Enum.GetValues<HealthRating>().Select(r => r.Letter()).Distinct().Count());
    }

    [Theory]
    [InlineData("amber / red", HealthRating.AmberRed)]
    [InlineData("AMBER-GREEN", HealthRating.AmberGreen)]
    [InlineData("Yellow", HealthRating.Amber)]
    [InlineData(" red ", HealthRating.Red)]
    public void reads_ratings_as_people_write_them(string text, HealthRating rating)
    {
        Assert.True(HealthRatingWords.TryParse(text, out var read));
        Assert.Equal(rating, read);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Reset")]
    [InlineData("Exempt under Section 43 of the Freedom of Information Act 2000")]
    public void what_is_no_rating_is_unknown_and_says_so(string? text)
    {
        Assert.False(HealthRatingWords.TryParse(text, out var read));
        Assert.Equal(HealthRating.Unknown, read);
    }
}
