using System.Globalization;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Import;
using Xunit;

namespace PmoFlow.Domain.Tests.Import;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData("£12,343.96", "12343.96")]
    [InlineData("\u00a0£40.27 ", "40.27")]
    [InlineData("12.343,96 €", "12343.96")]
    [InlineData("1 234", "1234")]
    [InlineData("1\u202f234\u202f567,8", "1234567.8")]
    [InlineData("(50)", "-50")]
    [InlineData("-£1,000", "-1000")]
    [InlineData("£-1,000", "-1000")]
    [InlineData("1.2m", "1200000")]
    [InlineData("EUR 3 bn", "3000000000")]
    [InlineData("12'500.50 CHF", "12500.50")]
    [InlineData("1,23,456.70", "123456.70")]
    [InlineData("\uFFFD32.24", "32.24")]
    [InlineData("0.125", "0.125")]
    [InlineData(".5", "0.5")]
    [InlineData("1250 zł", "1250")]
    public void amount_is_read_as_people_write_it(string text, string amount)
    {
        Assert.True(AmountText.TryParse(text, DecimalMark.Unknown, out var read));
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TBD")]
    [InlineData("Data not provided")]
    [InlineData("12.34.5")]
    [InlineData("1,2,3")]
    [InlineData("12 or so")]
    [InlineData("30.06.08")]
    [InlineData("=1+1")]
    [InlineData("(50")]
    [InlineData("99999999999999999999999999")]
    public void what_is_no_amount_is_not_read_as_one(string text) => Assert.False(AmountText.TryParse(text, DecimalMark.Unknown, out _));

    [Fact]
    public void amount_that_could_be_either_is_read_as_its_column_writes_them()
    {
        Assert.True(AmountText.TryParse("1.234", DecimalMark.Point, out var point));
        Assert.True(AmountText.TryParse("1.234", DecimalMark.Comma, out var comma));
        Assert.Equal((1.234m, 1234m), (point, comma));
        Assert.Equal(DecimalMark.Unknown, AmountText.Shows("1.234"));
        Assert.Equal(DecimalMark.Comma, AmountText.Shows("1.234,5"));
        Assert.Equal(DecimalMark.Point, AmountText.Shows("12.5"));
        Assert.Equal(DecimalMark.Comma, AmountText.Shows("1.234.567"));
        Assert.Equal(DecimalMark.Unknown, AmountText.Shows("250"));
    }

    [Theory]
    [InlineData("30.06.08", "2008-06-30")]
    [InlineData("01.12.98", "1998-12-01")]
    [InlineData("31.12.40", "2040-12-31")]
    [InlineData("2014-07-08", "2014-07-08")]
    [InlineData("2014-07-08T09:30:00Z", "2014-07-08")]
    [InlineData("20140708", "2014-07-08")]
    [InlineData("8 July 2014", "2014-07-08")]
    [InlineData("1st Apr 2016", "2016-04-01")]
    [InlineData("April 1, 2016", "2016-04-01")]
    [InlineData("08/07/2014", "2014-07-08")]
    [InlineData("07/28/2014 10:00 AM", "2014-07-28")]
    [InlineData("1-Apr-16", "2016-04-01")]
    public void date_is_read_as_people_write_it(string text, string day)
    {
        Assert.True(DateText.TryParse(text, DateOrder.Unknown, out var read));
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("31.02.2020")]
    [InlineData("soon")]
    [InlineData("13/13/2013")]
    [InlineData("12345")]
    [InlineData("2020")]
    [InlineData("1/2")]
    public void what_is_no_date_is_not_read_as_one(string text) => Assert.False(DateText.TryParse(text, DateOrder.Unknown, out _));

    [Fact]
    public void whole_column_decides_whether_the_day_comes_first()
    {
        var column = new ColumnProfile();
        foreach (var value in (string[])["08/07/2014", "01/02/2015", "not known", "12/25/2015"])
            column.Add(value);
        Assert.Equal(DateOrder.MonthFirst, column.DateOrder);
        Assert.Equal(2, column.AmbiguousDates);
        Assert.True(DateText.TryParse("08/07/2014", column.DateOrder, out var read));
        Assert.Equal(new DateOnly(2014, 8, 7), read);
    }

    [Theory]
    [InlineData("2019", "2019")]
    [InlineData("FY 2019", "2019")]
    [InlineData("2018/19", "2019")]
    [InlineData("2018-19", "2019")]
    [InlineData("2018-03", "2018-03")]
    [InlineData("03/2018", "2018-03")]
    [InlineData("March 2018", "2018-03")]
    [InlineData("Q2 2018", "2018-06")]
    [InlineData("2018-09-30", "2018-09")]
    public void period_is_a_year_or_a_month(string text, string period)
    {
        Assert.True(PeriodText.TryParse(text, DateOrder.Unknown, out var read));
        Assert.Equal(period, read);
    }

    [Fact]
    public void year_comes_after_its_months()
    {
        Assert.Equal(["2018-12", "2018", "2019-01"], ((string[])["2019-01", "2018", "2018-12"]).OrderBy(PeriodText.Order, StringComparer.Ordinal));
        Assert.Equal("2018", PeriodText.InFileName("returns_2018.csv"));
        Assert.Equal(["2026-08", "2026-10", "2026-08", "2026-08", "2026-08", "2026-12"], ((string[])["returns_2026-08.csv", "returns_2026-10.csv", "202608.csv",
            "returns 2026-08-31.csv", "Returns Aug 2026.csv", "returns_december_2026.csv"]).Select(PeriodText.InFileName));
        Assert.Equal("2026", PeriodText.InFileName("marketing 2026.csv"));
        Assert.Null(PeriodText.InFileName("returns_120187.csv"));
    }

    [Theory]
    [InlineData("Amber/red", HealthRating.AmberRed)]
    [InlineData(" GREEN ", HealthRating.Green)]
    [InlineData("on track", HealthRating.Green)]
    [InlineData("A", HealthRating.Amber)]
    public void rating_is_read_in_the_words_of_many_offices(string text, HealthRating rating)
    {
        Assert.True(RatingText.TryParse(text, out var read));
        Assert.Equal(rating, read);
    }

    [Fact]
    public void sentence_why_a_rating_is_withheld_is_no_rating() =>
        Assert.False(RatingText.TryParse("Withheld because green would tell competitors too much", out _));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" +cmd", "' +cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("-5", "-5")]
    [InlineData("+44", "+44")]
    [InlineData("plain", "plain")]
    public void formula_is_defused_and_a_number_keeps_its_sign(string cell, string safe) => Assert.Equal(safe, CellText.Defuse(cell));

    [Fact]
    public void cell_loses_what_a_damaged_encoding_left_and_keeps_its_lines() =>
        Assert.Equal("Quantum\nsystem", CellText.Clean("\uFEFF Quantum\u009d\r\nsystem\u0000\u00a0"));
}
