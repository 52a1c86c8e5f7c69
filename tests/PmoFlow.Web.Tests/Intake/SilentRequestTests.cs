using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class SilentRequestTests(SilentRequestTests.SparingOffice office) : IClassFixture<SilentRequestTests.SparingOffice>
{
    [Fact]
    public async Task page_of_a_request_that_no_mail_tells_of_says_so_and_why()
    {
        var (told, first) = await office.Submit("The first of the day");
        var (silent, second) = await office.Submit("The second of the day");

        Assert.Single(await office.MailsTo("ann@example.org", told));
        Assert.Empty(await office.MailsTo("ann@example.org", silent));
        Assert.DoesNotContain("No mail says", await office.Anybody.Page(first), StringComparison.Ordinal);
        var page = await office.Anybody.Page(second);
        Assert.Contains("No mail says that this request arrived", page, StringComparison.Ordinal);
        Assert.Contains("1 request was sent in the name of this mail address that day.", page, StringComparison.Ordinal);
    }

    public sealed class SparingOffice : TestOffice
    {
        protected override void AddMore(IServiceCollection services) =>
            services.AddSingleton(new OfficeSettings("Test Office", "EUR", PublicUrl, BusinessCalendar.Plain) { MostReceiptsPerDay = 1 });
    }
}
