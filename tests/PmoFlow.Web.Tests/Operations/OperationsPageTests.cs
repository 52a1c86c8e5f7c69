using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Operations;

/// <summary>An administrator looks and acts by pages and forms, without script.</summary>
public sealed class OperationsPageTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task request_number_finds_every_instance_that_works_for_it()
    {
        var (project, other) = (await office.Project("Found by its number"), await office.Project("Another"));
        using var admin = office.As(TestOffice.Administrator);
        var number = project["P-".Length..];

        var page = WebUtility.HtmlDecode(await admin.Page($"/operations?q={number.ToLowerInvariant()}"));

        foreach (var id in new[] { number, $"{number}:gate:", project, $"{project}:status", $"{project}:watch" })
            Assert.Contains($"/operations/instances/{Uri.EscapeDataString(id)}", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/projects/{project}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(other["P-".Length..], page, StringComparison.Ordinal);
        var all = (await admin.GetJson("/api/v1/operations/instances?pageSize=500")).GetProperty("items").EnumerateArray()
            .Select(instance => instance.Text("id")).Where(id => id.Contains(number, StringComparison.Ordinal)).ToList();
        Assert.Contains($"{all.Count} instances", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task instance_says_in_words_what_it_did_and_why_it_waits_and_until_when()
    {
        var id = await office.AtGate("Waits at a gate");
        using var admin = office.As(TestOffice.Administrator);
        var gate = await Gate(admin, id);

        var page = WebUtility.HtmlDecode(await admin.Page($"/operations/instances/{Uri.EscapeDataString(gate)}"));

        Assert.Contains("For the event Decided", page, StringComparison.Ordinal);
        Assert.Contains("For a time. Until", System.Text.RegularExpressions.Regex.Replace(page, @"\s+", " "), StringComparison.Ordinal);
        Assert.Contains("OpenGate asked for", page, StringComparison.Ordinal);
        Assert.Contains("OpenGate completed", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/requests/{id}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task command_is_confirmed_with_a_reason_and_kept_with_who_and_why()
    {
        var (id, _) = await office.Submit("Suspended by form");
        using var admin = office.As(TestOffice.Administrator);
        var suspend = $"/operations/instances/{id}/suspend";

        var without = await admin.Fill(suspend, suspend, ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        Assert.Contains("Say why", await without.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal($"/operations/instances/{id}", (await admin.Fill(suspend, suspend, ("reason", "The archive moves <tonight>."))).SeeOther());

        var page = await admin.Page($"/operations/instances/{id}");
        Assert.Contains("For a person: it is suspended.", page, StringComparison.Ordinal);
        Assert.Contains("The archive moves &lt;tonight&gt;.", page, StringComparison.Ordinal);
        Assert.Contains(TestOffice.Administrator, page, StringComparison.Ordinal);
        Assert.Contains("The archive moves", await admin.Page("/operations/commands"), StringComparison.Ordinal);
        Assert.Contains("does not apply", await admin.Page(suspend, HttpStatusCode.Conflict), StringComparison.Ordinal);

        var resume = $"/operations/instances/{id}/resume";
        (await admin.Fill(resume, resume, ("reason", "It has moved."))).SeeOther();
        Assert.DoesNotContain("it is suspended", await admin.Page($"/operations/instances/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task form_from_elsewhere_does_nothing()
    {
        var (id, _) = await office.Submit("Not terminated by a forged form");
        using var admin = office.As(TestOffice.Administrator);

        var forged = await admin.Send($"/operations/instances/{id}/terminate", ("reason", "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal("running", (await admin.GetJson($"/api/v1/operations/instances/{id}")).GetProperty("instance").Text("state"));
    }

    [Fact]
    public async Task backup_is_taken_at_the_press_of_a_button_and_shown()
    {
        using var admin = office.As(TestOffice.Administrator);

        Assert.Equal("/operations#backup", (await admin.Fill("/operations", "/operations/backup")).SeeOther());

        var last = (await admin.GetJson("/api/v1/operations")).GetProperty("lastBackup");
        Assert.True(File.Exists(last.Text("place")));
        Assert.Equal(new FileInfo(last.Text("place")).Length, last.GetProperty("bytes").GetInt64());
        Assert.Contains(WebUtility.HtmlEncode(last.Text("place")), await admin.Page("/operations"), StringComparison.Ordinal);
    }

    private static async Task<string> Gate(HttpClient admin, string request) =>
        (await admin.GetJson($"/api/v1/operations/instances?q={request}:gate")).GetProperty("items")[0].Text("id");
}
