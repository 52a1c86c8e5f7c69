using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Platform.Orchestrations;
using PmoFlow.Platform.Tables;
using PmoFlow.Workflows.Files;
using PmoFlow.Workflows.Lifecycles;
using PmoFlow.Workflows.Organisation;

namespace PmoFlow.Workflows.Workshop;

/// <summary>The body of <see cref="LifecycleTrial.RunTrial"/>.</summary>
internal sealed class TrialSteps(
    ITableStore tables, LifecycleLibrary lifecycles, OfficeDirectory people, OfficeSettings office, ITrialPlatforms platforms)
{
    // A page of a trial's events is one document; mails make them long.
    private const int EventsPerPage = 60;

    // The activity has a place among those of real requests, so it must not keep it for long.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async Task<Nothing> Run(ActivityContext activity, string id)
    {
        var trial = (await tables.Find(WorkshopTables.Trial, WorkshopTables.TrialKey(id), activity.Stopping))?.Document
            ?? throw new PermanentFailureException($"There is no trial {id}.");
        if (trial.State != TrialState.Running)
            return default;
        // Real time, whatever a developer does to the office's clock.
        using var late = new CancellationTokenSource(Longest, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(activity.Stopping, late.Token);
        var pages = new EventPages(tables, id);
        try
        {
            var (state, result, outcome) = await Try(trial, pages, limit.Token);
            trial = trial with { State = state, Result = result, Outcome = outcome };
        }
        catch (OperationCanceledException) when (!activity.Stopping.IsCancellationRequested)
        {
            trial = trial with { State = TrialState.Stopped, Result = $"Stopped: it took longer than {Longest.TotalMinutes:0} minutes." };
        }
        await pages.Keep(CancellationToken.None);
        await tables.Upsert(WorkshopTables.Trial, WorkshopTables.TrialKey(id), trial with { Events = pages.Count, Reached = pages.Reached }, CancellationToken.None);
        return default;
    }

    private async Task<(TrialState State, string Result, RequestOutcome? Outcome)> Try(TrialRecord trial, EventPages pages, CancellationToken cancellation)
    {
        var plan = trial.Plan;
        var lifecycle = plan.Text is null ? lifecycles.Find(new(plan.Name, plan.Version ?? 0))
            : LifecycleFile.Read(plan.Name + LifecycleFile.Ending, plan.Text) is FileReading<Lifecycle>.Accepted(var drafted) ? drafted : null;
        if (lifecycle is null)
            return (TrialState.Failed, "The file has defects: mend them first.", null);
        await using var world = await TrialWorld.Open(
            platforms, office, [lifecycle, .. lifecycles.All.Where(other => other.Name != lifecycle.Name)], people, plan.Begins, cancellation);
        return await new TrialRun(world, plan, lifecycle, office).Run(async (news, reached) =>
        {
            if (await pages.Add(news, reached, cancellation))
                await tables.Upsert(WorkshopTables.Trial, WorkshopTables.TrialKey(trial.Id), trial with { Events = pages.Count, Reached = reached }, cancellation);
        }, cancellation);
    }

    /// <summary>Keeps events a page at a time, while the trial runs.</summary>
    private sealed class EventPages(ITableStore tables, string id)
    {
        private readonly List<TrialEvent> page = [];
        private int number;

        public int Count { get; private set; }

        public DateTimeOffset? Reached { get; private set; }

        /// <summary>True where a page was full and is kept.</summary>
        public async Task<bool> Add(IReadOnlyList<TrialEvent> news, DateTimeOffset reached, CancellationToken cancellation)
        {
            page.AddRange(news);
            (Count, Reached) = (Count + news.Count, reached);
            if (page.Count < EventsPerPage)
                return false;
            await Keep(cancellation);
            return true;
        }

        public async Task Keep(CancellationToken cancellation)
        {
            if (page.Count == 0)
                return;
            await tables.Upsert(WorkshopTables.TrialPages, WorkshopTables.PageKey(id, number), new TrialEvents(number, [.. page]), cancellation);
            number++;
            page.Clear();
        }
    }
}
