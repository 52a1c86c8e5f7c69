using System.Collections.Concurrent;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Demand;

/// <summary>Compares what the office shows with what it has confirmed. Knows nothing of how either came about.</summary>
internal sealed class DemandCheck(OfficeApi api, Acknowledgements log)
{
    private readonly ConcurrentBag<string> problems = [];

    /// <summary>Everything that is lost, doubled or wrong; empty where nothing is.</summary>
    public async Task<IReadOnlyList<string>> Run(IReadOnlyList<DemandItem> items)
    {
        var requests = await api.All<RequestState>("/api/v1/requests?pageSize=500");
        Expect(requests.Count == items.Count, $"{items.Count} requests were sent, {requests.Count} are there");
        var projects = (await api.All<ProjectState>("/api/v1/projects?pageSize=500")).ToLookup(project => project.Request ?? "");
        var invitations = new HashSet<(string, string)>();
        foreach (var approver in People.Approvers)
            invitations.UnionWith((await api.Messages(approver)).Select(mail => (approver, mail.About)));

        await Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (item, _) =>
        {
            if (!log.Requests.TryGetValue(item.Number, out var id))
            {
                problems.Add($"{item.Key} was never accepted");
                return;
            }
            await Check(item, id, projects[id].Count());
            foreach (var approver in People.Approvers)
                Expect(invitations.Contains((approver, id)), $"{id}: no mail to {approver}");
        });
        return [.. problems.Order(StringComparer.Ordinal)];
    }

    private async Task Check(DemandItem item, string id, int projects)
    {
        var answer = await api.Get($"/api/v1/requests/{id}", People.Analyst);
        if (answer.Status != 200)
        {
            problems.Add($"{id}: accepted, and lost ({answer.Status})");
            return;
        }
        var request = answer.Read<RequestState>();
        Expect(request.Title == item.Title && request.Cost == item.Cost, $"{id}: it is {request.Title} for {request.Cost}, not {item.Title} for {item.Cost}");
        Expect(request.Stage == (item.IsApproved ? "delivery" : "declined"), $"{id}: it is in {request.Stage}");
        Expect(projects == (item.IsApproved ? 1 : 0), $"{id}: it has {projects} projects");

        var timeline = (await api.Get($"/api/v1/requests/{id}/timeline", People.Analyst)).Expect(200).Read<Timeline>();
        if (TimelineChain.Problem(timeline) is { } broken)
            problems.Add($"{id}: {broken}");
        foreach (var kind in (string[])["submitted", "qualified", "scored", "gate-opened"])
            Expect(timeline.Entries.Count(entry => entry.Kind == kind) == 1, $"{id}: {kind} {timeline.Entries.Count(entry => entry.Kind == kind)} times");
        CheckDecisions(item, id, [.. timeline.Entries.Where(entry => entry.Kind == "decided")]);
        await CheckMails(item, id);
    }

    private void CheckDecisions(DemandItem item, string id, IReadOnlyList<TimelineStep> decided)
    {
        foreach (var seat in decided.GroupBy(entry => entry.Actor).Where(seat => seat.Count() > 1))
            problems.Add($"{id}: {seat.Key} decided {seat.Count()} times");
        var verdicts = decided.Where(entry => entry.Details["verdict"] != "Open").ToList();
        Expect(verdicts.Count == 1, $"{id}: {verdicts.Count} verdicts");
        Expect(verdicts.All(entry => entry.Details["verdict"] == (item.IsApproved ? "Approved" : "Declined")), $"{id}: the wrong verdict");
        for (var i = 0; i < People.Approvers.Count; i++)
        {
            var (approver, said) = (People.Approvers[i], item.DecisionOf(i) == "approve" ? "approved" : "declined");
            Expect(decided.Where(entry => entry.Actor == approver).All(entry => entry.Details["decision"] == said), $"{id}: {approver} did not say that");
            var confirmed = log.Decisions.GetValueOrDefault((id, approver));
            Expect(confirmed <= 1, $"{id}: the decision of {approver} was taken {confirmed} times");
        }
    }

    private async Task CheckMails(DemandItem item, string id)
    {
        var subjects = (await api.Messages(item.RequesterEmail)).Select(mail => mail.Subject).ToList();
        var end = item.IsApproved ? "Approved" : "Declined";
        Expect(subjects.Count(subject => subject.StartsWith($"[{id}] We have your request", StringComparison.Ordinal)) == 1, $"{id}: no mail that it arrived");
        Expect(subjects.Count(subject => subject.StartsWith($"[{id}] {end}", StringComparison.Ordinal)) == 1, $"{id}: no mail '{end}'");
    }

    private void Expect(bool so, string otherwise)
    {
        if (!so)
            problems.Add(otherwise);
    }
}
