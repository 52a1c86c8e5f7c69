using System.Diagnostics;
using System.Globalization;
using PmoFlow.Domain.Money;

namespace PmoFlow.Bench.Year;

/// <summary>
/// A year of projects in virtual time, a third of whose leads are silent, some of whom lie and some of whom are late: no report is lost,
/// each escalation is as the process says, and at each month's end the roll-up equals a count over the raw rows.
/// </summary>
internal static class YearTrial
{
    private const int BeginAtOnce = 25;

    public static async Task<string> Run(int count, int months = 12)
    {
        var watch = Stopwatch.StartNew();
        await using var office = await YearOffice.Open(count);
        var (people, projects) = (new YearPeople(office), Enumerable.Range(0, count).Select(number => new YearProject(number)).ToList());
        var (begun, monthEnds) = (0, 0);
        var check = new YearCheck(office, projects);
        var today = office.Clock.GetUtcNow();
        var (end, month) = (today.AddMonths(months).AddDays(20), Month.Of(DateOnly.FromDateTime(today.UtcDateTime)));
        while (office.Clock.GetUtcNow() < end)
        {
            if (begun < count)
            {
                // All begin within the first weeks, so that not all is asked on one day.
                var some = Math.Max(1, Math.Min(BeginAtOnce, count / 10));
                foreach (var project in projects.Skip(begun).Take(some))
                    await people.Begin(project);
                begun = Math.Min(count, begun + some);
            }
            await people.Answer();
            await office.Settle();
            office.Clock.Advance(TimeSpan.FromDays(1));
            await office.Settle();
            var now = Month.Of(DateOnly.FromDateTime(office.Clock.GetUtcNow().UtcDateTime));
            if (now > month && begun == count)
            {
                await check.RollUp($"At the end of {month}");
                foreach (var project in projects)
                    await people.KeepBooks(project, month);
                await office.Settle();
                await check.RollUp($"After the books of {month}");
                monthEnds++;
            }
            month = now;
        }
        var (reports, sent, missed, escalated) = await check.Reports(office.Clock.GetUtcNow());
        var (checks, disagreements) = await check.Health();
        var kinds = projects.CountBy(project => project.Kind).ToDictionary();
        return string.Create(CultureInfo.InvariantCulture,
            $"{count} projects ({string.Join(", ", kinds.Select(kind => $"{kind.Value} {kind.Key.ToString().ToLowerInvariant()}"))}), {months} months: {reports:N0} reports asked for, {sent:N0} sent and kept, {missed:N0} missed, "
            + $"{escalated:N0} escalated; {checks:N0} health checks, {disagreements:N0} where lead and rules disagree; {check.Numbers:N0} numbers of {monthEnds} month ends recomputed; {office.Mails.Count:N0} mails; {watch.Elapsed.TotalSeconds:N0} s.");
    }
}
