using PmoFlow.EndToEnd.Hosting;
using PmoFlow.EndToEnd.Office;
using Xunit;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>An office in which every page has something to show: requests at every stage, projects of every colour, actions, mails.</summary>
public sealed class FurnishedOffice : IAsyncLifetime
{
    private const string LongPolish =
        "Wdrożenie jednolitego systemu zgłaszania zapotrzebowania na usługi wewnętrzne dla wszystkich działów przedsiębiorstwa, "
        + "obejmującego również oddziały zagraniczne, podwykonawców i żółte karty gwarancji";

    private const string Reader = "priya.raghunathan@example.org";

    private HostProcess? host;

    private OfficeApi? api;

    private OfficeWork work = null!;

    internal Uri Address => host!.Address;

    internal OfficeApi Api => api!;

    /// <summary>Where the pages are, by the names under which the tests know them.</summary>
    internal Dictionary<string, string> Paths { get; } = [];

    public async ValueTask InitializeAsync()
    {
        host = await HostProcess.Start();
        api = new OfficeApi(host.Address);
        work = new OfficeWork(api);

        var red = await Project("Parcel lockers for the night shift", "operations", 48_000m, "kwame.mensah@example.org", 2, 2, 0, 1, 2);
        var amber = await Project("One sign-on for the warehouse systems", "technology", 210_000m, "lukasz.nowak@example.org", 3, 2, 1, 2, 1);
        var green = await Project("Month-end close in three days", "finance", 95_000m, "aoife.nidhomhnaill@example.org", 2, 3, 1, 2, 2);
        var second = await Project("Customer portal in Polish and Czech", "customer", 340_000m, "hana.kovarova@example.org", 3, 3, 0, 1, 1);
        await Project("Apprenticeship programme", "people", 60_000m, "cagla.yilmaz@example.org", 1, 1, 0, 2, 2);
        (await api.Put("/api/v1/digests/technology", new { }, Reader)).Expect(200);
        var ends = new EndsFurniture(api, work, Paths);
        await ends.BeforeWeeksPass();
        await work.MoveClock("P1M");
        var weekly = await Patience.Until("weekly mail", async () => (await api.Messages(Reader)).LastOrDefault(mail => mail.Subject.StartsWith("Technology, week to", StringComparison.Ordinal)));
        Paths["weekly-mail"] = $"/inbox/{Uri.EscapeDataString(weekly.Id)}";
        Paths["unsubscribe"] = weekly.Links.Select(link => new Uri(link).AbsolutePath).Single(path => path.StartsWith("/digests/unsubscribe/", StringComparison.Ordinal));
        Paths["health-check"] = await work.Link("cagla.yilmaz@example.org", "P-" + Ids["Apprenticeship programme"], "/health-checks/");
        await work.AnswerHealthCheck(red, "kwame.mensah@example.org", 90, 2, "agreed", "medium");
        await work.AnswerHealthCheck(amber, "lukasz.nowak@example.org", 12, 6, "agreed", "high");
        await work.AnswerHealthCheck(green, "aoife.nidhomhnaill@example.org", -2, 0, "agreed", "high");
        await work.AnswerHealthCheck(second, "hana.kovarova@example.org", 0, -3, "agreed", "high");
        var action = await Patience.Until("action", async () => (await api.All<ActionState>("/api/v1/actions")).FirstOrDefault());
        Paths["project"] = $"/projects/{red}";
        await DeliveryFurniture.Furnish(api, red, Paths);
        Paths["project-decision"] = await work.Link("jose.hernandez@example.org", red, "/project-decisions/");
        Paths["status-report"] = await work.Link("kwame.mensah@example.org", red, "/status-reports/");
        Paths["project-actions"] = $"/projects/{red}/actions";
        Paths["project-health"] = $"/projects/{red}/health";
        Paths["health-review"] = await work.Link("tomasz.wojcik@example.org", amber, "/health-reviews/");
        Paths["health-review-answered"] = await work.Link("tomasz.wojcik@example.org", red, "/health-reviews/");
        (await api.PostForm(Paths["health-review-answered"], new Dictionary<string, string> { ["rating"] = "amber", ["finding"] = "The supplier's new plant is real, I have seen it." })).Expect(303);
        Paths["project-status"] = $"/projects/{red}/status";
        Paths["health-check-answered"] = await work.Link("kwame.mensah@example.org", red, "/health-checks/");
        Paths["action"] = $"/actions/{action.Id}";
        Paths["action-link"] = await work.Link(action.Owner, action.Id, "/actions/");

        await Submit("New badge readers at gate 4", "operations", 18_000m);
        await work.MoveClock("P3D");
        await Demand();
        await DemandFurniture.Furnish(api, work, Paths);
        await ends.Furnish();
        await AddImport();
        await Operate();
        await WorkshopFurniture.Furnish(api, Paths);
        var mails = await api.Messages(People.Approvers[0]);
        Paths["message"] = $"/inbox/{Uri.EscapeDataString(mails[^1].Id)}";
    }

    public async ValueTask DisposeAsync()
    {
        api?.Dispose();
        if (host is not null)
            await host.DisposeAsync();
    }

