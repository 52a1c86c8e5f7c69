using System.Net;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Delivery;

/// <summary>A project's end by its page, and what it was worth by the API.</summary>
public sealed class ClosureTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Fact]
    public async Task project_is_closed_by_its_acceptance_and_its_lessons_are_offered_to_the_next_request()
    {
        var project = await office.Project("Parcel lockers at the north entrance");
        using var lead = office.As(TestOffice.Lead);
        var path = $"/projects/{project}/closure";
        Assert.Equal(HttpStatusCode.BadRequest, (await lead.Fill(path, path, ("delivered", "Lockers."), ("lessons", "No arrow here"))).StatusCode);
        (await lead.Fill(path, path, ("delivered", "Lockers."), ("lessons", "The wiring was done twice => Ask the fire officer first"))).SeeOther();
        var opens = $"/projects/{project}/actions?title=Ask%20the%20fire%20officer%20first&because=The%20wiring%20was%20done%20twice&source=lesson";
        Assert.Contains(WebUtility.HtmlEncode(opens), await lead.GetStringAsync(path), StringComparison.Ordinal);
        (await lead.Fill(opens, $"/projects/{project}/actions", ("title", "Ask the fire officer first"), ("because", "The wiring was done twice"), ("source", "lesson"),
            ("ownerEmail", TestOffice.Lead), ("due", "2027-02-01"))).SeeOther();
        Assert.Contains("lesson of an earlier project", await lead.GetStringAsync($"/projects/{project}/actions"), StringComparison.Ordinal);
        (await lead.Fill(path, $"/projects/{project}/benefits", ("title", "Less walking"), ("measure", "Minutes a day"), ("before", "30"), ("target", "10"), ("ownerEmail", TestOffice.Executive))).SeeOther();
        foreach (var item in new[] { "running", "documents", "money" })
            (await lead.Fill(path, $"{path}/handover", ("item", item), ("done", "yes"))).SeeOther();
        (await lead.Fill(path, $"{path}/acceptance")).SeeOther();

        var link = await office.LinkTo("bjorn.akesson@example.org", project, "project-decisions");
        Assert.Contains("The wiring was done twice", await office.Anybody.GetStringAsync(link), StringComparison.Ordinal);
        (await office.Anybody.Fill(link, link, ("decision", "approve"))).SeeOther();
        await office.Idle();

        Assert.Equal("closed", (await lead.GetJson($"/api/v1/projects/{project}")).Text("state"));
        Assert.Equal("accepted", (await lead.GetJson($"/api/v1/projects/{project}/closure")).Text("state"));
        var benefit = (await lead.GetJson("/api/v1/benefits")).GetProperty("items").EnumerateArray().Single(one => one.Text("project") == project);
        Assert.Equal(("ahead", 3), (benefit.Text("state"), benefit.GetProperty("reviews").GetArrayLength()));
        Assert.Contains("Less walking", await lead.GetStringAsync("/benefits"), StringComparison.Ordinal);

        var (next, _) = await office.Submit("Parcel lockers at the south entrance");
        using var analyst = office.As(TestOffice.Analyst);
        Assert.Contains("Ask the fire officer first", await analyst.GetStringAsync($"/requests/{next}"), StringComparison.Ordinal);
    }
}
