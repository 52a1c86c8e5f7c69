using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Organisation;

public sealed class UnitCalendarTests
{
    // Wednesdays are days off there.
    private static readonly BusinessCalendar South = new(TimeZoneInfo.Utc, Enumerable.Range(0, 60).Select(week => new DateOnly(2026, 11, 25).AddDays(7 * week)).ToHashSet());

    [Fact]
    public async Task deadlines_of_a_units_requests_and_projects_go_by_its_calendar_which_teams_inherit()
    {
        await using var office = await Open();
        await Take(office, "id,name,parent,from,calendar\noperations,Operations,,2026-11-23,south\nfinance,Finance,operations,2026-11-23,");
        var id = await office.Submit();
        var request = await office.Request(id);
        var screening = (LifecycleStage.Screening)office.Get<LifecycleLibrary>().Get(request.Lifecycle).Stage(request.Stage);
        var wait = Assert.Single(request.Waiting);
        Assert.Equal(screening.ServiceLevel.After(wait.Since, South), wait.Due);
        Assert.NotEqual(screening.ServiceLevel.After(wait.Since, BusinessCalendar.Plain), wait.Due);

        // What runs keeps the deadline that people were told; what begins from now on goes by the new calendar.
        await Take(office, "id,name,parent,from,calendar\noperations,Operations,,2026-11-24,");
        await office.Pass(TimeSpan.FromDays(1));
        await office.Restart();
        Assert.Equal(wait.Due, Assert.Single((await office.Request(id)).Waiting).Due);
        var later = Assert.Single((await office.Request(await office.Submit("Another"))).Waiting);
        Assert.Equal(screening.ServiceLevel.After(later.Since, BusinessCalendar.Plain), later.Due);
    }

    [Fact]
    public async Task status_reports_of_a_project_are_due_by_its_units_calendar()
    {
        await using var office = await Open();
        await Take(office, "id,name,parent,from,calendar\nfinance,Finance,,2026-11-23,south");
        var project = await office.Project((await office.Request(await office.InDelivery())).Project!.Value);
        for (var week = 0; week < 5; week++)
            await office.Pass(TimeSpan.FromDays(7));

        var plan = ((LifecycleStage.Delivery)office.Get<LifecycleLibrary>().Get(project.Lifecycle).Stage(project.Stage)).Status!;
        var report = (await office.Get<DeliveryQueries>().Reports(project.Id))[0];
        Assert.Equal(plan.Report.Due.After(report.AskedAt, South), report.Due);
        Assert.NotEqual(plan.Report.Due.After(report.AskedAt, BusinessCalendar.Plain), report.Due);
    }

    [Fact]
    public async Task calendar_comes_with_the_file_holds_from_its_day_and_stays_where_a_file_says_nothing_of_it()
    {
        await using var office = await Open();
        Assert.Equal(new OrganisationImported(1, 1), await Take(office, "id,name,calendar\nlab,Laboratory,south"));
        Assert.Equal(new OrganisationImported(1, 0), await Take(office, "id,name\nlab,Laboratory"));
        Assert.Equal(new OrganisationImported(1, 1), await Take(office, "id,name,from,calendar\nlab,Laboratory,2026-12-01,"));
        var register = office.Get<UnitRegister>();
        Assert.Equal(("south", null), ((await register.Tree(new(2026, 11, 30))).Find(new("lab"))!.Calendar, (await register.Tree(new(2026, 12, 1))).Find(new("lab"))!.Calendar));
        Assert.Equal(["Laboratory begins, as a function; Laboratory works by the calendar 'south'.", "Laboratory works by the calendar of what it belongs to."],
            (await register.Changes()).Select(change => change.What).Order());

        var refused = await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes("id,name,calendar\nnew,New,north")), TestPeople.Analyst);
        Assert.Equal("Row 2, calendar: there is no calendar 'north'; there are south.",
            Assert.Single(Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<OrganisationImported>.Refused>(refused).Refusal).Errors).Message);
    }

    private static Task<TestOffice> Open() => TestOffice.Open(calendars: new Dictionary<string, BusinessCalendar> { ["south"] = South });

    private static async Task<OrganisationImported> Take(TestOffice office, string units) => Assert.IsType<Outcome<OrganisationImported>.Done>(
        await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes(units)), TestPeople.Analyst)).Value;
}
