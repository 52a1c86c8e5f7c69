using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Delivery;

/// <summary>Programs by their pages, files and API.</summary>
public sealed class ProgramPageTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task program_is_made_of_a_project_and_shows_what_its_projects_come_to()
    {
        var project = await office.Project("=Faster parcels");
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains($"/programs/new?project={project}", await analyst.GetStringAsync($"/projects/{project}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Fill($"/programs/new?project={project}", "/programs", ("name", "Parcels"))).StatusCode);
        var page = (await analyst.Fill($"/programs/new?project={project}", "/programs", ("project", project), ("name", "=Parcels on the day"),
            ("outcome", "A parcel is there the next day."), ("unit", "operations"), ("ownerEmail", TestOffice.Executive))).SeeOther();
        var id = page["/programs/".Length..];

        await analyst.PutJson($"/api/v1/projects/{project}/money", new { months = new object[] { new { month = "2026-10", budget = 1000, actual = 800, complete = 50 } } });
        var shown = WebUtility.HtmlDecode(await analyst.GetStringAsync(page));
        Assert.Contains("A parcel is there the next day.", shown, StringComparison.Ordinal);
        Assert.Contains("<b>1</b><span>active project</span>", shown, StringComparison.Ordinal);
        Assert.Contains("<b>0</b><span>open risks and issues</span>", shown, StringComparison.Ordinal);
        Assert.Contains($"href=\"/projects/{project}\"", shown, StringComparison.Ordinal);
        var program = await analyst.GetJson($"/api/v1/programs/{id}?rule=weighted");
        Assert.Equal((0.625m, project), (program.GetProperty("earnedValue").GetProperty("cpi").GetDecimal(), program.GetProperty("projects")[0].Text("id")));
        Assert.Equal(id, Assert.Single((await analyst.GetJson("/api/v1/programs?q=parcels")).GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Empty((await analyst.GetJson($"/api/v1/programs/{id}?asOf=2020-01-01")).GetProperty("projects").EnumerateArray());
        Assert.Contains("'=Parcels on the day", await analyst.GetStringAsync("/programs.csv"), StringComparison.Ordinal);
        Assert.Contains("'=Faster parcels", await analyst.GetStringAsync($"{page}/projects.csv"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync($"{page}/projects.xlsx")).StatusCode);
        Assert.Contains("=Parcels on the day", WebUtility.HtmlDecode(await analyst.GetStringAsync($"/projects/{project}")), StringComparison.Ordinal);

        (await analyst.Fill($"/projects/{project}", $"/projects/{project}/program", ("program", ""))).SeeOther();
        (await analyst.Fill(page, $"{page}/projects", ("placed", project))).SeeOther();
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.Fill(page, $"{page}/projects", ("placed", project), ("from", "yesterday"))).StatusCode);
    }

    [Fact]
    public async Task only_who_runs_projects_changes_programs_and_everybody_of_the_office_reads_them()
    {
        using var lead = office.As(TestOffice.Lead);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.PostAsync("/api/v1/programs", new StringContent("{}", null, "application/json"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/programs")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/programs/PG-NONE")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/api/v1/programs/PG-NONE")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.GetAsync("/programs/PG-NONE?asOf=yesterday")).StatusCode);
        using var analyst = office.As(TestOffice.Analyst);
        var problem = await analyst.PostJson("/api/v1/programs", new { name = "Nameless" }, HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty("outcome", out _));
    }

    [Fact]
    public async Task benefits_stand_on_the_units_dashboard_and_lead_to_their_rows()
    {
        var project = await office.Project("Lockers at the west entrance");
        using var analyst = office.As(TestOffice.Analyst);
        await analyst.PostJson($"/api/v1/projects/{project}/benefits", new { title = "Less queueing", measure = "Minutes", counts = "minutes a day", before = 30, target = 10, ownerEmail = TestOffice.Executive }, HttpStatusCode.Created);
        var unit = (await analyst.GetJson($"/api/v1/projects/{project}")).Text("unit");

        Assert.Contains("/dashboards/rows?unit=" + unit + "&amp;measure=benefit-planned%2Fminutes%20a%20day", await analyst.GetStringAsync($"/dashboards/units/{unit}"), StringComparison.Ordinal);
        var rows = await analyst.GetStringAsync($"/dashboards/rows?unit={unit}&measure=benefit-planned%2Fminutes%20a%20day");
        Assert.Contains($"/projects/{project}/closure", rows, StringComparison.Ordinal);
        Assert.Contains("Less queueing", rows, StringComparison.Ordinal);
        var sum = (await analyst.GetJson($"/api/v1/dashboards/benefits?unit={unit}")).GetProperty("sums").EnumerateArray().Single(one => one.Text("counts") == "minutes a day");
        Assert.Equal((20m, 0m, 20m), (sum.GetProperty("planned").GetDecimal(), sum.GetProperty("measured").GetDecimal(), sum.GetProperty("unknown").GetDecimal()));
    }

    [Fact]
    public async Task dashboards_are_there_as_json_with_the_numbers_of_their_files()
    {
        var project = await office.Project("A gate that opens");
        using var analyst = office.As(TestOffice.Analyst);
        var units = await analyst.GetJson("/api/v1/dashboards/units?rule=counted");
        var unit = (await analyst.GetJson($"/api/v1/projects/{project}")).Text("unit");
        Assert.Equal("counted", units.Text("rule"));
        Assert.True(units.GetProperty("units").EnumerateArray().Single(one => one.Text("unit") == unit).GetProperty("projects").GetDecimal() >= 1);
        var rows = await analyst.GetJson($"/api/v1/dashboards/rows?measure=projects&unit={unit}&pageSize=1");
        Assert.Equal((rows.GetProperty("sum").GetDecimal(), 1), ((decimal)rows.GetProperty("count").GetInt32(), rows.GetProperty("items").GetArrayLength()));
        Assert.NotEmpty((await analyst.GetJson($"/api/v1/dashboards/trend?unit={unit}")).GetProperty("months").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/api/v1/dashboards/milestones")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/api/v1/dashboards/moves")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/v1/dashboards/rows?measure=nonesuch")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await analyst.GetAsync("/api/v1/dashboards/rows?measure=projects&cursor=x")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync("/api/v1/dashboards/units?unit=nowhere")).StatusCode);
    }
}
