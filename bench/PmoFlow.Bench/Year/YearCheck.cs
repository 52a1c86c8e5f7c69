using PmoFlow.Bench.Trials;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Bench.Year;

/// <summary>Recomputes from the raw rows what the office says, without the office's own reckoning.</summary>
internal sealed class YearCheck(YearOffice office, IReadOnlyList<YearProject> projects)
{
    private static readonly HealthRating[] WorstFirst = [HealthRating.Red, HealthRating.AmberRed, HealthRating.Amber, HealthRating.AmberGreen, HealthRating.Green];

    public int Numbers { get; private set; }

    /// <summary>Each unit's totals, and the enterprise's worst, equal a count over the records themselves.</summary>
    public async Task RollUp(string when)
    {
        var tables = office.Get<ITableStore>();
        var records = new List<ProjectRecord>();
        foreach (var project in projects)
            records.Add((await tables.Find(OfficeTables.Projects, new(project.Id.Value, OfficeTables.RecordRow)))!.Document);
        var actions = new List<ActionRecord>();
        foreach (var project in projects)
        {
            await foreach (var row in tables.Scan(OfficeTables.ActionRows, ActionLedger.ProjectPartition(project.Id)))
                actions.Add((await tables.Find(OfficeTables.Actions, new(row.Document.Id.Value, OfficeTables.RecordRow)))!.Document);
        }
        var whole = new Dictionary<string, decimal>();
        foreach (var unit in YearOffice.Units)
        {
            var totals = (await tables.Find(OfficeTables.Summaries, new(unit, SummaryRows.Sum(UnitSummary.Now))))?.Document.Totals ?? new Dictionary<string, decimal>();
            var mine = records.Where(record => record.Unit.Value == unit && record.State == ProjectState.Active).ToList();
            Same(when, unit, "projects", totals, mine.Count);
            Same(when, unit, "budget", totals, mine.Sum(record => record.Budget ?? 0));
            Same(when, unit, "actions", totals, actions.Count(action => action.Unit.Value == unit && action.State == ActionState.Open));
            foreach (var rating in Enum.GetValues<HealthRating>())
            {
                Same(when, unit, $"ratings/{rating}", totals, mine.Count(record => record.Rating == rating));
                Same(when, unit, $"budget/{rating}", totals, mine.Where(record => record.Rating == rating).Sum(record => record.Budget ?? 0));
            }
            foreach (var (measure, amount) in totals)
                whole[measure] = whole.GetValueOrDefault(measure) + amount;
        }
        var said = RatingMix.Of(whole).By(Domain.Portfolio.RollUp.Worst)!.Rating;
        var expected = WorstFirst.Cast<HealthRating?>().FirstOrDefault(rating => records.Any(record => record.Rating == rating)) ?? HealthRating.Unknown;
        if (said != expected && !(said == HealthRating.Unknown && expected <= HealthRating.Green))
            throw new Violation($"{when}: the enterprise is said to be {said}, its worst project is {expected}.");
        foreach (var (project, record) in projects.Zip(records).Where(pair => pair.First.Kind is LeadKind.Silent or LeadKind.Lying && pair.Second.Rating == HealthRating.Green))
            throw new Violation($"{when}: {record.Id} is shown as green, and its lead is {project.Kind}.");
    }

