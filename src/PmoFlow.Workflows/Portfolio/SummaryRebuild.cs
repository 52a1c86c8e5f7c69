using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Actions;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Organisation;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Actions;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Organisation;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Portfolio;

/// <summary>A place where a summary said other than the rows it is made of.</summary>
/// <param name="Unit">Whose summary.</param>
/// <param name="Of">What contributes; null where the totals are not the sum of their parts.</param>
/// <param name="What">What differs, as a sentence.</param>
public sealed record SummaryDrift(UnitId Unit, string? Of, string What);

/// <summary>What a recomputation found.</summary>
/// <param name="Compared">How many requests, projects and actions were looked at.</param>
/// <param name="Drifts">Where the summaries were wrong; mended where that was asked for.</param>
/// <param name="Mended">Whether it was.</param>
public sealed record DriftReport(int Compared, IReadOnlyList<SummaryDrift> Drifts, bool Mended);

/// <summary>The shape of the summaries that were last computed anew.</summary>
public sealed record SummaryFormat(int Version);

/// <summary>Recomputes what is so now from requests, projects and actions themselves, tells where the summaries differ, and mends them.</summary>
public sealed class SummaryRebuild(
    ITableStore tables, SummaryLedger summaries, OfficeDirectory directory, RequestLedger requests, ProjectLedger projects, ActionLedger actions, Boards boards,
    Trends trends, OfficeSettings office)
{
    /// <summary>To be raised when contributions say more than they did, so that an office that has run for years says it, too.</summary>
    public const int Format = 8;

    private static readonly TableKey FormatKey = new("summaries", OfficeTables.RecordRow);

    /// <summary>Once after an update that counts something new: computes everything anew.</summary>
    public async Task EnsureFormat(CancellationToken cancellation = default)
    {
        if ((await tables.Find(OfficeTables.SummaryFormat, FormatKey, cancellation))?.Document.Version >= Format)
            return;
        await Run(mend: true, cancellation);
        await tables.Upsert(OfficeTables.SummaryFormat, FormatKey, new SummaryFormat(Format), cancellation);
    }

    /// <summary>Compares, and mends where that is asked for. The office may go on meanwhile; what changes under way is looked at again.</summary>
    public async Task<DriftReport> Run(bool mend, CancellationToken cancellation = default)
    {
        var drifts = new List<SummaryDrift>();
        if (mend)
            await MendProjects(cancellation);
        var expected = await Expected(cancellation);
        foreach (var (unit, parts) in expected)
        {
            foreach (var part in parts.Values)
                await Compare(unit, part, mend, drifts, cancellation);
        }
        var units = (await directory.Units(cancellation)).Select(unit => unit.Id).Append(RequestLists.NoUnit).Concat(expected.Keys).Distinct();
        foreach (var unit in units)
        {
            await Leftovers(unit, expected.GetValueOrDefault(unit), mend, drifts, cancellation);
            await CheckSum(unit, mend, drifts, cancellation);
        }
        if (mend)
        {
            boards.Forget();
            trends.Forget();
        }
        return new(expected.Values.Sum(parts => parts.Count), drifts, mend);
    }

    /// <summary>Projects say of their milestones what their plans say, and their benefits and actions are where they are, so that the next change does not say again what was wrong.</summary>
    private async Task MendProjects(CancellationToken cancellation)
    {
        await foreach (var row in tables.Scan(OfficeTables.ProjectRows, OfficeTables.All, cancellation: cancellation))
        {
            if (await projects.Find(row.Document.Id, cancellation) is not { } project)
                continue;
            if (!await projects.HasBenefitsWithIt(project, cancellation))
                await projects.TakeBenefitsAlong(project.Id, cancellation);
            await actions.GoWith(project, cancellation);
            if (!Measure.Of(project, office.Calendar.DayOf).Says(Measure.Of(project.Following(await Plan(project.Id, cancellation)), office.Calendar.DayOf)))
            {
                await projects.Change(project.Id, Guid.NewGuid().ToString("N"), DeliveryTables.Milestones, DeliveryTables.MilestonesRow, (_, plan) =>
                    new DocumentChange<MilestonePlan>(plan ?? MilestonePlan.Empty, null) { Project = before => before.Following(plan ?? MilestonePlan.Empty) }, cancellation);
            }
        }
    }

    private async Task<MilestonePlan> Plan(ProjectId id, CancellationToken cancellation) =>
        await projects.Document(id, DeliveryTables.Milestones, DeliveryTables.MilestonesRow, cancellation) ?? MilestonePlan.Empty;

    /// <summary>What each unit's contributions should be, from the things themselves.</summary>
    private async Task<Dictionary<UnitId, Dictionary<string, Contribution>>> Expected(CancellationToken cancellation)
    {
        var expected = new Dictionary<UnitId, Dictionary<string, Contribution>>();
        await foreach (var row in tables.Scan(OfficeTables.RequestRows, OfficeTables.All, cancellation: cancellation))
        {
            if (await requests.Find(row.Document.Id, cancellation) is { } request)
                Add(request.Unit ?? RequestLists.NoUnit, Measure.Of(request, office.Calendar.DayOf));
        }
        await foreach (var row in tables.Scan(OfficeTables.ProjectRows, OfficeTables.All, cancellation: cancellation))
        {
            if (await projects.Find(row.Document.Id, cancellation) is not { } project)
                continue;
            // Read after the project, so that what changes in between makes this older than what is known, and not other.
            var counted = Measure.Of(project.Following(await Plan(project.Id, cancellation)), office.Calendar.DayOf);
            Add(project.Unit, counted);
            if (project.Programs.Now() is { } program)
                Add(ProgramTables.Summary(program), counted);
            foreach (var benefit in await projects.Documents(project.Id, DeliveryTables.Benefits, "benefit|", cancellation))
                Add(project.Unit, Measure.Of(benefit));
        }
        foreach (var state in Enum.GetValues<ActionState>())
        {
            await foreach (var row in tables.Scan(OfficeTables.ActionRows, ActionLedger.StatePartition(state), cancellation: cancellation))
            {
                var stands = (await tables.Find(OfficeTables.Actions, new(row.Document.Id.Value, OfficeTables.RecordRow), cancellation))?.Document ?? row.Document;
                // Its project is read after it: one that moves in between makes this older than what is known, and not other.
                var unit = (stands.IsFollowed ? await projects.Find(stands.Project, cancellation) : null)?.Unit ?? stands.Unit;
                Add(unit, Measure.Of(stands, office.Calendar.DayOf));
            }
        }
        return expected;

        void Add(UnitId unit, Contribution contribution)
        {
            if (!expected.TryGetValue(unit, out var parts))
                expected[unit] = parts = [];
            parts[contribution.Of] = contribution;
        }
    }

    private async Task Compare(UnitId unit, Contribution part, bool mend, List<SummaryDrift> drifts, CancellationToken cancellation)
    {
        var known = (await tables.Find(OfficeTables.Contributions, new(unit.Value, SummaryRows.Part(UnitSummary.Now, part.Of)), cancellation))?.Document;
        // What is known of a later state came while this ran; what counts nothing need not be known.
        if (known?.Says(part) == true || (known is not null && part.IsOlderThan(known)) || (known is null && part.Amounts.Count == 0))
            return;
        if (known is null || !known.Amounts.OrderBy(a => a.Key).SequenceEqual(part.Amounts.OrderBy(a => a.Key)))
            drifts.Add(new(unit, part.Of, known is null ? "It does not count." : $"It counts {Text(known)}; it should count {Text(part)}."));
        if (mend)
            await summaries.Put(unit, UnitSummary.Now, part.Of, part, cancellation);
    }

    /// <summary>What counts in a unit and should not.</summary>
    private async Task Leftovers(
        UnitId unit, Dictionary<string, Contribution>? expected, bool mend, List<SummaryDrift> drifts, CancellationToken cancellation)
    {
        await foreach (var stored in tables.Scan(OfficeTables.Contributions, unit.Value, SummaryRows.Parts(UnitSummary.Now), cancellation))
        {
            var part = stored.Document;
            if (part.Amounts.Count == 0 || expected?.ContainsKey(part.Of) == true || await CountsHere(unit, part.Of, cancellation))
                continue;
            drifts.Add(new(unit, part.Of, $"It counts {Text(part)}; it does not belong here."));
            if (mend)
                await summaries.Put(unit, UnitSummary.Now, part.Of, part.Gone(), cancellation);
        }
    }

    // A thing that came while this ran.
    private async Task<bool> CountsHere(UnitId unit, string of, CancellationToken cancellation) => of.Split('/', 2) switch
    {
        ["request", var id] => await requests.Find(new(id), cancellation) is { } request && (request.Unit ?? RequestLists.NoUnit) == unit,
        ["project", var id] => await projects.Find(new(id), cancellation) is { } project && (project.Unit == unit || (project.Programs.Now() is { } program && ProgramTables.Summary(program) == unit)),
        ["benefit", var id] when id.Split(':', 2) is [{ } project, { } number] => (await projects.Find(new(project), cancellation))?.Unit == unit
            && await projects.Document(new(project), DeliveryTables.Benefits, DeliveryTables.BenefitRow(int.Parse(number, CultureInfo.InvariantCulture)), cancellation) is not null,
        ["action", var id] => (await tables.Find(OfficeTables.Actions, new(id, OfficeTables.RecordRow), cancellation))?.Document is { } action && action.Unit == unit,
        _ => true,
    };

    /// <summary>Totals that are not the sum of their parts.</summary>
    private async Task CheckSum(UnitId unit, bool mend, List<SummaryDrift> drifts, CancellationToken cancellation)
    {
        while (true)
        {
            var key = new TableKey(unit.Value, SummaryRows.Sum(UnitSummary.Now));
            var stored = await tables.Find(OfficeTables.Summaries, key, cancellation);
            if (stored is null)
                return;
            var sum = await tables.Scan(OfficeTables.Contributions, unit.Value, SummaryRows.Parts(UnitSummary.Now), cancellation)
                .AggregateAsync(stored.Document with { Totals = new Dictionary<string, decimal>() }, (total, part) => total.Replace(null, part.Document, total.UpdatedAt), cancellation);
            if (sum.Totals.OrderBy(t => t.Key).SequenceEqual(stored.Document.Totals.OrderBy(t => t.Key)))
                return;
            if ((await tables.Find(OfficeTables.Summaries, key, cancellation))?.ETag != stored.ETag)
                continue;
            drifts.Add(new(unit, null, "The totals are not the sum of what contributes."));
            if (!mend)
                return;
            var batch = new TableBatch(OfficeTables.Summaries.Table, unit.Value).Replace(OfficeTables.Summaries, key.Row, sum, stored.ETag);
            if (await tables.Write(batch, cancellation) is WriteOutcome.Written)
                return;
            drifts.RemoveAt(drifts.Count - 1);
        }
    }

    private static string Text(Contribution part) => part.Amounts.Count == 0 ? "nothing"
        : string.Join(", ", part.Amounts.OrderBy(a => a.Key).Select(a => FormattableString.Invariant($"{a.Key} {a.Value}")));
}
