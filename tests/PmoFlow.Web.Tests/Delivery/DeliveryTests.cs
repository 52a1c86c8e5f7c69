using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using PmoFlow.Platform.Tables;
using PmoFlow.Web.Tests.Office;
using PmoFlow.Workflows.Delivery;
using PmoFlow.Workflows.Storage;
using Xunit;

namespace PmoFlow.Web.Tests.Delivery;

public sealed class DeliveryTests(TestOffice office) : IClassFixture<TestOffice>
{
    private const string Csv = "month;budget;actual;complete %\n2026-09;10.000,00;11.000,50;20\n2026-10;10.000,00;12.000,00;45 %\n2026-11;20.000,00;;\n";

    [Fact]
    public async Task money_comes_in_by_file_and_says_what_it_means()
    {
        var project = await office.Project("Money by file");
        using var lead = office.As(TestOffice.Lead);

        using var file = new StringContent(Csv, Encoding.UTF8, "text/csv");
        var answer = await lead.PostAsync($"/api/v1/projects/{project}/money/file?name=september.csv", file);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await office.Advance("P14D");
        var money = await lead.GetJson($"/api/v1/projects/{project}/money");

        var value = money.GetProperty("earnedValue");
        Assert.Equal(("2026-10", 40000m, 20000m, 18000m, 23000.5m), (money.Text("month"), value.GetProperty("bac").GetDecimal(),
            value.GetProperty("pv").GetDecimal(), value.GetProperty("ev").GetDecimal(), value.GetProperty("ac").GetDecimal()));
        Assert.Equal(0.7826m, value.GetProperty("cpi").GetDecimal());
        Assert.Equal(3, value.GetProperty("estimates").GetArrayLength());
        Assert.Equal(1.8m, money.GetProperty("earnedSchedule").GetProperty("es").GetDecimal());
        Assert.Equal(40000m, (await lead.GetJson($"/api/v1/projects/{project}")).GetProperty("budget").GetDecimal());
        var page = await lead.GetStringAsync($"/projects/{project}/money");
        Assert.Contains("At the end of 2026-10 the project is EUR\u00a05,000.50 over what the work should have cost, and 0.2 months behind the plan.", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("september.csv", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task forecasts_are_kept_and_scored_when_the_work_is_done()
    {
        var project = await office.Project("Forecasts are scored");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[]
        {
            new { month = "2026-08", budget = 100, actual = 150, complete = 50 }, new { month = "2026-09", budget = 100 },
        } });
        var before = (await lead.GetJson($"/api/v1/projects/{project}/forecasts")).EnumerateArray().ToList();
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-10", actual = 90, complete = 100 } } });
        var after = (await lead.GetJson($"/api/v1/projects/{project}/forecasts")).EnumerateArray().ToList();

        Assert.Contains(before, forecast => forecast.Text("kind") == "cost-as-so-far" && forecast.GetProperty("amount").GetDecimal() == 300m);
        Assert.All(before, forecast => Assert.Equal(System.Text.Json.JsonValueKind.Null, forecast.GetProperty("relativeError").ValueKind));
        Assert.Contains(after, forecast => forecast.Text("kind") == "cost-as-so-far" && forecast.GetProperty("relativeError").GetDecimal() == 0.25m);
        var page = await lead.Page($"/projects/{project}/money");
        Assert.Contains("all work is done", page, StringComparison.Ordinal);
        Assert.DoesNotContain("must each unit of money bring", page, StringComparison.Ordinal);
        Assert.DoesNotContain("if it goes on as so far", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task value_can_be_taken_back_by_programs_and_by_a_dash_in_the_form()
    {
        var project = await office.Project("Taken back");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-10", budget = 100, actual = 90, forecast = 80, complete = 50 } } });
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-10", clear = new[] { "actual" } } } });
        Assert.Equal((100m, null, 80m, 50m), await Month());
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.PutAsJsonAsync($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-10", clear = new[] { "sum" } } } })).StatusCode);

        await lead.Fill($"/projects/{project}/money", $"/projects/{project}/money", ("month", "2026-10"), ("complete", "–"), ("forecast", ""));
        Assert.Equal((100m, null, 80m, null), await Month());

        async Task<(decimal?, decimal?, decimal?, decimal?)> Month()
        {
            var month = (await lead.GetJson($"/api/v1/projects/{project}/money")).GetProperty("months")[0];
            return (Of("budget"), Of("actual"), Of("forecast"), Of("complete"));

            decimal? Of(string part) => month.GetProperty(part) is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetDecimal() : null;
        }
    }

    [Fact]
    public async Task figure_is_the_same_on_every_page_and_says_which_month_it_is_of()
    {
        var project = await office.Project("One rounding");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[]
        {
            new { month = "2026-01", budget = 100, actual = 80, complete = 25 }, new { month = "2026-02", budget = 100 },
        } });
        var (money, health) = (await lead.Page($"/projects/{project}/money"), await lead.Page($"/projects/{project}/health"));
        Assert.Contains("0.63", money, StringComparison.Ordinal);
        Assert.DoesNotContain("0.62", money, StringComparison.Ordinal);
        Assert.Equal("The figures are of 2026-01; nothing since.", (await lead.GetJson($"/api/v1/projects/{project}/money")).GetProperty("missing")[0].GetString());
        Assert.Contains("value for each unit of money spent, of 2026-01; nothing since", money, StringComparison.Ordinal);
        Assert.Matches(@"<dt>CPI</dt>\s*<dd>0\.63\s*<span class=""soft small""> of 2026-01; nothing since", health);
    }

    [Fact]
    public async Task milestone_whose_day_has_passed_is_overdue_and_not_next()
    {
        var project = await office.Project("Overdue milestone");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/milestones", new { milestones = new object[] { new { name = "m1", title = "Robots delivered", plan = "2026-01-20" } } });
        Assert.Contains("next is Robots delivered, overdue since 20 Jan 2026.", WebUtility.HtmlDecode(await lead.Page($"/projects/{project}/milestones")), StringComparison.Ordinal);
        Assert.Contains("1 milestone set.", await lead.Page($"/projects/{project}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task milestone_that_waits_for_a_late_one_is_late_and_its_page_says_why()
    {
        var project = await office.Project("Held up");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/milestones", new { milestones = new object[]
        {
            new { name = "m1", title = "Robots delivered", plan = "2026-01-20" }, new { name = "m2", title = "Robots at work", plan = "2026-02-20", days = new[] { 60, 70, 80 }, after = new[] { "m1" } },
        } });
        var page = WebUtility.HtmlDecode(await lead.Page($"/projects/{project}/milestones"));
        Assert.Contains("at the earliest: not before Robots delivered (m1), which is late, and 60 days at best", page, StringComparison.Ordinal);
        Assert.Contains("overdue since 20 Jan 2026", page, StringComparison.Ordinal);
        var (first, last) = ((await lead.GetJson($"/api/v1/projects/{project}/milestones")).GetProperty("milestones") is var all ? (all[0], all[1]) : default);
        Assert.Equal(60, Day(last).DayNumber - Day(first).DayNumber);
        Assert.Equal(29, last.GetProperty("slip").GetInt32() - first.GetProperty("slip").GetInt32());

        static DateOnly Day(System.Text.Json.JsonElement milestone) => DateOnly.Parse(milestone.Text("earliest"), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task need_that_comes_too_late_says_so_on_the_pages_of_both_projects()
    {
        var (scanners, network) = (await office.Project("Scanners everywhere"), await office.Project("Network everywhere"));
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{network}/milestones", new { milestones = new object[] { new { name = "m1", title = "WLAN stands", plan = "2026-01-05", actual = "2026-01-20" } } });
        await lead.PutJson($"/api/v1/projects/{scanners}/needs", new { needs = new object[] { new { on = network, what = "WLAN", neededBy = "2025-12-10", milestone = "m1" } } });
        foreach (var project in new[] { scanners, network })
        {
            var page = WebUtility.HtmlDecode(await lead.Page($"/projects/{project}/milestones"));
            Assert.Contains("41 days too late", page, StringComparison.Ordinal);
            Assert.Contains("Scanners everywhere</a>", page, StringComparison.Ordinal);
            Assert.Contains("Network everywhere</a>", page, StringComparison.Ordinal);
            Assert.Contains("reached 20 Jan 2026", page, StringComparison.Ordinal);
        }
        var need = (await lead.GetJson($"/api/v1/projects/{network}/needs")).GetProperty("neededBy")[0];
        Assert.Equal((41, "Scanners everywhere"), (need.GetProperty("daysLate").GetInt32(), need.Text("projectName")));
    }

    [Fact]
    public async Task money_of_a_month_that_has_not_begun_is_refused_with_its_row()
    {
        var project = await office.Project("Ahead of its time");
        using var lead = office.As(TestOffice.Lead);
        var answer = await lead.PutAsJsonAsync($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2044-05", actual = 22_000 } } });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("2044-05 has not begun", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task money_of_a_month_ahead_that_was_taken_before_it_was_refused_is_not_counted_and_can_be_taken_back()
    {
        var project = await office.Project("Spent in years to come");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/money", new { months = new object[]
        {
            new { month = "2026-09", budget = 1000, actual = 1250, complete = 50 }, new { month = "2044-05", budget = 1000, forecast = 900 },
        } });
        var (tables, key) = (office.Services.GetRequiredService<ITableStore>(), new TableKey(project, DeliveryTables.MoneyRow));
        var record = (await tables.Find(DeliveryTables.Money, key))!.Document;
        await tables.Upsert(DeliveryTables.Money, key, record with
        {
            Money = new(record.Money.Currency, [record.Money.Months[0], record.Money.Months[1] with { Actual = 77_777, Complete = 100 }]),
        });

        var money = await lead.GetJson($"/api/v1/projects/{project}/money");
        Assert.Equal((1250m, 2150m, 77_777m), (money.GetProperty("earnedValue").GetProperty("ac").GetDecimal(), money.GetProperty("leadForecast").GetDecimal(), money.GetProperty("months")[1].GetProperty("actual").GetDecimal()));
        const string Said = "2044-05 has not begun: what is spent and done in it cannot be known yet, and is not counted. A dash in its place takes it back.";
        Assert.Contains(Said, money.GetProperty("missing").EnumerateArray().Select(sentence => sentence.GetString()));
        var page = WebUtility.HtmlDecode(await lead.Page($"/projects/{project}/money"));
        Assert.Contains(Said, page, StringComparison.Ordinal);
        Assert.Contains("In 2026-09 EUR\u00a01,250 was spent", page, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "77,777"));
        Assert.Contains("not begun, not counted", page, StringComparison.Ordinal);

        await lead.Fill($"/projects/{project}/money", $"/projects/{project}/money", ("month", "2044-05"), ("actual", "–"), ("complete", "–"));
        Assert.DoesNotContain("not counted", await lead.Page($"/projects/{project}/money"), StringComparison.Ordinal);
        Assert.Equal(2150m, (await lead.GetJson($"/api/v1/projects/{project}/money")).GetProperty("leadForecast").GetDecimal());
    }

    [Theory]
    [InlineData("month,budget\n2026-13,5\n", "Row 2: '2026-13' is no month such as 2026-12.")]
    [InlineData("month,budget\n2026-12,plenty\n", "Row 2: 'plenty' is no amount (budget).")]
    [InlineData("when,how much\n2026-12,5\n", "The file needs a column month")]
    [InlineData("", "The file is empty.")]
    public async Task a_file_that_cannot_be_read_changes_nothing_and_says_why(string csv, string why)
    {
        var project = await office.Project("Bad money file");
        using var lead = office.As(TestOffice.Lead);
        using var file = new StringContent(csv, Encoding.UTF8, "text/csv");

        var answer = await lead.PostAsync($"/api/v1/projects/{project}/money/file", file);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, Regex.Unescape(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(0, (await lead.GetJson($"/api/v1/projects/{project}/money")).GetProperty("months").GetArrayLength());
    }

    [Fact]
    public async Task baseline_stays_and_the_simulation_repeats()
    {
        var project = await office.Project("Milestones");
        using var lead = office.As(TestOffice.Lead);
        await lead.PutJson($"/api/v1/projects/{project}/milestones", Plan("2027-01-31"));
        var first = await lead.GetJson($"/api/v1/projects/{project}/milestones");
        await lead.PutJson($"/api/v1/projects/{project}/milestones", Plan("2027-03-02"));
        var second = await lead.GetJson($"/api/v1/projects/{project}/milestones");

        var design = second.GetProperty("milestones")[0];
        Assert.Equal(("2027-01-31", "2027-03-02", 30), (design.Text("baseline"), design.Text("plan"), design.GetProperty("slip").GetInt32()));
        Assert.Equal(first.Text("p80"), second.Text("p80"));
        Assert.True(string.CompareOrdinal(first.Text("p50"), first.Text("p80")) < 0);
        Assert.Contains("1 of 2 milestones is later than agreed, most of all Design by 30 days", await lead.GetStringAsync($"/projects/{project}/milestones"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task milestones_that_wait_for_each_other_are_refused()
    {
        var project = await office.Project("Circle");
        using var lead = office.As(TestOffice.Lead);

        var answer = await lead.PutAsJsonAsync($"/api/v1/projects/{project}/milestones", new { milestones = new object[]
            { new { name = "a", title = "A", after = new[] { "b" } }, new { name = "b", title = "B", after = new[] { "a" } } } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task risk_is_entered_and_closed_by_the_forms()
    {
        var project = await office.Project("Risky");
        using var lead = office.As(TestOffice.Lead);
        var page = $"/projects/{project}/raid";
        (await lead.Fill(page, page, ("kind", "risk"), ("title", "The supplier fails"), ("probability", "4"), ("impact", "5"))).SeeOther();
        var html = await lead.GetStringAsync(page);
        var refused = await lead.Fill($"{page}?change=1", page, ("title", "The supplier fails"), ("probability", "4"), ("impact", "5"), ("state", "closed"));
        (await lead.Fill($"{page}?change=1", page, ("title", "The supplier fails"), ("probability", "4"), ("impact", "5"), ("state", "closed"), ("resolution", "Second source."))).SeeOther();

        Assert.Contains("R1: The supplier fails", html, StringComparison.Ordinal);
        Assert.Contains(">20<", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var item = (await lead.GetJson($"/api/v1/projects/{project}/raid"))[0];
        Assert.Equal(("closed", "Second source."), (item.Text("state"), item.Text("resolution")));
    }

    [Fact]
    public async Task dependency_shows_on_both_projects()
    {
        var (one, other) = (await office.Project("Needs"), await office.Project("Gives"));
        using var lead = office.As(TestOffice.Lead);

        (await lead.Fill($"/projects/{one}/milestones", $"/projects/{one}/needs", ("on", other), ("what", "The interface"), ("neededBy", "2027-02-01"))).SeeOther();

        Assert.Equal(one, (await lead.GetJson($"/api/v1/projects/{other}/needs")).GetProperty("neededBy")[0].Text("project"));
        await lead.PutJson($"/api/v1/projects/{one}/needs", new { needs = Array.Empty<object>() });
        Assert.Equal(0, (await lead.GetJson($"/api/v1/projects/{other}/needs")).GetProperty("neededBy").GetArrayLength());
    }

    [Fact]
    public async Task only_the_own_lead_or_an_analyst_changes_a_project()
    {
        var project = await office.Project("Mine");
        using var another = office.As("lukasz.nowak@example.org");

        var answer = await another.PutAsJsonAsync($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-12", budget = 1 } } });

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("Save the month", await another.GetStringAsync($"/projects/{project}/money"), StringComparison.Ordinal);
    }

    private static object Plan(string design) => new { milestones = new object[]
    {
        new { name = "m1", title = "Design", plan = design, days = new[] { 20, 30, 60 } },
        new { name = "m2", title = "Live", plan = "2027-06-30", days = new[] { 60, 90, 200 }, after = new[] { "m1" } },
    } };
}
