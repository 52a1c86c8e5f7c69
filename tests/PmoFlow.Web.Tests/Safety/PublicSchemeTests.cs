using PmoFlow.Web.Tests.Identity;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>An office behind a proxy that ends TLS and says nothing of it.</summary>
public sealed class OfficeBehindTls : OfficeWithProvider
{
    protected override Uri PublicUrl => new("https://office.example.org");
}

public sealed class PublicSchemeTests(OfficeBehindTls behind, OfficeWithProvider plain) : IClassFixture<OfficeBehindTls>, IClassFixture<OfficeWithProvider>
{
    [Fact]
    public async Task cookies_are_for_https_only_where_the_office_is_reached_by_https()
    {
        Assert.All(await Cookies(behind), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(await Cookies(plain), cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task provider_sends_people_back_by_https()
    {
        var challenge = await behind.Anybody.GetAsync("/sign-in/organisation", TestContext.Current.CancellationToken);
        Assert.Contains("redirect_uri=https%3A%2F%2F", challenge.Headers.Location!.Query, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> Cookies(TestOffice office) =>
        (await office.Anybody.GetAsync("/sign-in/organisation", TestContext.Current.CancellationToken)).Headers.GetValues("Set-Cookie");
}
