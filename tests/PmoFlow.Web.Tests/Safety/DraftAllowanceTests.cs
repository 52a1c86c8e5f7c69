using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

public sealed class DraftAllowanceTests(DraftAllowanceTests.SmallOffice office) : IClassFixture<DraftAllowanceTests.SmallOffice>
{
    [Fact]
    public async Task draft_under_a_token_that_nobody_was_given_counts_as_a_new_one()
    {
        var address = (await office.Anybody.Send("/requests/drafts", ("title", "Begun"))).SeeOther();

        Assert.Equal(HttpStatusCode.TooManyRequests, (await office.Anybody.Send("/requests/drafts", ("title", "Filler"), ("draft", new string('A', 43)))).StatusCode);
        Assert.Equal(address, (await office.Anybody.Send("/requests/drafts", ("title", "Gone on"), ("draft", address.Split('/')[^1]))).SeeOther());
    }

    public sealed class SmallOffice : TestOffice
    {
        protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["RateLimits:UploadMegabytesPerHour"] = "1" };
    }
}
