using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>Requests that went another way than through their gate, and links that are good for nothing any more.</summary>
internal sealed class EndsFurniture(OfficeApi api, OfficeWork work, Dictionary<string, string> paths)
{
    private string? silent;

    /// <summary>What must stand while weeks pass, so that it runs out of time.</summary>
    public async Task BeforeWeeksPass()
    {
        silent = await AtGate("Heated steps at the south entrance");
        paths["approval-expired"] = await work.Link(People.Approvers[0], silent, "/approvals/");
    }

    public async Task Furnish()
    {
        await Patience.Until("the silent gate's end", async () => (await api.Request(silent!)).Status == "declined" ? "" : null);
        var target = (await Submit("Covered stands for two hundred bicycles")).Id;
        var merged = await Submit("A roof over the bicycles at hall 3");
        await Screen(merged.Id, new { decision = "merge", into = target, note = "The same stands." });
        paths["tracking-merged"] = merged.TrackingUrl.AbsolutePath;

        var deferred = await Submit("A second lift in the old building");
        var since = await Patience.Until("its screening", async () => (await api.Request(deferred.Id)).WaitingFor.FirstOrDefault());
        await Screen(deferred.Id, new { decision = "defer", until = DateOnly.FromDateTime(since.Since.UtcDateTime).AddDays(80), note = "Not before the fire inspection has been." });
        paths["tracking-deferred"] = deferred.TrackingUrl.AbsolutePath;

        var stopped = await Submit("Lockers for the drivers of other firms");
        await Patience.Until("its screening", async () => (await api.Request(stopped.Id)).WaitsFor("screening") ? "" : null);
        (await api.Post($"/api/v1/operations/instances/{stopped.Id}/terminate", new { reason = "Asked twice by mistake; the other one goes on." }, People.Administrator)).Expect(202);
        await Patience.Until("its stop", async () => (await api.Request(stopped.Id)).Status == "stopped" ? "" : null);
        paths["tracking-stopped"] = stopped.TrackingUrl.AbsolutePath;

        var withdrawn = await Submit("A larger sign at the motorway");
        paths["withdraw"] = $"{paths["tracking"]}/withdraw";
        (await api.PostForm($"{withdrawn.TrackingUrl.AbsolutePath}/withdraw", new Dictionary<string, string> { ["reason"] = "The town puts one up." })).Expect(303);
        paths["tracking-withdrawn"] = withdrawn.TrackingUrl.AbsolutePath;

        await VoidLinks();
    }

    private async Task VoidLinks()
    {
        var delegated = await work.Link(People.Approvers[0], await AtGate("Quieter fans in the canteen"), "/approvals/");
        var form = PageForm.Find((await api.Get(delegated)).Expect(200).Body, "to")!;
        (await api.PostForm(form.Action, form.With(("to", "renee.dubois@example.org")))).Expect(303);
        paths["approval-delegated"] = delegated;

        var asked = await Submit("Shutters for the west windows");
        await ToGate(asked.Id);
        paths["approval-changed"] = await work.Link(People.Approvers[0], asked.Id, "/approvals/");
        var page = asked.TrackingUrl.AbsolutePath;
        var revise = PageForm.Find((await api.Get($"{page}/revise")).Expect(200).Body, "title")!;
        (await api.PostForm(revise.Action, revise.With(
            ("title", "Shutters for the west and south windows"), ("description", "The sun stands in people's eyes from two o'clock."), ("fields.cost", "31000"), ("fields.unit", "operations")))).Expect(303);
        await Patience.Until("a newer link", async () => await work.Link(People.Approvers[0], asked.Id, "/approvals/") != paths["approval-changed"] ? "" : null);
        paths["approval-asked-again"] = await work.Link(People.Approvers[0], asked.Id, "/approvals/");
    }

    private Task<Submitted> Submit(string title) => work.Submit(title, "The present way annoys everybody every day.", "Sofia Lindqvist", 26_000m, "operations");

    private async Task<string> AtGate(string title)
    {
        var id = (await Submit(title)).Id;
        await ToGate(id);
        return id;
    }

    private async Task ToGate(string id)
    {
        await work.Screen(id, "qualify");
        await work.Score(id, People.Lead, 2, 1, 1, 2, 1);
    }

    private async Task Screen(string id, object decision)
    {
        await Patience.Until($"screening of {id}", async () => (await api.Request(id)).WaitsFor("screening") ? "" : null);
        (await api.Post($"/api/v1/requests/{id}/screening", decision, People.Analyst)).Expect(202);
        await Patience.Until($"end of the screening of {id}", async () => !(await api.Request(id)).WaitsFor("screening") ? "" : null);
    }
}
