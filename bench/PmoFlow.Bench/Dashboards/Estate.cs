using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Domain.Timeline;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Bench.Dashboards;

/// <summary>
/// Writes an office with a past: units, people, projects whose ratings change from month to month, requests that come and end.
/// Records, lists and summaries are those that the program itself writes, by its own ledger, with the clock of each month.
/// </summary>
internal sealed class Estate(ITableStore tables, EstateSize size, DateTimeOffset now)
{
    public const string Analyst = "analyst@example.org";

    private static readonly HealthRating[] Colours =
        [HealthRating.Green, HealthRating.Green, HealthRating.Green, HealthRating.AmberGreen, HealthRating.Amber, HealthRating.Amber, HealthRating.AmberRed, HealthRating.Red, HealthRating.Unknown];

    private static readonly string[] Stages = ["screening", "scoring", "approval"];

    private readonly Random random = new(5);
    private readonly MovedClock clock = new();
    private readonly OfficeSettings office = new("Bench", "EUR", new Uri("http://127.0.0.1"), BusinessCalendar.Plain);

    public IReadOnlyList<UnitId> Units { get; } = [.. Enumerable.Range(0, size.Functions).SelectMany(f => Enumerable.Range(0, size.TeamsEach + 1).Select(t => UnitOf(f, t)))];

    public static string ProjectId(int number) => string.Create(CultureInfo.InvariantCulture, $"P-{number:D6}");

    public UnitId UnitOfProject(int number) => Units[number % Units.Count];

    /// <summary>Whether a project belongs to the last team, in which only the probe of freshness changes anything.</summary>
    public bool IsProbed(int number) => number % Units.Count == Units.Count - 1;

    public async Task Write(LifecycleVersion lifecycle)
    {
        var changes = new SummaryChanges();
        await Organisation(new OfficeDirectory(tables, changes));
        var summaries = new SummaryLedger(tables, changes, new SummaryMarks(tables, clock), office, clock);
        var projects = Enumerable.Range(0, size.Projects).Select(number => NewProject(number, lifecycle)).ToArray();
        var requests = Enumerable.Range(0, size.Requests).Select(number => NewRequest(number, lifecycle)).ToArray();
        for (var month = size.Months - 1; month >= 0; month--)
        {
            clock.Now = now.AddMonths(-month);
            // A third of the projects is rated anew each month, at the beginning all are.
            var rated = month == size.Months - 1 ? Enumerable.Range(0, size.Projects) : Enumerable.Range(0, size.Projects).Where(_ => random.Next(3) == 0);
            foreach (var number in rated)
                projects[number] = Rated(projects[number]);
            var changed = projects.Where(project => project.UpdatedAt == clock.Now).Select(project => (project.Unit, Part: new SummaryPart($"project/{project.Id}", Measure.Of(project, office.Calendar.DayOf))));
            var came = requests.Where((_, number) => number % size.Months == size.Months - 1 - month)
                .Select(request => (request.Unit!.Value, Part: new SummaryPart($"request/{request.Id}", Measure.Of(request, office.Calendar.DayOf))));
            await Task.WhenAll(changed.Concat(came).GroupBy(part => part.Item1).Select(unit =>
                summaries.PutAll(unit.Key, UnitSummary.Now, [.. unit.Select(part => part.Part)])));
        }
        await Records(projects, requests);
    }

    private async Task Organisation(OfficeDirectory directory)
    {
        foreach (var (unit, number) in Units.Select((unit, number) => (unit, number)))
        {
            var (function, team) = (number / (size.TeamsEach + 1), number % (size.TeamsEach + 1));
            await directory.Put(new Unit(unit, team == 0 ? $"Function {function + 1}" : $"Team {function + 1}.{team}", team == 0 ? null : UnitOf(function, 0)));
        }
        await directory.Put(new Person(Analyst, "Ana Lyst", Units[0], [Role.Analyst, Role.Executive]));
    }

