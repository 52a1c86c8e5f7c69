using System.Net;
using System.Text;
using PmoFlow.Domain.Money;
using PmoFlow.Platform.Tables;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows.Delivery;
using Xunit;

namespace PmoFlow.Web.Tests.Delivery;

/// <summary>A project's money after a larger budget was agreed.</summary>
public sealed class AgreedAnewTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task what_was_earned_before_is_shown_until_the_page_says_how_much_of_the_work_as_it_is_agreed_now_is_done()
    {
        var project = await office.Project("Agreed anew");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[]
        {
            new { month = "2026-08", budget = 36_000, actual = 20_000, complete = 100 }, new { month = "2026-09", budget = 100, actual = 50 },
        } });
        var (tables, key) = (office.Services.GetRequiredService<ITableStore>(), new TableKey(project, DeliveryTables.MoneyRow));
        var record = (await tables.Find(DeliveryTables.Money, key))!.Document;
        await tables.Upsert(DeliveryTables.Money, key, record with { Money = record.Money.Rebaselined([new(new Month(2026, 10), 9_000)], 2) });
        Assert.Equal((36_100m, 36_100m), await Earned());

        var own = (await lead.GetStringAsync($"/projects/{project}/money.csv")).TrimStart('\uFEFF');
        Assert.StartsWith("month,budget,actual,forecast,complete,earned", own, StringComparison.Ordinal);
        Assert.Contains("2026-08,36000,20000,,100,36100", own, StringComparison.Ordinal);
        using var file = new StringContent(own, Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await lead.PostAsync($"/api/v1/projects/{project}/money/file", file)).StatusCode);
        Assert.Equal((36_100m, 36_100m), await Earned());
        const string Said = "be it the same figure";
        Assert.Contains(Said, await lead.Page($"/projects/{project}/money"), StringComparison.Ordinal);

        (await lead.Fill($"/projects/{project}/money", $"/projects/{project}/money", ("month", "2026-08"), ("actual", "21000"))).SeeOther();
        Assert.Equal((36_100m, 36_100m), await Earned());
        (await lead.Fill($"/projects/{project}/money", $"/projects/{project}/money", ("month", "2026-08"), ("complete", "100"))).SeeOther();
        Assert.Equal((null, 45_100m), await Earned());
        Assert.DoesNotContain(Said, await lead.Page($"/projects/{project}/money"), StringComparison.Ordinal);

        async Task<(decimal? OfAugust, decimal InAll)> Earned()
        {
            var money = await lead.GetJson($"/api/v1/projects/{project}/money");
            var august = money.GetProperty("months")[0];
            return (august.TryGetProperty("earned", out var earned) ? earned.GetDecimal() : null, money.GetProperty("earnedValue").GetProperty("ev").GetDecimal());
        }
    }
}
