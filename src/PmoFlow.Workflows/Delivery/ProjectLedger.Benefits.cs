using PmoFlow.Domain;
using PmoFlow.Domain.Delivery;
using PmoFlow.Domain.Portfolio;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Storage;

namespace PmoFlow.Workflows.Delivery;

// A project's benefits count where it is and bear its name: they move with it, in the same batch. Its actions are of other partitions
// and follow before its lists do: see the actions' ledger.
public sealed partial class ProjectLedger
{
    /// <summary>Whether its benefits are where it is, and stand in the office's list so.</summary>
    internal async Task<bool> HasBenefitsWithIt(ProjectRecord project, CancellationToken cancellation)
    {
        foreach (var benefit in await BenefitsOf(project.Id, cancellation))
        {
            if (benefit.Unit != project.Unit || benefit.ProjectName != project.Name
                || (await tables.Find(DeliveryTables.BenefitRows, ListKey(benefit), cancellation))?.Document is not { } listed || listed.Revision != benefit.Revision)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Puts its benefits where it is; safe to repeat.</summary>
    internal async Task TakeBenefitsAlong(ProjectId id, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await Stored(id, cancellation);
            var batch = new TableBatch(OfficeTables.Projects.Table, id.Value)
                .Replace(OfficeTables.Projects, OfficeTables.RecordRow, stored.Document, stored.ETag);
            await MoveBenefits(batch, stored.Document, cancellation);
            if (await tables.Write(batch, cancellation) is WriteOutcome.Written)
                break;
        }
        foreach (var benefit in await BenefitsOf(id, cancellation))
            await PublishBenefit(id, benefit.Number, cancellation);
    }

    /// <summary>Lets the list and the summary follow a benefit, until it stands as it was published.</summary>
    internal async Task PublishBenefit(ProjectId id, int number, CancellationToken cancellation)
    {
        for (Stored<Benefit>? published = null; ;)
        {
            if (await tables.Find(DeliveryTables.Benefits, new(id.Value, DeliveryTables.BenefitRow(number)), cancellation) is not { } stands || stands.ETag == published?.ETag)
                return;
            var (benefit, counted) = (stands.Document, Measure.Of(stands.Document));
            await tables.Upsert(DeliveryTables.BenefitRows, ListKey(benefit), benefit, cancellation);
            if (published is { Document.Unit: var was } && was != benefit.Unit)
                await summaries.Put(was, UnitSummary.Now, counted.Of, counted.Gone(), cancellation);
            await summaries.Put(benefit.Unit, UnitSummary.Now, counted.Of, counted, cancellation);
            published = stands;
        }
    }

    // Whoever writes a benefit replaces its project's record too, so none can change between this reading and the batch.
    private async Task MoveBenefits(TableBatch batch, ProjectRecord project, CancellationToken cancellation)
    {
        foreach (var benefit in (await BenefitsOf(project.Id, cancellation)).Where(benefit => benefit.Unit != project.Unit || benefit.ProjectName != project.Name))
        {
            batch.Upsert(DeliveryTables.Benefits, DeliveryTables.BenefitRow(benefit.Number),
                benefit with { Unit = project.Unit, ProjectName = project.Name, Revision = benefit.Revision + 1 });
        }
    }

    // Whatever bears a name that it had once.
    private async Task Rename(ProjectRecord project, CancellationToken cancellation)
    {
        if (!project.IsRenamed)
            return;
        await actions.GoWith(project, cancellation);
        foreach (var benefit in await BenefitsOf(project.Id, cancellation))
        {
            if ((await tables.Find(DeliveryTables.BenefitRows, ListKey(benefit), cancellation))?.Document.ProjectName != benefit.ProjectName)
                await PublishBenefit(project.Id, benefit.Number, cancellation);
        }
    }

    private async Task LeaveBenefits(UnitId unit, ProjectRecord project, CancellationToken cancellation)
    {
        foreach (var benefit in await BenefitsOf(project.Id, cancellation))
        {
            await PublishBenefit(project.Id, benefit.Number, cancellation);
            if (benefit.Unit != unit)
                await summaries.Put(unit, UnitSummary.Now, Measure.Of(benefit).Of, Measure.Of(benefit).Gone(), cancellation);
        }
    }

    private Task<IReadOnlyList<Benefit>> BenefitsOf(ProjectId id, CancellationToken cancellation) =>
        Documents(id, DeliveryTables.Benefits, "benefit|", cancellation);

    private static TableKey ListKey(Benefit benefit) => new(OfficeTables.All, FormattableString.Invariant($"{benefit.Project}|{benefit.Number:D3}"));
}
