using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Webhooks;

public sealed partial class WebhookApiTests(TestOffice office) : IClassFixture<TestOffice>
{
    // Nobody listens there: what is tested is what the office says of it.
    private const string Nowhere = "http://127.0.0.1:9/hooks";

    [Fact]
    public async Task secret_is_in_the_answer_to_the_subscription_and_in_no_other()
    {
        using var admin = office.As(TestOffice.Administrator);
        var made = await admin.PostJson("/api/v1/webhooks", new { address = Nowhere, types = new[] { "pmoflow.request.*" }, note = "Warehouse" }, HttpStatusCode.Created);
        var (id, secret) = (made.Text("id")!, made.Text("secret")!);
        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);

        Assert.False((await admin.GetJson($"/api/v1/webhooks/{id}")).TryGetProperty("secret", out _));
        foreach (var page in new[] { "/webhooks", $"/webhooks/{id}", "/api/v1/webhooks" })
            Assert.DoesNotContain(secret, await admin.GetStringAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var renewed = await admin.PostJson($"/api/v1/webhooks/{id}/secret", new { }, HttpStatusCode.OK);
        Assert.NotEqual(secret, renewed.Text("secret"));
        using var gone = await admin.DeleteAsync($"/api/v1/webhooks/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        await (await admin.GetAsync($"/api/v1/webhooks/{id}", TestContext.Current.CancellationToken)).Json(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task attempts_in_vain_are_shown_with_what_waits()
    {
        using var admin = office.As(TestOffice.Administrator);
        var id = (await admin.PostJson("/api/v1/webhooks", new { address = Nowhere, types = new[] { "pmoflow.request.submitted" } }, HttpStatusCode.Created)).Text("id")!;
        var request = (await office.Submit("Told to nobody")).Id;
        await office.Idle();

        var waiting = Assert.Single((await admin.GetJson($"/api/v1/webhooks/{id}/waiting")).GetProperty("items").EnumerateArray());
        Assert.Equal(($"{request}.1", "pmoflow.request.submitted", "It cannot be reached."), (waiting.Text("id"), waiting.Text("type"), waiting.Text("problem")));
        var delivery = (await admin.GetJson($"/api/v1/webhooks/{id}/deliveries")).GetProperty("items").EnumerateArray().Last();
        Assert.Equal(1, delivery.GetProperty("attempt").GetInt32());
        var page = await admin.GetStringAsync($"/webhooks/{id}", TestContext.Current.CancellationToken);
        Assert.Contains("Failing since", page, StringComparison.Ordinal);
        Assert.Contains($"{request}.1", page, StringComparison.Ordinal);
        await admin.PostJson($"/api/v1/webhooks/{id}/pause", new { }, HttpStatusCode.OK);
        await office.Idle();
        Assert.Single((await admin.GetJson($"/api/v1/webhooks/{id}/parked")).GetProperty("items").EnumerateArray());
        await admin.PostJson($"/api/v1/webhooks/{id}/test", new { }, HttpStatusCode.Conflict);
        await admin.PostJson($"/api/v1/webhooks/{id}/resume", new { }, HttpStatusCode.OK);
        var again = await admin.PostJson($"/api/v1/webhooks/{id}/send-again", new { @event = $"{request}.1" }, HttpStatusCode.Accepted);
        Assert.Equal(1, again.GetProperty("events").GetInt32());
        await (await admin.DeleteAsync($"/api/v1/webhooks/{id}", TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task form_keeps_what_was_typed_and_shows_the_secret_once()
    {
        using var admin = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = office.Address };
        admin.DefaultRequestHeaders.Add("X-Dev-User", TestOffice.Administrator);
        var token = Token().Match(await admin.GetStringAsync("/webhooks/new", TestContext.Current.CancellationToken)).Groups[1].Value;

        var (status, text) = await Post("address=nowhere&types=pmoflow.request.*&note=Kept");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Give a whole address", text, StringComparison.Ordinal);
        Assert.Contains("value=\"Kept\"", text, StringComparison.Ordinal);
        (status, text) = await Post($"address={Uri.EscapeDataString(Nowhere)}&types=pmoflow.request.approved&types=pmoflow.request.declined");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("whsec_", text, StringComparison.Ordinal);

        async Task<(HttpStatusCode, string)> Post(string fields)
        {
            using var body = new StringContent($"{fields}&__RequestVerificationToken={Uri.EscapeDataString(token)}", null, "application/x-www-form-urlencoded");
            using var answer = await admin.PostAsync("/webhooks/new", body, TestContext.Current.CancellationToken);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task webhooks_are_for_administrators_and_described()
    {
        using var analyst = office.As(TestOffice.Analyst);
        await (await analyst.GetAsync("/api/v1/webhooks", TestContext.Current.CancellationToken)).Json(HttpStatusCode.Forbidden);
        using var admin = office.As(TestOffice.Administrator);
        Assert.Contains("types", (await admin.PostJson("/api/v1/webhooks", new { address = Nowhere, types = new[] { "pmoflow.nonesuch" } }, HttpStatusCode.BadRequest)).GetProperty("errors").ToString(), StringComparison.Ordinal);
        var described = (await office.Anybody.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken)).GetProperty("paths");
        foreach (var path in new[] { "", "/types", "/{id}", "/{id}/secret", "/{id}/test", "/{id}/deliveries", "/{id}/parked", "/{id}/send-again" })
            Assert.True(described.TryGetProperty("/api/v1/webhooks" + path, out _), path);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
