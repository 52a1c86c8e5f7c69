using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>What lies on the bench of the process workshop: a draft that passes its checks and one that does not.</summary>
internal static class WorkshopFurniture
{
    public static async Task Furnish(OfficeApi api, Dictionary<string, string> paths)
    {
        var standard = await File(api, "standard", 2);
        await Save(api, "standard", standard.Replace("version: 2", "version: 3", StringComparison.Ordinal)
            .Replace("quorum: majority", "quorum: 2 of", StringComparison.Ordinal).Replace("signInAbove: 1000000", "signInAbove: 250000", StringComparison.Ordinal));
        await Save(api, "fast-track", (await File(api, "fast-track", 1)).Replace("quorum: any", "quorum: anybody", StringComparison.Ordinal));
        var trial = await api.Post("/api/v1/lifecycles/standard/trials", new { fields = new { unit = "operations", cost = 90_000 } }, People.Administrator);
        paths["lifecycle-trial"] = $"/lifecycles/standard/trials/{trial.Expect(201).Read<Trial>().Id}";
    }

    private static async Task<string> File(OfficeApi api, string name, int version) =>
        (await api.Get($"/api/v1/lifecycles/{name}/versions/{version}", People.Administrator)).Expect(200).Read<Version>().File;

    private static async Task Save(OfficeApi api, string name, string file) =>
        (await api.Put($"/api/v1/lifecycles/{name}/draft", new { file }, People.Administrator)).Expect(200);

    private sealed record Version(string File);

    private sealed record Trial(string Id);
}