    private ProjectRecord NewProject(int number, LifecycleVersion lifecycle) => new(
        new ProjectId(ProjectId(number)), string.Create(CultureInfo.InvariantCulture, $"Project {number:D6} of the generated office"), "Generated.", UnitOfProject(number),
        Analyst, lifecycle, "delivery", ProjectState.Active, now, now, [], new TimelineEnd(1, "", []))
    {
        LeadName = "Ana Lyst",
        Budget = Math.Round((decimal)Math.Pow(10, 4 + (random.NextDouble() * 3)), 0),
    };

    private ProjectRecord Rated(ProjectRecord project) => project with
    {
        Rating = Colours[random.Next(Colours.Length)],
        RatedAt = clock.Now,
        UpdatedAt = clock.Now,
        Timeline = project.Timeline with { Sequence = project.Timeline.Sequence + 1 },
        Waiting = [new Wait(random.Next(10) == 0 ? "health-check" : "next-health-check", "Ana Lyst", clock.Now, clock.Now.AddDays(random.Next(5, 40)), "The health check is mailed.")],
    };

    private RequestRecord NewRequest(int number, LifecycleVersion lifecycle)
    {
        var at = now.AddMonths(-(size.Months - 1 - (number % size.Months)));
        var open = number % size.Months == size.Months - 1 && random.Next(2) == 0;
        var stage = open ? Stages[random.Next(Stages.Length)] : "declined";
        return new(new RequestId(string.Create(CultureInfo.InvariantCulture, $"R-{number:D8}")),
            new RequestContent(string.Create(CultureInfo.InvariantCulture, $"Request {number:D8} of the generated office"), "Generated.", new Requester("Req Uester", "requester@example.org"), new Dictionary<string, string>()),
            1, lifecycle, stage, stage, 1, open ? RequestOutcome.Open : RequestOutcome.Declined, at, at,
            open ? [new Wait(stage, "Ana Lyst", at, at.AddDays(random.Next(-20, 20)), "It is escalated.")] : [], new TimelineEnd(1, "", []))
        {
            Unit = Units[random.Next(Units.Count)],
            Cost = Math.Round((decimal)Math.Pow(10, 4 + (random.NextDouble() * 2)), 0),
        };
    }

    private async Task Records(ProjectRecord[] projects, RequestRecord[] requests)
    {
        await Parallel.ForEachAsync(projects, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (project, token) =>
            await tables.Upsert(OfficeTables.Projects, new(project.Id.Value, OfficeTables.RecordRow), project, token));
        foreach (var partition in projects.Select(project => (Partition: OfficeTables.All, project)).Concat(projects.Select(project => (ProjectLedger.UnitPartition(project.Unit), project))).GroupBy(row => row.Item1))
        {
            await Task.WhenAll(partition.Chunk(100).Select(some => tables.Write(some.Aggregate(new TableBatch(OfficeTables.ProjectRows.Table, partition.Key),
                (batch, row) => batch.Upsert(OfficeTables.ProjectRows, row.project.Id.Value, row.project)))));
        }
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (request, token) =>
            await tables.Upsert(OfficeTables.Requests, new(request.Id.Value, OfficeTables.RecordRow), request, token));
        foreach (var partition in requests.Select(request => (Partition: OfficeTables.All, request)).Concat(requests.Select(request => (RequestLists.StagePartition(request.Stage), request))).GroupBy(row => row.Item1))
        {
            foreach (var some in partition.Chunk(100))
            {
                await tables.Write(some.Aggregate(new TableBatch(OfficeTables.RequestRows.Table, partition.Key), (batch, row) =>
                    batch.Upsert(OfficeTables.RequestRows, OfficeTables.NewestFirst(row.request.SubmittedAt, row.request.Id.Value), RequestRow.Of(row.request))));
            }
        }
        await tables.Upsert(OfficeTables.SummaryFormat, new("summaries", OfficeTables.RecordRow), new SummaryFormat(SummaryRebuild.Format));
    }

    private static UnitId UnitOf(int function, int team) => new(string.Create(CultureInfo.InvariantCulture, $"f{function + 1}-{team}"));
}
