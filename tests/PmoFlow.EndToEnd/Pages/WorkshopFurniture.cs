using PmoFlow.EndToEnd.Office;

namespace PmoFlow.EndToEnd.Pages;

/// <summary>What lies on the bench of the process workshop: a draft that passes its checks and one that does not.</summary>
internal static class WorkshopFurniture
{
    public static async Task Furnish(OfficeApi api, Dictionary<string, string> paths)
    {
        var shipped = (await api.Get("/api/v1/lifecycles", People.Administrator)).Expect(200).Read<Versions>().Items.First(version => version.Lifecycle == "standard").Version;
        var (standard, next) = (await File(api, "standard", shipped), shipped + 1);
        var changed = standard.Replace($"version: {shipped}", $"version: {next}", StringComparison.Ordinal)
            .Replace("quorum: majority", "quorum: 2 of", StringComparison.Ordinal).Replace("signInAbove: 1000000", "signInAbove: 250000", StringComparison.Ordinal);
        (await api.Post("/api/v1/lifecycles/standard/publish", new { file = changed, note = "Two are enough; above 250,000 they sign in." }, People.Administrator)).Expect(201);
        await Save(api, "standard", changed.Replace($"version: {next}", $"version: {next + 1}", StringComparison.Ordinal).Replace("serviceLevel: 2 working days", "serviceLevel: 3 working days", StringComparison.Ordinal));
        paths["lifecycle-compare"] = $"/lifecycles/standard/compare?from={shipped}&to={next}";
        paths["lifecycle-migrate"] = $"/lifecycles/standard/migrate?from={shipped}&to={next}";
        var move = new { from = shipped, to = next, requests = new[] { paths["request-scoring"]["/requests/".Length..] } };
        var migration = await api.Post("/api/v1/lifecycles/standard/migrations", move, People.Administrator);
        paths["lifecycle-migration"] = $"/lifecycles/standard/migrations/{migration.Expect(202).Read<Numbered>().Id}";
        await Save(api, "fast-track", (await File(api, "fast-track", 1)).Replace("quorum: any", "quorum: anybody", StringComparison.Ordinal));
        var trial = await api.Post("/api/v1/lifecycles/standard/trials", new { fields = new { unit = "operations", cost = 90_000 } }, People.Administrator);
        paths["lifecycle-trial"] = $"/lifecycles/standard/trials/{trial.Expect(201).Read<Numbered>().Id}";
    }

    private static async Task<string> File(OfficeApi api, string name, int version) =>
        (await api.Get($"/api/v1/lifecycles/{name}/versions/{version}", People.Administrator)).Expect(200).Read<FileOf>().File;

    private static async Task Save(OfficeApi api, string name, string file) =>
        (await api.Put($"/api/v1/lifecycles/{name}/draft", new { file }, People.Administrator)).Expect(200);

    private sealed record Versions(IReadOnlyList<Published> Items);

    private sealed record Published(string Lifecycle, int Version);

    private sealed record FileOf(string File);

    private sealed record Numbered(string Id);
}
