using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Health;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Portfolio;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

/// <summary>A line of the list of programs.</summary>
/// <param name="Program">Which.</param>
/// <param name="Total">What its projects come to now, kept by what writes projects.</param>
public sealed record ProgramLine(ProgramRecord Program, UnitSummary Total)
{
    /// <summary>How its projects are rated.</summary>
    public RatingMix Ratings => RatingMix.Of(Total.Totals);
}

/// <summary>Reads programs.</summary>
public sealed class ProgramQueries(
    ITableStore tables, ProgramLedger programs, DeliveryQueries delivery, NeedQueries needs, BenefitLedger benefits, ContributionQueries contributions, OfficeSettings office, TimeProvider clock)
{
    /// <summary>More projects than these belong to several programs.</summary>
    public const int MostMembers = 1000;

    /// <summary>Programs with what their projects come to.</summary>
    public async Task<Page<ProgramLine>> List(UnitId? unit, string? text, string? cursor, int pageSize, CancellationToken cancellation = default)
    {
        var page = await programs.List(unit, text, cursor, pageSize, cancellation);
        return new([.. await Task.WhenAll(page.Rows.Select(program => Line(program, cancellation)))], page.Cursor);
    }

    /// <summary>A program with everything, as known at the end of a day (null for now); null where there is no such program.</summary>
    public async Task<ProgramView?> Read(ProgramId id, DateOnly? asOf, CancellationToken cancellation = default)
    {
        if (await programs.Find(id, cancellation) is not { } program)
            return null;
        var today = office.Calendar.DayOf(clock.GetUtcNow());
        var day = asOf is { } asked && asked < today ? asked : today;
        var ever = await tables.Scan(OfficeTables.ProjectRows, ProgramTables.Members(id), cancellation: cancellation).Select(row => row.Document).Take(MostMembers).ToListAsync(cancellation);
        var on = ever.Where(project => project.Programs.On(day) == id).ToList();
        var stood = day == today ? null : await Stood(id, on, day, cancellation);
        var members = on.Select(project => stood is null ? Now(project, day) : Then(project, day, stood.GetValueOrDefault(Of(project.Id)))).ToList();
        List<ProjectDelivery> parts = [.. (await Task.WhenAll(on.Select(project => delivery.Read(project.Id, cancellation)))).OfType<ProjectDelivery>()];
        var worth = await benefits.Of(on.Select(project => project.Id), cancellation);
        return new(program, day, day == today,
            [.. members.OrderBy(member => member.IsActive ? 0 : 1).ThenBy(member => Severity.Of(member.Rating)).ThenByDescending(member => member.Budget ?? 0)],
            ProgramMove.Of(id, ever), parts, await needs.Of(parts, cancellation),
            day == today ? worth : [.. worth.Select(benefit => benefit.At(office.Calendar.Midnight(day.AddDays(1))))], await programs.TimelineOf(id, cancellation));
    }

    private async Task<ProgramLine> Line(ProgramRecord program, CancellationToken cancellation) =>
        new(program, (await tables.Find(OfficeTables.Summaries, new(ProgramTables.Summary(program.Id).Value, SummaryRows.Sum(UnitSummary.Now)), cancellation))?.Document
            ?? new(program.Unit, UnitSummary.Now, new Dictionary<string, decimal>(), program.UpdatedAt));

    // What was known on the day: of the program; where a project was placed afterwards for a day before, of the unit it was in.
    private async Task<Dictionary<string, Contribution>> Stood(ProgramId id, List<ProjectRecord> members, DateOnly day, CancellationToken cancellation)
    {
        var known = (await contributions.At(ProgramTables.Summary(id), day, cancellation)).ToDictionary(one => one.Of);
        foreach (var unit in members.Where(project => !known.ContainsKey(Of(project.Id))).Select(project => project.Unit).Distinct().ToList())
        {
            foreach (var one in await contributions.At(unit, day, cancellation))
                known.TryAdd(one.Of, one);
        }
        return known;
    }

    private static ProgramMember Now(ProjectRecord project, DateOnly day) =>
        new(project, Since(project, day), project.State == ProjectState.Active, project.Rating, project.Budget) { ChangedAt = project.UpdatedAt };

    private static ProgramMember Then(ProjectRecord project, DateOnly day, Contribution? stood) => stood?.Subject is { } subject
        ? new(project, Since(project, day), true, subject.Rating ?? HealthRating.Unknown, subject.Amount) { ChangedAt = stood.At }
        : new(project, Since(project, day), project.State == ProjectState.Active, HealthRating.Unknown, null);

    private static DateOnly Since(ProjectRecord project, DateOnly day) => project.Programs.Last(placing => placing.From <= day).From;

    private static string Of(ProjectId project) => $"project/{project}";
}
