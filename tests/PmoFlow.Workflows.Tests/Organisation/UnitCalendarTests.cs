using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
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

    [Fact]
    public async Task units_are_read_once_for_many_deadlines_and_anew_when_any_process_has_changed_them()
    {
        await using var office = await Open();
        var tables = new CountedScans(office.Get<ITableStore>());
        var here = new UnitCalendars(new OfficeDirectory(tables, new SummaryChanges()), office.Get<OfficeSettings>(), office.Clock);
        for (var step = 0; step < 20; step++)
            Assert.Same(BusinessCalendar.Plain, await Calendar());
        Assert.Equal(1, tables.Scans);

        await Take(office, "id,name,parent,from,calendar\noperations,Operations,,2026-11-23,south\nfinance,Finance,operations,2026-11-23,");
        for (var step = 0; step < 20; step++)
            Assert.Same(South, await Calendar());
        Assert.Equal(2, tables.Scans);

        // Whoever changes a unit and ends before it is said is believed a minute later.
        await office.Get<ITableStore>().Upsert(OfficeTables.Units, new("units", "finance"), new Unit(new("finance"), "Finance"));
        office.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Same(BusinessCalendar.Plain, await Calendar());

        Task<BusinessCalendar> Calendar() => here.Of(new("finance"), TestContext.Current.CancellationToken);
    }

    private sealed class CountedScans(ITableStore inner) : ITableStore
    {
        public int Scans { get; private set; }

        public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class => inner.Find(table, key, cancellation);

        public IAsyncEnumerable<Stored<T>> Scan<T>(TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class
        {
            Scans++;
            return inner.Scan(table, partition, rows, cancellation);
        }

        public Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default) => inner.Write(batch, cancellation);
    }

    private static Task<TestOffice> Open() => TestOffice.Open(calendars: new Dictionary<string, BusinessCalendar> { ["south"] = South });

    private static async Task<OrganisationImported> Take(TestOffice office, string units) => Assert.IsType<Outcome<OrganisationImported>.Done>(
        await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes(units)), TestPeople.Analyst)).Value;
}
