using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using PmoFlow.Functions.Hosting;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>An office as the Functions app serves it, where the platform says that its sign-in stands before it.</summary>
public sealed class OfficeBehindPlatform : TestOffice
{
    protected override string EnvironmentName => Environments.Production;

    // Written as the platform writes it.
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["WEBSITE_AUTH_ENABLED"] = "True" };

    protected override void UseBefore(IApplicationBuilder pipeline) => PlatformSignIn.Use(pipeline);
}

/// <summary>The same where the platform says nothing.</summary>
public sealed class OfficeWithoutPlatform : TestOffice
{
    protected override string EnvironmentName => Environments.Production;

    protected override void UseBefore(IApplicationBuilder pipeline) => PlatformSignIn.Use(pipeline);
}

/// <summary>Sign-in by App Service Authentication.</summary>
public sealed class PlatformSignInTests(OfficeBehindPlatform behind, OfficeWithoutPlatform without)
    : IClassFixture<OfficeBehindPlatform>, IClassFixture<OfficeWithoutPlatform>
{
    private const string NameClaim = "preferred_username";
    private const string EmailClaim = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

    [Theory]
    [InlineData(NameClaim, TestOffice.Analyst, HttpStatusCode.OK)]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", TestOffice.Analyst, HttpStatusCode.OK)]
    [InlineData(NameClaim, "Amelie.Laurent@Example.ORG", HttpStatusCode.OK)]
    [InlineData(NameClaim, TestOffice.Administrator, HttpStatusCode.OK)]
    [InlineData(NameClaim, TestOffice.Executive, HttpStatusCode.Forbidden)]
    [InlineData(NameClaim, TestOffice.Lead, HttpStatusCode.Forbidden)]
    [InlineData(NameClaim, "stranger@example.org", HttpStatusCode.Forbidden)]
    [InlineData("name", TestOffice.Analyst, HttpStatusCode.Unauthorized)]
    [InlineData(EmailClaim, TestOffice.Analyst, HttpStatusCode.Unauthorized)]
    [InlineData(NameClaim, "amelie", HttpStatusCode.Unauthorized)]
    public async Task principal_has_the_roles_that_the_directory_gives_its_address(string claim, string value, HttpStatusCode imports)
    {
        var answer = await Ask(behind, "/api/v1/imports", Principal((claim, value)));
        Assert.Equal(imports, answer.StatusCode);
    }

    [Theory]
    [InlineData("name", "Mallory", HttpStatusCode.Forbidden)]
    [InlineData("xms_edov", "true", HttpStatusCode.Forbidden)]
    public async Task mail_address_that_somebody_gave_their_account_does_not_make_them_another(string claim, string value, HttpStatusCode imports) =>
        Assert.Equal(imports, (await Ask(behind, "/api/v1/imports",
            Principal((EmailClaim, TestOffice.Analyst), ("email", TestOffice.Analyst), (claim, value), (NameClaim, "mallory@partner.example")))).StatusCode);

    [Theory]
    [InlineData("xms_edov", "1", HttpStatusCode.OK)]
    [InlineData("email_verified", "true", HttpStatusCode.OK)]
    [InlineData("xms_edov", "false", HttpStatusCode.Unauthorized)]
    public async Task mail_address_counts_alone_only_where_it_was_verified(string claim, string value, HttpStatusCode imports) =>
        Assert.Equal(imports, (await Ask(behind, "/api/v1/imports", Principal((EmailClaim, TestOffice.Analyst), (claim, value)))).StatusCode);

    [Fact]
    public async Task role_claims_of_the_principal_open_nothing() => Assert.Equal(HttpStatusCode.Forbidden, (await Ask(behind, "/api/v1/imports",
        Principal((NameClaim, TestOffice.Executive), ("roles", "Administrator"), ("roles", "administrator")))).StatusCode);

    [Theory]
    [InlineData("not base64")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOm51bGx9")]
    public async Task principal_that_cannot_be_read_is_nobody(string header) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(behind, "/api/v1/imports", header)).StatusCode);

    [Fact]
    public async Task forged_header_is_refused_where_no_platform_takes_it_out()
    {
        foreach (var path in (string[])["/api/v1/imports", "/", "/health/live"])
            Assert.Equal(HttpStatusCode.Forbidden, (await Ask(without, path, Principal((NameClaim, TestOffice.Analyst)))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Ask(without, "/health/live", null)).StatusCode);
    }

    [Fact]
    public async Task sign_in_leads_to_the_platform_and_back_to_this_site_only()
    {
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2Fworklist", Location(await Ask(behind, "/sign-in?return=%2Fworklist", null)));
        Assert.Equal("/.auth/login/aad?post_login_redirect_uri=%2F", Location(await Ask(behind, "/sign-in?return=%2F%2Fevil.example", null)));
    }

    private static string Location(HttpResponseMessage answer) => answer.Headers.Location!.OriginalString;

    private static async Task<HttpResponseMessage> Ask(TestOffice office, string path, string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (header is not null)
            request.Headers.Add(PlatformSignIn.Header, header);
        return await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Principal(params (string Type, string Value)[] claims) => Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new { auth_typ = "aad", claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }), name_typ = EmailClaim, role_typ = "roles" })));
}
