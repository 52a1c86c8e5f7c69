using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

public sealed class SignInTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task choosing_a_person_signs_them_in_and_leads_back()
    {
        var response = await office.Anybody.Fill("/sign-in?return=%2Fprojects", "/sign-in", ("email", TestOffice.Analyst));
        Assert.Equal("/projects", response.SeeOther());

        using var request = new HttpRequestMessage(HttpMethod.Get, "/projects");
        request.Headers.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pmoflow=", StringComparison.Ordinal)).Split(';')[0]);
        var page = await (await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Amélie Laurent", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    public async Task a_sign_in_leads_to_no_other_site(string elsewhere)
    {
        var response = await office.Anybody.Fill($"/sign-in?return={Uri.EscapeDataString(elsewhere)}", "/sign-in", ("email", TestOffice.Executive), ("return", elsewhere));

        Assert.Equal("/", response.SeeOther());
    }

    [Fact]
    public async Task a_form_of_somebody_signed_in_needs_the_token_of_its_page()
    {
        var (id, _) = await office.Submit("Forged");
        using var analyst = office.As(TestOffice.Analyst);

        var response = await analyst.Send($"/requests/{id}/screening", ("decision", "qualify"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("screening", (await analyst.GetJson($"/api/v1/requests/{id}")).Text("stage"));
    }

    [Fact]
    public async Task the_cookie_is_kept_from_scripts_and_other_sites()
    {
        var response = await office.Anybody.Fill("/sign-in", "/sign-in", ("email", TestOffice.Analyst));

        var cookie = response.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("pmoflow=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
