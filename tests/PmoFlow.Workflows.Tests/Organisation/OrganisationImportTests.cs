using System.Text;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Organisation;

public sealed class OrganisationImportTests
{
    private const string Units = """
        name,id,parent,from,to
        Payments,payments,retail,2024-01-01,
        Payments and cards,payments,wholesale,2026-04-01,
        Retail bank,retail,,,
        Wholesale bank,wholesale,,2023-07-01,
        Branches,branches,retail,2020-01-01,2025-12-31
        """;

    [Fact]
    public async Task units_come_with_their_history_whatever_the_order_of_rows_and_a_second_time_changes_nothing()
    {
        await using var office = await TestOffice.Open();
        Assert.Equal(new OrganisationImported(5, 5), await Take(office, Units));

        var earlier = await office.Get<UnitRegister>().Tree(new(2025, 3, 31));
        var now = await office.Get<UnitRegister>().Tree(new(2026, 11, 23));
        Assert.Equal(["branches", "payments"], earlier.Children(new("retail")).Select(unit => unit.Id.Value));
        Assert.Equal("Payments", earlier.Find(new("payments"))!.Name);
        Assert.Equal(["Payments and cards"], now.Children(new("wholesale")).Select(unit => unit.Name));
        Assert.Null(now.Find(new("branches")));
        Assert.Null((await office.Get<UnitRegister>().Tree(new(2023, 6, 30))).Find(new("wholesale")));

        Assert.Equal(new OrganisationImported(5, 0), await Take(office, Units));
        var changes = await office.Get<UnitRegister>().Changes();
        Assert.Equal(5, changes.Count);
        Assert.Contains(changes, change => change.What == "Payments is called Payments and cards; Payments and cards moves from retail to wholesale."
            && change.From == new DateOnly(2026, 4, 1) && change.By == TestPeople.Analyst.Email);
    }

