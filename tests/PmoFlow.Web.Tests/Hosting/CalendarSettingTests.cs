using PmoFlow.Domain.Organisation;
using PmoFlow.Host;
using Xunit;

namespace PmoFlow.Web.Tests.Hosting;

public sealed class CalendarSettingTests
{
    private static readonly DayOfWeek[] Gulf = [DayOfWeek.Sunday, DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday];

    [Fact]
    public void office_that_says_nothing_works_from_monday_to_friday()
    {
        Assert.Equal(Enum.GetValues<DayOfWeek>()[1..6], Read([]).Calendar.WorkingDays.Order());
        Assert.Equal(Enum.GetValues<DayOfWeek>()[1..6], Read([("Office:WorkingDays", "")]).Calendar.WorkingDays.Order());
    }

    [Theory]
    [InlineData("Sunday Monday Tuesday Wednesday Thursday")]
    [InlineData("sunday, monday,TUESDAY  wednesday, thursday , sunday")]
    public void days_of_a_week_are_written_in_one_line(string line) =>
        Assert.Equal(Gulf, Read([("Office:WorkingDays", line)]).Calendar.WorkingDays.Order());

    [Fact]
    public void days_of_a_week_are_written_as_a_list() =>
        Assert.Equal(Gulf, Read([.. Gulf.Select((day, at) => ($"Office:WorkingDays:{at}", day.ToString()))]).Calendar.WorkingDays.Order());

    [Fact]
    public void named_calendar_has_its_own_days_or_those_of_the_office()
    {
        var office = Read([("Office:WorkingDays", "Monday Tuesday"), ("Office:Calendars:gulf:WorkingDays", string.Join(' ', Gulf)), ("Office:Calendars:late:Opens", "11:00")]);

        Assert.Equal(Gulf, office.Calendars["gulf"].WorkingDays.Order());
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday], office.Calendars["late"].WorkingDays.Order());
    }

    [Theory]
    [InlineData("Office:WorkingDays", "Funday", "Office:WorkingDays holds 'Funday', which is no day of a week.")]
    [InlineData("Office:WorkingDays", "1", "Office:WorkingDays holds '1', which is no day of a week.")]
    [InlineData("Office:Calendars:gulf:WorkingDays", "Sunday-Thursday", "Office:Calendars:gulf:WorkingDays holds 'Sunday-Thursday', which is no day of a week.")]
    [InlineData("Office:Calendars:gulf:WorkingDays", " , ", "Office:Calendars:gulf:WorkingDays names no day.")]
    [InlineData("Office:WorkingDays:0", "", "Office:WorkingDays names no day.")]
    [InlineData("Office:Closes", "08:00", "Office:Closes is 08:00, but the day begins at 09:00.")]
    [InlineData("Office:DigestDay", "Funday", "Office:DigestDay is 'Funday', which is no day of a week.")]
    public void setting_that_cannot_be_used_is_refused_by_its_name(string setting, string value, string problem) =>
        Assert.StartsWith(problem, Assert.Throws<SettingRefusedException>(() => Read([(setting, value)])).Message, StringComparison.Ordinal);

    private static OfficeSettings Read((string Setting, string Value)[] settings) => OfficeConfiguration.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Setting, (string?)setting.Value))).Build());
}
