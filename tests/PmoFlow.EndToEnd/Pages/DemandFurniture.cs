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
}
