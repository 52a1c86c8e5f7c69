using Microsoft.Extensions.Time.Testing;
using PmoFlow.Domain;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;
using PmoFlow.Workflows.Tests.Office;
using Xunit;

namespace PmoFlow.Workflows.Tests.Portfolio;

/// <summary>Totals on a real database file, written by several processes at once, twice and out of order.</summary>
public sealed class SummaryLedgerTests
{
    private const int Things = 12;
    private static readonly UnitId[] Units = [new("finance"), new("operations"), new("platforms")];
    private static readonly OfficeSettings Settings = new("The office", "EUR", new Uri("http://127.0.0.1:5080"), BusinessCalendar.Plain);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task whatever_the_order_and_however_often_totals_are_those_of_the_last_states(int seed)
    {
        await using var office = await TestOffice.Open();
        var random = new Random(seed);
        // Two ledgers on one file stand for two processes: they share no turns.
        SummaryLedger[] ledgers = [office.Get<SummaryLedger>(), Ledger(office), Ledger(office)];
        var (last, news) = (new Dictionary<int, State>(), new List<State>());
        for (var version = 1; version <= 120; version++)
        {
            var state = new State(random.Next(Things), version, Units[random.Next(Units.Length)], random.Next(6) == 0 ? 0 : random.Next(1, 1000));
            news.AddRange(Enumerable.Repeat(state with { Before = last.GetValueOrDefault(state.Thing)?.Unit }, random.Next(1, 4)));
            last[state.Thing] = state;
        }
        var shuffled = news.ToArray();
        random.Shuffle(shuffled);

        await Task.WhenAll(shuffled.Chunk(shuffled.Length / 6 + 1).Select((some, i) => Task.Run(async () =>
        {
            foreach (var state in some)
            {
                if (state.Before is { } left && left != state.Unit)
                    await ledgers[i % 3].Put(left, UnitSummary.Now, state.Of, state.Contribution.Gone());
                await ledgers[i % 3].Put(state.Unit, UnitSummary.Now, state.Of, state.Contribution);
            }
        })));

        foreach (var unit in Units)
        {
            var expected = last.Values.Where(state => state.Unit == unit && state.Budget > 0).ToList();
            var summary = (await office.Get<ITableStore>().Find(OfficeTables.Summaries, new(unit.Value, SummaryRows.Sum(UnitSummary.Now))))?.Document;
            Assert.Equal(expected.Count, summary?.Total(Measure.Projects) ?? 0);
            Assert.Equal(expected.Sum(state => state.Budget), summary?.Total(Measure.Budget) ?? 0);
            var parts = await office.Get<ContributionQueries>().Now(unit, UnitSummary.Now);
            Assert.Equal(expected.Sum(state => state.Budget), parts.Sum(part => part.Amounts.GetValueOrDefault(Measure.Budget)));
        }
        var board = await office.Get<Boards>().Now();
        Assert.Equal(last.Values.Sum(state => state.Budget), board.Total(null).Total(Measure.Budget));
    }

    [Fact]
    public async Task past_day_stays_as_it_was_known_and_its_rows_add_up_to_it()
    {
        await using var office = await TestOffice.Open();
        var ledger = office.Get<SummaryLedger>();
        var remembered = new List<(DateOnly Day, Dictionary<UnitId, decimal> Budgets)>();
        var (random, held) = (new Random(11), new Dictionary<int, State>());
        for (var day = 0; day < 80; day++)
        {
            for (var change = random.Next(3); change > 0; change--)
            {
                var thing = random.Next(Things);
                var state = new State(thing, (held.GetValueOrDefault(thing)?.Version ?? 0) + 1, Units[random.Next(Units.Length)], random.Next(1, 1000));
                if (held.GetValueOrDefault(thing) is { } before && before.Unit != state.Unit)
                    await ledger.Put(before.Unit, UnitSummary.Now, state.Of, state.Contribution.Gone());
                await ledger.Put(state.Unit, UnitSummary.Now, state.Of, state.Contribution);
                held[thing] = state;
            }
            remembered.Add((office.Get<Boards>().Today, Units.ToDictionary(unit => unit, unit => held.Values.Where(s => s.Unit == unit).Sum(s => s.Budget))));
            office.Clock.Advance(TimeSpan.FromDays(1));
        }
        foreach (var (day, budgets) in remembered)
        {
            var board = await office.Get<Boards>().At(day);
            foreach (var unit in Units)
            {
                var rows = await office.Get<ContributionQueries>().Of(unit, Measure.Budget, day);
                Assert.Equal(budgets[unit], board.Rows.GetValueOrDefault(unit)?.Summary.Total(Measure.Budget) ?? 0);
                Assert.Equal(budgets[unit], rows.Where(row => row.Unit.Id == unit).Sum(row => row.Contribution.Amounts[Measure.Budget]));
            }
        }
        var months = await office.Get<Trends>().Until(await office.Get<Boards>().Now(), 36);
        foreach (var month in months.SkipLast(1))
            Assert.Equal(remembered.Single(day => day.Day == month.Day).Budgets.Values.Sum(), month.Total(null).Total(Measure.Budget));
        Assert.Equal(["2026-11", "2026-12", "2027-01"], months.SkipLast(1).Select(month => SummaryRows.MonthOf(month.Day)));
    }

    private static SummaryLedger Ledger(TestOffice office) =>
        new(office.Get<ITableStore>(), office.Get<SummaryChanges>(), office.Get<SummaryMarks>(), Settings, new FakeTimeProvider(TestOffice.Monday));

    private sealed record State(int Thing, int Version, UnitId Unit, decimal Budget)
    {
        public UnitId? Before { get; init; }

        public string Of => $"project/P-{Thing}";

        public Contribution Contribution => new(Of, Budget == 0 ? [] : new Dictionary<string, decimal> { [Measure.Projects] = 1, [Measure.Budget] = Budget })
        {
            Version = Version,
            At = TestOffice.Monday,
            Subject = Budget == 0 ? null : new Subject($"Project {Thing}", null, "Green", TestOffice.Monday.AddDays(Version)) { Amount = Budget, Rating = Domain.Health.HealthRating.Green },
        };
    }
}
