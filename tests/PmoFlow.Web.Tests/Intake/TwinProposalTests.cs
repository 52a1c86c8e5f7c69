using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Intake;

public sealed class TwinProposalTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task a_reworded_twin_is_proposed_while_typing_and_by_the_button_without_script()
    {
        var (id, _) = await office.Submit("Scan incoming supplier invoices and post them automatically");
        await office.Submit("Bicycle stands behind the warehouse");
        await office.Advance("PT10S");
        (string, string)[] typed = [("title", "Automatic posting of scanned supplier invoice documents"), ("description", "Invoices from suppliers are typed by hand today.")];

        using var content = new FormUrlEncodedContent(typed.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var asked = new HttpRequestMessage(HttpMethod.Post, "/requests/similar") { Content = content };
        asked.Headers.Add("X-Part", "1");
        var part = await (await office.Anybody.SendAsync(asked, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var whole = await (await office.Anybody.Send("/requests/similar", typed)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains(id, part, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", part, StringComparison.Ordinal);
        Assert.DoesNotContain("Bicycle", part, StringComparison.Ordinal);
        Assert.Contains(id, whole, StringComparison.Ordinal);
        Assert.Contains("value=\"Automatic posting of scanned supplier invoice documents\"", whole, StringComparison.Ordinal);
        // Who asks learns what is asked for and where it is, not by whom.
        Assert.DoesNotContain("Ann Doe", part, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_resembles_nothing_is_said_to_resemble_nothing()
    {
        var answer = await office.Anybody.Send("/requests/similar", ("title", "Quantum telescope calibration"), ("description", "Astronomy."));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("No request that we know asks for the same", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