    [Theory]
    [InlineData("id,name\nA B,Wrong", "Row 2, id: 'A B' is no id")]
    [InlineData("id,name,parent\na,A,nowhere", "Row 2, parent: there is no unit 'nowhere'")]
    [InlineData("id,name,from\na,A,31.12.2025", "Row 2, from: '31.12.2025' is no day")]
    [InlineData("id,parent\na,b", "The file has no column 'name'")]
    [InlineData("id,name,parent\na,A,b\nb,B,a", "would belong to itself")]
    [InlineData("id,name,from,to\na,A,2026-01-01,2025-01-01", "would end before it begins")]
    public async Task wrong_row_is_refused_with_its_number_and_why(string file, string why)
    {
        await using var office = await TestOffice.Open();
        var outcome = await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes(file)), TestPeople.Analyst);
        var refused = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<OrganisationImported>.Refused>(outcome).Refusal);
        Assert.Contains(why, refused.Errors[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,name,parent,from\noperations,Operations,technology,2026-12-01\ntechnology,Technology,operations,2026-12-01", "Row 2, parent: operations would belong to itself")]
    [InlineData("id,name,parent,from\nnew,New,,\noperations,Operations,technology,2026-12-01\nfinance,Finance,nowhere,2026-12-01", "Row 4, parent: there is no unit 'nowhere'")]
    [InlineData("id,name,parent,from\nnew,New,,\noperations,Operations,technology,", "Row 3, from: operations is there already; say from which day on")]
    public async Task file_with_one_wrong_row_changes_nothing_at_all(string file, string why)
    {
        await using var office = await TestOffice.Open();
        var before = await office.Get<OfficeDirectory>().Units();
        var outcome = await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes(file)), TestPeople.Analyst);
        var refused = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<OrganisationImported>.Refused>(outcome).Refusal);

        Assert.Contains(refused.Errors, error => error.Message.StartsWith(why, StringComparison.Ordinal));
        Assert.Equal(before.Select(unit => (unit.Id, unit.Name, unit.Parent, unit.From)), (await office.Get<OfficeDirectory>().Units()).Select(unit => (unit.Id, unit.Name, unit.Parent, unit.From)));
        Assert.Empty(await office.Get<UnitRegister>().Changes());
    }

    [Theory]
    [InlineData("operations,Operations,technology,2020-01-01,", "Row 2, from: operations is there already, and what it was before 2026-11-01 is not rewritten: say that day or a later one, not 2020-01-01.")]
    [InlineData("operations,Operations,technology,2026-10-31,", "Row 2, from: operations is there already")]
    [InlineData("operations,Operations,,,2026-10-31", "Row 2, to: operations was there before 2026-11-01, and what has been is not rewritten: let it end on that day or a later one, not on 2026-10-31.")]
    public async Task unit_that_never_changed_keeps_the_months_that_are_over(string row, string why)
    {
        await using var office = await TestOffice.Open();
        var outcome = await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes("id,name,parent,from,to\n" + row)), TestPeople.Analyst);
        var refused = Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<OrganisationImported>.Refused>(outcome).Refusal);
        Assert.StartsWith(why, Assert.Single(refused.Errors).Message, StringComparison.Ordinal);
        Assert.Null((await office.Get<UnitRegister>().Tree(new(2021, 1, 1))).Find(new("operations"))!.Parent);
        Assert.NotNull((await office.Get<UnitRegister>().Tree(new(2026, 11, 30))).Find(new("operations")));
        Assert.Equal(new OrganisationImported(1, 1), await Take(office, "id,name,parent,from\noperations,Operations,technology,2026-11-01"));
    }

    [Fact]
    public async Task history_can_be_corrected_in_the_month_in_which_it_was_entered_and_stays_after_that()
    {
        await using var office = await TestOffice.Open();
        await Take(office, Units);
        const string Corrected = "id,name,parent,from\npayments,Payments and chequebooks,wholesale,2026-04-01";
        Assert.Equal(new OrganisationImported(1, 1), await Take(office, Corrected));
        Assert.Equal("Payments and chequebooks", (await office.Get<UnitRegister>().Tree(new(2026, 4, 1))).Find(new("payments"))!.Name);

        await office.Pass(TimeSpan.FromDays(10));
        Assert.Equal(new OrganisationImported(1, 0), await Take(office, Corrected));
        var late = await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes("id,name,parent,from\npayments,Cheques,wholesale,2026-04-01")), TestPeople.Analyst);
        Assert.StartsWith("Row 2, from: payments is there already", Assert.Single(Assert.IsType<Refusal.Invalid>(Assert.IsType<Outcome<OrganisationImported>.Refused>(late).Refusal).Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task units_can_change_places_and_more_than_one_batch_holds_come_at_once()
    {
        await using var office = await TestOffice.Open();
        Assert.Equal(new OrganisationImported(2, 2), await Take(office, "id,name,parent\nupper,Upper,\nlower,Lower,upper"));
        Assert.Equal(new OrganisationImported(2, 2), await Take(office, "id,name,parent,from\nupper,Upper,lower,2026-12-01\nlower,Lower,,2026-12-01"));
        Assert.Equal(["lower", "upper"], (await office.Get<UnitRegister>().Tree(new(2026, 12, 1))).Path(new("upper")).Select(unit => unit.Id.Value));
        Assert.Equal(["upper", "lower"], (await office.Get<UnitRegister>().Tree(new(2026, 11, 30))).Path(new("lower")).Select(unit => unit.Id.Value));

        var many = "id,name\n" + string.Join('\n', Enumerable.Range(1, 150).Select(number => $"team-{number},Team {number}"));
        Assert.Equal(new OrganisationImported(150, 150), await Take(office, many));
        Assert.Equal(new OrganisationImported(150, 0), await Take(office, many));
    }

    [Fact]
    public async Task people_come_with_roles_and_each_change_is_recorded()
    {
        await using var office = await TestOffice.Open();
        const string People = "email;name;unit;roles\nZoe@Example.org;Zoë;finance;deliveryLead approver\nkwame.mensah@example.org;Kwame Mensah;finance;deliveryLead";
        Assert.Equal(new OrganisationImported(2, 2), Done(await office.Get<OrganisationImport>().People(new MemoryStream(Encoding.UTF8.GetBytes(People)), TestPeople.Analyst)));
        Assert.Equal(new OrganisationImported(2, 0), Done(await office.Get<OrganisationImport>().People(new MemoryStream(Encoding.UTF8.GetBytes(People)), TestPeople.Analyst)));

        Assert.Equal([Role.DeliveryLead, Role.Approver], (await office.Get<OfficeDirectory>().Find("zoe@example.org"))!.Roles);
        var changes = await office.Get<UnitRegister>().Changes();
        Assert.Equal(["Kwame Mensah moves from operations to finance.", "Zoë comes to finance: delivery lead, approver."], changes.Select(change => change.What).Order());
    }

    [Fact]
    public async Task people_of_a_file_come_all_or_none_where_one_batch_holds_them()
    {
        await using var office = await TestOffice.Open();
        var tables = new PeopleWrites(office.Get<ITableStore>());
        var import = new OrganisationImport(office.Get<UnitRegister>(), new OfficeDirectory(tables, office.Get<SummaryChanges>()), office.Get<OfficeSettings>(), office.Clock);
        var file = "email,name,unit,roles\n" + string.Join('\n', Enumerable.Range(1, 80).Select(number => $"person-{number}@example.org,Person {number},finance,deliveryLead"));
        // Somebody else writes one of them in between.
        tables.Meanwhile = () => office.Get<OfficeDirectory>().Put(new Person("person-7@example.org", "Seven", new("people"), []), TestContext.Current.CancellationToken);
        Assert.Equal(new OrganisationImported(80, 80), Done(await import.People(new MemoryStream(Encoding.UTF8.GetBytes(file)), TestPeople.Analyst, TestContext.Current.CancellationToken)));

        Assert.Equal([(80, false), (80, true)], tables.Said);
        Assert.Equal("Person 7", (await office.Get<OfficeDirectory>().Find("person-7@example.org", TestContext.Current.CancellationToken))!.Name);
        Assert.Contains(await office.Get<UnitRegister>().Changes(cancellation: TestContext.Current.CancellationToken), change => change.What.StartsWith("Seven is called Person 7", StringComparison.Ordinal));
    }

    [Fact]
    public async Task last_years_report_keeps_last_years_structure()
    {
        await using var office = await TestOffice.Open();
        await office.Submit(cost: 90_000);
        var lastDay = office.Get<Boards>().Today;
        await office.Pass(TimeSpan.FromDays(40));
        await Take(office, FormattableString.Invariant($"id,name,parent,from\nfinance,Money,operations,{lastDay.AddDays(39):yyyy-MM-dd}"));

        var (before, now) = (await office.Get<Boards>().At(lastDay), await office.Get<Boards>().Now());
        Assert.Equal((90_000, 0), (before.Total(new UnitId("finance")).Total(Measure.Pipeline), before.Total(new UnitId("operations")).Total(Measure.Pipeline)));
        Assert.Equal(90_000, now.Total(new UnitId("operations")).Total(Measure.Pipeline));
        Assert.Equal(("Finance", "Money"), (before.Tree.Find(new("finance"))!.Name, now.Tree.Find(new("finance"))!.Name));
    }

    /// <summary>Hears how many people are written at once, and lets somebody else write one before the first time.</summary>
    private sealed class PeopleWrites(ITableStore inner) : ITableStore
    {
        public Func<Task>? Meanwhile { get; set; }

        public List<(int People, bool Written)> Said { get; } = [];

        public Task<Stored<T>?> Find<T>(TableReference<T> table, TableKey key, CancellationToken cancellation = default) where T : class =>
            inner.Find(table, key, cancellation);

        public IAsyncEnumerable<Stored<T>> Scan<T>(TableReference<T> table, string partition, RowRange rows = default, CancellationToken cancellation = default) where T : class =>
            inner.Scan(table, partition, rows, cancellation);

        public async Task<WriteOutcome> Write(TableBatch batch, CancellationToken cancellation = default)
        {
            if (batch.Table != OfficeTables.People.Table || batch.Partition != "people")
                return await inner.Write(batch, cancellation);
            if (Meanwhile is { } meanwhile)
            {
                Meanwhile = null;
                await meanwhile();
            }
            var outcome = await inner.Write(batch, cancellation);
            Said.Add((batch.Operations.Count, outcome is WriteOutcome.Written));
            return outcome;
        }
    }

    private static async Task<OrganisationImported> Take(TestOffice office, string units) =>
        Done(await office.Get<OrganisationImport>().Units(new MemoryStream(Encoding.UTF8.GetBytes(units)), TestPeople.Analyst));

    private static OrganisationImported Done(Outcome<OrganisationImported> outcome) => Assert.IsType<Outcome<OrganisationImported>.Done>(outcome).Value;
}
