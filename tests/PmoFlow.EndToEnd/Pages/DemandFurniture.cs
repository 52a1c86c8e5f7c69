using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>What requesters write besides their request: a draft, another revision, messages.</summary>
internal static class DemandFurniture
{
    public static async Task Furnish(OfficeApi api, OfficeWork work, Dictionary<string, string> paths)
    {
        var draft = await api.PostForm("/requests/drafts", new Dictionary<string, string>
        {
            ["lifecycle"] = "standard",
            ["title"] = "Shared bicycles between the halls",
            ["description"] = "It is a twelve-minute walk, four times a day.",
        });
        paths["draft"] = draft.Location!.OriginalString;

        await Attach(api, paths);
        var submitted = await work.Submit("Labels that survive the washing line", "They come off at 60 °C.", "Sofia Lindqvist", 12_000m, "operations");
        var (id, tracking) = (submitted.Id, submitted.TrackingUrl.AbsolutePath);
        paths["revise"] = $"{tracking}/revise";
        paths["revisions"] = $"/requests/{id}/revisions";
        paths["request-messages"] = $"/requests/{id}";
        paths["tracking-messages"] = tracking;
        (await api.PostForm($"{tracking}/revise", new Dictionary<string, string>
        {
            ["revision"] = "1",
            ["title"] = "Labels and hooks that survive the washing line",
            ["description"] = "They come off at 60 °C. The hooks rust.",
            ["fields.cost"] = "14500",
            ["fields.unit"] = "operations",
            ["fields.urgency"] = "thisQuarter",
        })).Expect(303);
        (await api.PostForm($"{tracking}/messages", new Dictionary<string, string> { ["message"] = "I have a sample of each, if that helps." })).Expect(303);
        (await api.Post($"/api/v1/requests/{id}/messages", new { text = "It does. Please bring them to the office on Thursday." }, People.Analyst)).Expect(202);
    }

    private static async Task Attach(OfficeApi api, Dictionary<string, string> paths)
    {
        using var picture = new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[230_000]]);
        var file = (await api.Send(HttpMethod.Post, "/api/v1/uploads?lifecycle=fast-track&field=evidence&name=The%20dark%20corner%20of%20hall%202.png", picture)).Expect(201).Read<Uploaded>();
        var submitted = (await api.Post("/api/v1/requests", new
        {
            lifecycle = "fast-track",
            title = "A lamp for the corner where the pallets wait",
            description = "People stumble there in winter.",
            requester = new { name = "Sofia Lindqvist", email = "sofia@example.org" },
            fields = new { evidence = file.Id, unit = "operations", cost = 9_000 },
        })).Expect(201).Read<Submitted>();
        paths["request-files"] = $"/requests/{submitted.Id}";
        paths["tracking-files"] = submitted.TrackingUrl.AbsolutePath;
        paths["revise-files"] = $"{submitted.TrackingUrl.AbsolutePath}/revise";
    }

    private sealed record Uploaded(string Id);
}