    private Dictionary<string, string> Ids { get; } = [];

    /// <summary>One request at each stage before delivery.</summary>
    private async Task Demand()
    {
        Paths["request-screening"] = $"/requests/{await Submit("Wider loading dock at hall 2", "operations", 520_000m)}";
        await Submit(LongPolish, "technology", 75_500.50m);
        var scoring = await Submit("Contract archive with search", "finance", 64_000m);
        await work.Screen(scoring, "qualify");
        Paths["request-scoring"] = $"/requests/{scoring}";
        var asked = await Submit("Faster laptops for engineering", "technology", null);
        await work.Screen(asked, "ask-for-information", "How many people wait for how long each day, and for what?");
        Paths["tracking-question"] = await work.Link("sofia@example.org", asked, "/requests/track/");
        var declined = await Submit("A second canteen", "people", 900_000m);
        await work.Screen(declined, "decline", "The lease of the building ends next year.");
        Paths["tracking-declined"] = await work.Link("sofia@example.org", declined, "/requests/track/");
        var open = await AtGate("Energy meters in all halls", "operations", 75_000m, 2, 2, 2, 3, 1);
        Paths["request-approval"] = $"/requests/{open}";
        Paths["approval"] = await work.Link(People.Approvers[0], open, "/approvals/");
        await work.Decide(open, People.Approvers[1], "approve", "Pays for itself within two years.");
        Paths["approval-decided"] = await work.Link(People.Approvers[1], open, "/approvals/");
        var large = await AtGate("Replace the call centre's telephone system", "customer", 1_400_000m, 3, 2, 0, 2, 1);
        Paths["approval-sign-in"] = await work.Link(People.Approvers[0], large, "/approvals/");
    }

    private async Task AddImport()
    {
        using var file = new StringContent("""
            Project,Department,RAG,Start,End,Budget (k€),Manager
            Roof renewal hall 1,operations,Green,01.03.2026,30.11.2026,"1.250,00",Kwame Mensah
            Data warehouse,technology,Amber/Red,15.01.2026,,withheld,Łukasz Nowak
            ,finance,Red,01.01.2026,31.12.2026,"80,00",
            """, System.Text.Encoding.UTF8, "text/csv");
        var answer = await Api.Send(HttpMethod.Post, "/api/v1/imports?kind=projects&name=running_2026.csv", file, People.Analyst);
        Paths["import"] = $"/imports/{answer.Expect(201).Read<Numbered>().Id}";
    }

    /// <summary>What an administrator has done: a backup, and a health check held up.</summary>
    private async Task Operate()
    {
        var gate = $"{Paths["request-approval"]["/requests/".Length..]}:gate:";
        var found = (await Api.Get($"/api/v1/operations/instances?q={gate}", People.Administrator)).Expect(200).Read<Listing<Numbered>>();
        Paths["operations-instance"] = $"/operations/instances/{Uri.EscapeDataString(found.Items[0].Id)}";
        Paths["operations-terminate"] = $"{Paths["operations-instance"]}/terminate";
        var held = "P-" + Ids["Apprenticeship programme"];
        Paths["operations-suspended"] = $"/operations/instances/{held}";
        (await Api.Post($"/api/v1/operations/instances/{held}/suspend", new { reason = "The unit is being reorganised; asked by its leader." }, People.Administrator)).Expect(202);
        (await Api.Post("/api/v1/operations/backups", new { }, People.Administrator)).Expect(202);
        // Nobody listens on the port of "discard", so that there are attempts in vain to be seen.
        var webhook = (await Api.Post("/api/v1/webhooks", new { address = "http://127.0.0.1:9/hooks", types = new[] { "pmoflow.request.*" }, note = "The data warehouse" }, People.Administrator)).Expect(201).Read<Numbered>();
        (await Api.Post($"/api/v1/webhooks/{webhook.Id}/test", new { }, People.Administrator)).Expect(202);
        Paths["webhook"] = $"/webhooks/{webhook.Id}";
    }

    private async Task<string> Submit(string title, string unit, decimal? cost)
    {
        var description = "Today this is done by hand, three times a week, by people who are missed elsewhere. Good enough would be to halve that.";
        var submitted = await work.Submit(title, description, "Sofia Lindqvist", cost, unit);
        Paths.TryAdd("tracking", submitted.TrackingUrl.AbsolutePath);
        return Ids[title] = submitted.Id;
    }

    private async Task<string> AtGate(string title, string unit, decimal cost, params int[] levels)
    {
        var id = await Submit(title, unit, cost);
        await work.Screen(id, "qualify");
        await work.Score(id, People.Lead, levels);
        return id;
    }

    private async Task<string> Project(string title, string unit, decimal cost, string lead, params int[] levels)
    {
        var id = await Submit(title, unit, cost);
        await work.Screen(id, "qualify");
        await work.Score(id, lead, levels);
        foreach (var approver in People.Approvers.Take(2))
            await work.Decide(id, approver, "approve", "Agreed.");
        Paths["request-delivery"] = $"/requests/{id}";
        return await work.Project(id);
    }

    private sealed record Numbered(string Id);
}
