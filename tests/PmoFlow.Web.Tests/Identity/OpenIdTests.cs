using System.Net;
using Microsoft.Extensions.Hosting;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>An office in production whose people sign in with an OpenID Connect provider.</summary>
public class OfficeWithProvider : TestOffice
{
    protected override string EnvironmentName => Environments.Production;

    internal OpenIdProvider Provider { get; } = new(new Uri($"http://127.0.0.1:{FreePort()}"));

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Oidc:Authority"] = Provider.Address.GetLeftPart(UriPartial.Authority),
        ["Oidc:ClientId"] = OpenIdProvider.ClientId,
        ["Oidc:ClientSecret"] = OpenIdProvider.ClientSecret,
        ["Oidc:RequireHttpsMetadata"] = "false",
    };

    // By a factory, so that the container ends it.
    protected override void AddMore(IServiceCollection services) => services.AddSingleton<IHostedService>(_ => Provider);
}

/// <summary>The same where the provider's tenant is trusted with the addresses of its people.</summary>
public sealed class OfficeThatTrustsItsTenant : OfficeWithProvider
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(base.Settings) { ["Oidc:TrustAddresses"] = "true" };
}

/// <summary>Sign-in by OpenID Connect, over HTTP, against a real provider.</summary>
public sealed class OpenIdTests(OfficeWithProvider office, OfficeThatTrustsItsTenant trusting)
    : IClassFixture<OfficeWithProvider>, IClassFixture<OfficeThatTrustsItsTenant>
{
    [Fact]
    public async Task verified_address_signs_in_and_has_its_roles()
    {
        using var browser = NewBrowser();
        Assert.Equal("/worklist", await SignIn(browser, office, new() { ["email"] = TestOffice.Analyst, ["email_verified"] = true }));
        Assert.Contains("Amélie Laurent", WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(office.Address, "/worklist"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task address_that_the_directory_does_not_know_has_no_role()
    {
        using var browser = NewBrowser();
        Assert.Equal("/worklist", await SignIn(browser, office, new() { ["email"] = "stranger@example.org", ["email_verified"] = true }));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync(new Uri(office.Address, "/api/v1/imports"))).StatusCode);
    }

    public static TheoryData<string> Refusals => new("false", "absent", "text false", "only a user name", "no address", "another audience", "expired", "another nonce", "forged");

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task sign_in_is_refused(string why)
    {
        using var browser = NewBrowser();
        var claims = new Dictionary<string, object> { ["email"] = TestOffice.Analyst, ["email_verified"] = true };
        Spoil(claims, why);
        Assert.Equal("/sign-in?failed=1", await SignIn(browser, office, claims, isForged: why == "forged"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(new Uri(office.Address, "/api/v1/imports"))).StatusCode);
    }

    [Theory]
    [InlineData("email", TestOffice.Analyst)]
    [InlineData("preferred_username", TestOffice.Analyst)]
    [InlineData("upn", TestOffice.Analyst)]
    public async Task trusted_tenant_need_not_say_that_an_address_is_verified(string claim, string address)
    {
        using var browser = NewBrowser();
        Assert.Equal("/worklist", await SignIn(browser, trusting, new() { [claim] = address }));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(trusting.Address, "/api/v1/imports"))).StatusCode);
    }

    [Fact]
    public async Task trusted_tenant_that_says_an_address_is_not_verified_is_believed()
    {
        using var browser = NewBrowser();
        Assert.Equal("/sign-in?failed=1", await SignIn(browser, trusting, new() { ["email"] = TestOffice.Analyst, ["email_verified"] = false }));
    }

    private static void Spoil(Dictionary<string, object> claims, string why)
    {
        switch (why)
        {
            case "false": claims["email_verified"] = false; break;
            case "text false": claims["email_verified"] = "False"; break;
            case "absent": claims.Remove("email_verified"); break;
            case "only a user name": claims.Remove("email"); claims["preferred_username"] = TestOffice.Analyst; break;
            case "no address": claims["email"] = "amelie"; break;
            case "another audience": claims["aud"] = "another app"; break;
            case "expired": claims["exp"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds(); break;
            case "another nonce": claims["nonce"] = "of another sign-in"; break;
        }
    }

    private static HttpClient NewBrowser() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() });

    /// <summary>From the office to its provider and back, as a browser goes; where it ends.</summary>
    private static async Task<string> SignIn(HttpClient browser, OfficeWithProvider office, Dictionary<string, object> claims, bool isForged = false)
    {
        (office.Provider.Claims, office.Provider.IsForged) = (claims, isForged);
        var challenge = await browser.GetAsync(new Uri(office.Address, "/sign-in/organisation?return=%2Fworklist"));
        Assert.Equal(HttpStatusCode.Redirect, challenge.StatusCode);
        var signedIn = await browser.GetAsync(challenge.Headers.Location);
        var back = await browser.GetAsync(signedIn.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.Location!.OriginalString;
    }
}
