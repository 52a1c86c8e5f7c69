using PmoFlow.Domain;
using PmoFlow.Domain.Intake;
using PmoFlow.Domain.Lifecycles;
using PmoFlow.Domain.Timeline;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Intake;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Workflows.Workshop;

/// <summary>What has happened in a trial since it was last asked: entries of the timelines, mails, and what is waited for now.</summary>
internal sealed class TrialDiary(TrialWorld world, RequestId request)
{
    private const int LongestMail = 6_000;

    private readonly HashSet<string> waits = [];
    private int ofRequest;
    private int ofProject;
    private int mails;

    public async Task<IReadOnlyList<TrialEvent>> News(CancellationToken cancellation)
    {
        var news = new List<TrialEvent>();
        var record = await world.Get<RequestLedger>().Get(request, cancellation);
        var timeline = await world.Get<RequestQueries>().Timeline(request, cancellation);
        // A gate that closes and the request that moves on for it say the same: read one after the other, that is once too often.
        news.AddRange(timeline.Skip(ofRequest).DistinctBy(entry => (entry.At, entry.Summary)).Select(Entry));
        ofRequest = timeline.Count;
        if (record.Project is { } project)
        {
            var own = await world.Get<ProjectQueries>().Timeline(project, cancellation);
            news.AddRange(own.Skip(ofProject).Select(Entry));
            ofProject = own.Count;
        }
        var sent = world.Mails;
        news.AddRange(sent.Skip(mails).Select(mail => new TrialEvent(mail.At, TrialEventKind.Mail, $"{mail.Mail.To.Name} <{mail.Mail.To.Email}>", mail.Mail.Subject)
        {
            Mail = mail.Mail.Text.Length > LongestMail ? mail.Mail.Text[..LongestMail] + "…" : mail.Mail.Text,
        }));
        mails = sent.Count;
        foreach (var wait in record.Waiting.Concat(record.Project is { } running ? (await world.Get<ProjectQueries>().Find(running, cancellation))!.Waiting : []))
        {
            if (waits.Add($"{wait.Kind}|{wait.Part}|{wait.Who}|{wait.Since:O}|{wait.Due:O}"))
                news.Add(new TrialEvent(world.Clock.GetUtcNow(), TrialEventKind.Waits, wait.Who, wait.Kind.Replace('-', ' ')) { Due = wait.Due, Then = wait.Then, Gate = Gate(record, wait) });
        }
        return [.. news.OrderBy(happened => happened.At)];
    }

    private string? Gate(RequestRecord record, Wait wait) =>
        wait.Kind is "decision" or "deferred" && world.Get<LifecycleLibrary>().Get(record.Lifecycle).Stage(record.Stage) is LifecycleStage.Approval stage
            ? stage.AllGates.FirstOrDefault(gate => wait.Part is null || gate.Name == wait.Part)?.Title : null;

    private static TrialEvent Entry(TimelineEntry entry) => new(entry.At, TrialEventKind.Happened, entry.Actor == TimelineEntry.Office ? "The office" : entry.Actor, entry.Summary);
}
