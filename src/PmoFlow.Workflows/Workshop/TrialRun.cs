using System.Globalization;
using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Organisation;
using PmoFlow.Workflows.Intake;

namespace PmoFlow.Workflows.Workshop;

/// <summary>Lets a made-up request live: time passes to whatever comes next, a deadline or somebody's word, until it ends or is stopped.</summary>
internal sealed class TrialRun(TrialWorld world, TrialPlan plan, Lifecycle lifecycle, OfficeSettings office)
{
    /// <summary>The most that can happen before it is stopped.</summary>
    public const int MostEvents = 1_000;

    /// <summary>The longest time that can pass before it is stopped.</summary>
    public const int MostYears = 10;

    private static readonly TrialBehaviour OfDelegates = new(TrialAct.Approve, 1);

    private readonly Dictionary<string, DateTimeOffset> turns = [];
    private readonly HashSet<string> done = [];
    private readonly Dictionary<string, TrialRole> roles = TrialRole.Of(lifecycle).DistinctBy(role => role.Key).ToDictionary(role => role.Key);

    /// <summary>Runs it to its end.</summary>
    /// <param name="happened">Is told what has happened, a part at a time, in order.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(TrialState State, string Result, RequestOutcome? Outcome)> Run(Func<IReadOnlyList<TrialEvent>, DateTimeOffset, Task> happened, CancellationToken cancellation)
    {
        var submitted = await world.Get<RequestDesk>().Submit(new SubmitRequest(lifecycle.Name, plan.Title, "A request that somebody made up to try this process.",
            new Requester("Toni Trial", "toni.trial@example.org"), plan.Fields), cancellation);
        if (submitted is not Outcome<SubmittedRequest>.Done(var begun))
            return (TrialState.Failed, $"The request is refused: {((Outcome<SubmittedRequest>.Refused)submitted).Refusal.Message}", null);
        var (id, count) = (begun.Request.Id, 0);
        var (people, leads, diary) = (new TrialPeople(world, lifecycle, id, begun.TrackingToken), new TrialLeads(world, lifecycle), new TrialDiary(world, id));
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            await world.WhenIdle();
            var news = await diary.News(cancellation);
            count += news.Count;
            await happened(news, world.Clock.GetUtcNow());
            var record = await world.Get<RequestLedger>().Get(id, cancellation);
            if (record.Outcome != RequestOutcome.Open)
                return (TrialState.Ended, Ended(record), record.Outcome);
            if (count > MostEvents)
                return (TrialState.Stopped, $"Stopped: more than {MostEvents:N0} things have happened, and the request is still in {record.StageTitle}.", null);
            var deeds = (await people.Turns(record, cancellation)).Concat(record.Project is { } project ? await leads.Turns(project, cancellation) : [])
                .Where(deed => !done.Contains(deed.Slot) && Behaviour(deed).Act != TrialAct.Silent).OrderBy(When).ToList();
            var next = Earlier(deeds.Count > 0 ? When(deeds[0]) : null, world.NextTimer);
            if (next is not { } then)
                return (TrialState.Stopped, $"Stopped: nothing is left that could move the request on. It is in {record.StageTitle}.", null);
            if (then > plan.Begins.AddYears(MostYears))
                return (TrialState.Stopped, $"Stopped: after {MostYears} years the request is still in {record.StageTitle}.", null);
            world.Clock.AdvanceTo(then);
            if (deeds.Count > 0 && When(deeds[0]) <= world.Clock.GetUtcNow() && done.Add(deeds[0].Slot) && await deeds[0].Do(Behaviour(deeds[0]).Act) is { } refusal)
                await happened([new TrialEvent(world.Clock.GetUtcNow(), TrialEventKind.Happened, "Nobody", $"Not done: {refusal.Message}")], world.Clock.GetUtcNow());
        }
    }

    /// <summary>So many working days after it became their turn; the time of day is that of their turn.</summary>
    private DateTimeOffset When(TrialDeed deed)
    {
        if (!turns.TryGetValue(deed.Slot, out var since))
            turns[deed.Slot] = since = world.Clock.GetUtcNow();
        return office.Calendar.AddWorkingDays(since, Behaviour(deed).After);
    }

    private TrialBehaviour Behaviour(TrialDeed deed) => plan.People.GetValueOrDefault(deed.Role)
        ?? (roles.GetValueOrDefault(deed.Role) is { } role ? new(role.Acts[0], role.After) : OfDelegates);

    private string Ended(RequestRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"{record.StageTitle} after {(world.Clock.GetUtcNow() - plan.Begins).TotalDays:0.#} days{(string.IsNullOrWhiteSpace(record.Reason) ? "." : $": {record.Reason}")}");

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
