using System.Net;
using Microsoft.Extensions.Hosting;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

public sealed class ProductionOffice : TestOffice
{
    protected override string EnvironmentName => Environments.Production;

    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["RateLimits:SubmissionsPerMinute"] = "20",
        ["RateLimits:LinksPerMinute"] = "20",
        ["Oidc:Authority"] = "https://sign-in.example.org",
        ["Oidc:ClientId"] = "pmoflow",
        ["Oidc:ClientSecret"] = "secret",
    };
}

public sealed class ProductionTests(ProductionOffice office) : IClassFixture<ProductionOffice>
{
    [Theory]
    [InlineData("/inbox")]
    [InlineData("/clock")]
    [InlineData("/api/v1/dev/messages")]
    [InlineData("/api/v1/dev/clock")]
    public async Task what_developers_have_does_not_exist(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await office.Anybody.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task the_header_of_developers_signs_nobody_in()
    {
        using var analyst = office.As(TestOffice.Analyst);

        await (await analyst.GetAsync("/api/v1/requests", TestContext.Current.CancellationToken)).Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task the_sign_in_offers_the_organisations_own_and_names_nobody()
    {
        var page = WebUtility.HtmlDecode(await office.Anybody.Page("/sign-in"));

        Assert.Contains("/sign-in/organisation", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Amélie", page, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.SeeOther, (await office.Anybody.Send("/sign-in", ("email", TestOffice.Analyst))).StatusCode);
    }

    [Fact]
    public async Task who_asks_too_often_is_told_when_to_come_back()
    {
        HttpResponseMessage response;
        var asked = 0;
        do
        {
            response = await office.Anybody.GetAsync("/approvals/x", TestContext.Current.CancellationToken);
        }
        while (response.StatusCode == HttpStatusCode.NotFound && ++asked < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.InRange(asked, 1, 40);
    }
}
