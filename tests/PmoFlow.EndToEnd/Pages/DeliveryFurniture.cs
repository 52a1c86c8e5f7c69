using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>A project with milestones that move, money over its budget, and risks.</summary>
internal static class DeliveryFurniture
{
    public static async Task Furnish(OfficeApi api, string project, Dictionary<string, string> paths)
    {
        await Put("milestones", new
        {
            milestones = new object[]
            {
                new { name = "m1", title = "Lockers ordered", baseline = "2026-09-15", plan = "2026-09-15", actual = "2026-09-18" },
                new { name = "m2", title = "Wiring of hall 2 accepted by the fire officer", baseline = "2026-11-30", plan = "2027-01-15", days = new[] { 20, 30, 60 }, after = new[] { "m1" } },
                new { name = "m3", title = "First shift uses them", baseline = "2027-02-15", plan = "2027-03-15", days = new[] { 20, 40, 90 }, after = new[] { "m2" } },
            },
        });
        await Put("money", new
        {
            months = new object[]
            {
                new { month = Month(-3), budget = 4_000, actual = 4_400, complete = 8 }, new { month = Month(-2), budget = 9_000, actual = 10_300, complete = 22 },
                new { month = Month(-1), budget = 12_000, actual = 14_100, complete = 41 }, new { month = Month(0), budget = 11_000, actual = 12_500.50, complete = 58 },
                new { month = Month(1), budget = 7_000, forecast = 9_000 }, new { month = Month(2), budget = 3_000, forecast = 6_000 }, new { month = Month(3), budget = 2_000, forecast = 5_000 },
            },
        });
        foreach (var entry in new object[]
        {
            new { kind = "risk", title = "The supplier delivers late", detail = "Their plant moves in January.", probability = 4, impact = 4, owner = "Kwame Mensah", due = "2027-01-10" },
            new { kind = "risk", title = "The floor does not bear them", probability = 1, impact = 5 },
            new { kind = "issue", title = "Two lockers came broken", impact = 2 },
            new { kind = "decision", title = "Steel instead of aluminium", detail = "Cheaper by a fifth, and in stock." },
        })
        {
            (await api.Send(HttpMethod.Post, $"/api/v1/projects/{project}/raid", System.Net.Http.Json.JsonContent.Create(entry), People.Analyst)).Expect(201);
        }
        foreach (var item in new[] { "plan", "risks", "people" })
            await Put($"phases/plan/items/{item}", new { done = true });
        (await Post("phases/plan/tailoring", new { leaveOut = "others", because = "It needs nothing of other projects." })).Expect(200);
        (await Post("changes", new
        {
            title = "A second hall", because = "The first one is too small for both shifts; without it the night shift waits another year.",
            scope = "Lockers in hall 2 as well.", budget = 66_000, milestones = new[] { new { name = "m3", day = "2027-06-15" } },
            months = new[] { new { month = "2027-03", budget = 18_000 } },
        })).Expect(202);
        (await Post("phases/plan/next", new { })).Expect(202);
        (await Post("benefits", new
        {
            title = "No key is lost any more", measure = "Keys that are replaced in a year, as facility management counts them", counts = "keys a year", before = 140, target = 20,
            ownerEmail = "renee.dubois@example.org",
        })).Expect(201);
        await Put("closure", new
        {
            delivered = "Lockers for the first shift.", notDelivered = "Hall 2 waits for the fire officer.",
            lessons = new[] { new { happened = "The wiring had to be done twice.", advice = "Ask the fire officer before the electrician." } },
        });
        await Put("closure/handover/running", new { done = true });
        var program = (await api.Send(HttpMethod.Post, "/api/v1/programs", System.Net.Http.Json.JsonContent.Create(new
        {
            name = "A shift without keys", outcome = "Nobody of either hall waits for a key, and none is lost any more.", unit = "operations", ownerEmail = "renee.dubois@example.org",
        }), People.Analyst)).Expect(201).Read<System.Text.Json.JsonElement>().GetProperty("id").GetString()!;
        await Put("program", new { program, from = "2026-10-01" });
        (paths["program"], paths["program-past"]) = ($"/programs/{program}", $"/programs/{program}?asOf=2026-10-15&rule=weighted");
        paths["program-new"] = $"/programs/new?project={project}";
        foreach (var part in new[] { "milestones", "money", "raid", "phases", "changes", "closure" })
            paths[$"project-{part}"] = $"/projects/{project}/{part}";

        // What is spent and done is of months that are over, whenever this runs.
        static string Month(int from) => TimeProvider.System.GetUtcNow().AddMonths(from).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

        Task<Answer> Post(string part, object body) =>
            api.Send(HttpMethod.Post, $"/api/v1/projects/{project}/{part}", System.Net.Http.Json.JsonContent.Create(body), People.Analyst);

        async Task Put(string part, object body) =>
            (await api.Send(HttpMethod.Put, $"/api/v1/projects/{project}/{part}", System.Net.Http.Json.JsonContent.Create(body), People.Analyst)).Expect(200);
    }
}