    /// <summary>Each report that was sent is there as it was sent, none is missing, and each that was not is told of as the process says.</summary>
    public async Task<(int Reports, int Sent, int Missed, int Escalated)> Reports(DateTimeOffset now)
    {
        var (reports, sent, missed, escalated) = (0, 0, 0, 0);
        var mails = office.Mails.ToLookup(mail => mail.Subject.Split(']')[0].TrimStart('['));
        foreach (var project in projects)
        {
            var all = await office.Get<DeliveryQueries>().Reports(project.Id);
            var about = mails[project.Id.Value].ToList();
            for (var at = 0; at < all.Count; at++)
            {
                var report = all[at];
                Holds(report.Number == at + 1, project, report, "is not the next one");
                Holds(at == 0 || (report.AskedAt - all[at - 1].AskedAt).TotalDays < 36, project, report, "comes more than a month after the one before");
                if (project.Sent.TryGetValue(report.Number, out var words))
                    Holds(report.State == StatusState.Submitted && report.Answers["schedule"] == words, project, report, "was sent, but is not there as it was sent");
                else
                    Holds(report.State != StatusState.Submitted, project, report, "is there, but nobody sent it");
                var until = report.SubmittedAt ?? now;
                var wasLate = until > report.Due.AddDays(1);
                Holds(!wasLate || project.Kind is LeadKind.Silent or LeadKind.Late, project, report, "is late, of a lead who never is");
                var (late, up) = (About(about, "Late: status report", report), About(about, "Escalated: no status report", report));
                Holds(late.Count <= 1 && late.Count == (wasLate ? 1 : until < report.Due ? 0 : late.Count) && late.All(mail => mail.To == project.Lead), project, report, $"was told of as late {late.Count} times");
                var escalates = AddWorkingDays(report.Due, 3);
                // The clock goes by the day: what falls due within the last one may have been told of, or not yet.
                Holds(up.Count <= 1 && up.Count == (until > escalates.AddDays(1) ? 1 : until < escalates ? 0 : up.Count), project, report, $"was escalated {up.Count} times");
                Holds(up.All(mail => mail.To == YearOffice.LeaderOf(project.Unit) && mail.At >= escalates && mail.At < escalates.AddDays(1)), project, report, "was escalated to somebody else or at another time");
                (reports, sent, missed, escalated) = (reports + 1, sent + (report.State == StatusState.Submitted ? 1 : 0), missed + (report.State == StatusState.Missed ? 1 : 0), escalated + up.Count);
            }
            Holds(all.Count > 0 && (now - all[^1].AskedAt).TotalDays < 36, project, all[^1], "is the last, and more than a month old");
            Holds(project.Sent.Keys.All(number => number <= all.Count), project, all[^1], "is the last, but a later one was sent");
        }
        return (reports, sent, missed, escalated);
    }

    /// <summary>The lies are seen: red by the rules, whatever the lead said; and an honest project can be green.</summary>
    public async Task<(int Checks, int Disagreements)> Health()
    {
        var (checks, disagreements) = (0, 0);
        foreach (var project in projects)
        {
            var all = (await office.Get<ProjectQueries>().Health(project.Id)).Where(check => !check.IsOpen).ToList();
            checks += all.Count;
            disagreements += all.Count(check => HealthViews.Disagreement(check.Views) is not null);
            var isSeen = project.Kind switch
            {
                LeadKind.Silent => all.TrueForAll(check => check.Rating != HealthRating.Green),
                LeadKind.Lying => all.Any(check => check.Rating == HealthRating.Red && check.View(HealthViewKind.Lead)?.Rating == HealthRating.Green) && all.TrueForAll(check => check.Rating != HealthRating.Green || check.Number == 1),
                _ => all.Any(check => check.Rating == HealthRating.Green),
            };
            if (!isSeen)
                throw new Violation($"{project.Id}, whose lead is {project.Kind}: {string.Join(", ", all.Select(check => $"{check.Period} {check.Rating}"))}.");
        }
        return (checks, disagreements);
    }

    private void Same(string when, string unit, string measure, IReadOnlyDictionary<string, decimal> totals, decimal counted)
    {
        Numbers++;
        if (totals.GetValueOrDefault(measure) != counted)
            throw new Violation(FormattableString.Invariant($"{when}: {unit} is said to have {totals.GetValueOrDefault(measure)} of {measure}; the records have {counted}."));
    }

    private static List<SentMail> About(List<SentMail> mails, string what, StatusReport report) =>
        [.. mails.Where(mail => mail.Subject.Contains($"{what} {report.Period}", StringComparison.Ordinal))];

    private static void Holds(bool holds, YearProject project, StatusReport report, string otherwise)
    {
        if (!holds)
            throw new Violation($"Report {report.Number} of {project.Id} ({project.Kind}, {report.State}, asked {report.AskedAt:s}, due {report.Due:s}, sent {report.SubmittedAt:s}) {otherwise}.");
    }

    private static DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        for (; days > 0; days--)
        {
            do
                from = from.AddDays(1);
            while (from.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        }
        return from;
    }
}
