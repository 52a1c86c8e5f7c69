using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using PmoFlow.Domain.Organisation;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Identity;

/// <summary>Who may see and do what, for each role at each address.</summary>
public sealed class AccessTests(TestOffice office) : IClassFixture<TestOffice>
{
    private static readonly (Role Role, string Email)[] People =
    [
        (Role.Analyst, TestOffice.Analyst), (Role.Approver, TestOffice.Approver), (Role.DeliveryLead, TestOffice.Lead),
        (Role.FunctionLeader, "priya.raghunathan@example.org"), (Role.Executive, TestOffice.Executive), (Role.Administrator, TestOffice.Administrator),
    ];

    /// <summary>Letters: Analyst, aPprover, delivery Lead, Function leader, Executive, adMinistrator. Written out, so that the table of Domain is held to it.</summary>
    public static TheoryData<string, string, string> Doors => new()
    {
        { "GET", "/", "APLFEM" }, { "GET", "/api/v1/dashboards/portfolio", "APLFEM" },
        { "GET", "/dashboards/units/finance", "APLFEM" }, { "GET", "/dashboards/units.csv", "APLFEM" }, { "GET", "/dashboards/rows?measure=projects", "APLFEM" },
        { "GET", "/dashboards/rows?measure=pipeline", "APFEM" }, { "GET", "/dashboards/pack", "APLFEM" }, { "GET", "/dashboards/moves", "APLFEM" },
        { "GET", "/organisation", "APLFEM" }, { "POST", "/organisation", "M" },
        { "GET", "/api/v1/organisation/units", "APLFEM" }, { "POST", "/api/v1/organisation/units", "M" }, { "POST", "/api/v1/organisation/people", "M" },
        { "GET", "/organisation/units.csv", "APLFEM" }, { "GET", "/organisation/people.csv", "M" }, { "GET", "/requests.csv", "APFEM" }, { "GET", "/projects.csv", "APLFEM" },
        { "GET", "/projects/P-0/money.csv", "APLFEM" }, { "GET", "/projects/P-0/health.csv", "APLFEM" }, { "GET", "/actions.csv", "APLFEM" }, { "GET", "/benefits.csv", "APLFEM" },
        { "GET", "/dashboards/analyst.csv", "APLFEM" },
        { "GET", "/worklist", "AM" },
        { "GET", "/requests", "APFEM" }, { "GET", "/requests/R-00000000", "APFEM" },
        { "POST", "/requests/R-00000000/screening", "AM" }, { "POST", "/requests/R-00000000/score", "AM" },
        { "POST", "/requests/R-00000000/withdraw", "AM" }, { "POST", "/requests/R-00000000/decision", "PFE" },
        { "GET", "/api/v1/requests", "APFEM" }, { "GET", "/api/v1/requests/R-00000000", "APFEM" },
        { "GET", "/api/v1/requests/R-00000000/timeline", "APFEM" }, { "GET", "/api/v1/requests/R-00000000/rounds", "APFEM" },
        { "POST", "/api/v1/requests/R-00000000/screening", "AM" }, { "POST", "/api/v1/requests/R-00000000/score", "AM" },
        { "POST", "/api/v1/requests/R-00000000/withdraw", "AM" }, { "POST", "/api/v1/requests/R-00000000/decision", "PFE" },
        { "POST", "/requests/R-00000000/recall", "AM" }, { "POST", "/api/v1/requests/R-00000000/recall", "AM" },
        { "GET", "/me", "APLFEM" }, { "POST", "/me", "APLFEM" }, { "GET", "/me/tokens", "APLFEM" }, { "POST", "/me/tokens", "APLFEM" },
        { "GET", "/approvals", "PFE" }, { "GET", "/api/v1/approvals", "PFE" },
        { "GET", "/projects", "APLFEM" }, { "GET", "/projects/P-0", "APLFEM" },
        { "POST", "/projects/P-0/plan", "ALM" }, { "POST", "/projects/P-0/close", "ALM" },
        { "GET", "/api/v1/projects", "APLFEM" }, { "GET", "/api/v1/projects/P-0", "APLFEM" }, { "GET", "/api/v1/projects/P-0/health", "APLFEM" },
        { "GET", "/api/v1/projects/P-0/timeline", "APLFEM" }, { "GET", "/api/v1/projects/P-0/actions", "APLFEM" },
        { "PUT", "/api/v1/projects/P-0/plan", "ALM" }, { "POST", "/api/v1/projects/P-0/close", "ALM" },
        { "GET", "/actions", "APLFEM" }, { "GET", "/actions/A-0", "APLFEM" }, { "POST", "/actions/A-0/close", "APLFEM" },
        { "GET", "/api/v1/actions", "APLFEM" }, { "GET", "/api/v1/actions/A-0", "APLFEM" }, { "POST", "/api/v1/actions/A-0/close", "APLFEM" },
        { "GET", "/operations", "M" }, { "GET", "/operations/commands", "M" }, { "GET", "/operations/instances/R-0", "M" },
        { "GET", "/operations/instances/R-0/terminate", "M" }, { "POST", "/operations/instances/R-0/terminate", "M" },
        { "POST", "/operations/purge", "M" }, { "POST", "/operations/backup", "M" },
        { "GET", "/api/v1/operations", "M" }, { "GET", "/api/v1/operations/instances", "M" }, { "GET", "/api/v1/operations/instances/R-0/history", "M" },
        { "POST", "/api/v1/operations/instances/R-0/terminate", "M" }, { "POST", "/api/v1/operations/purge", "M" },
        { "GET", "/imports", "AM" }, { "GET", "/api/v1/imports", "AM" },
    };

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task each_role_passes_exactly_its_doors(string method, string path, string allowed)
    {
        foreach (var (role, email) in People)
        {
            using var client = office.As(email);
            var passes = allowed.Contains(role switch { Role.Approver => 'P', Role.DeliveryLead => 'L', Role.Administrator => 'M', _ => role.ToString()[0] }, StringComparison.Ordinal);
            Assert.True(await IsRefused(client, method, path) != passes, $"{role} {(passes ? "should" : "should not")} pass {method} {path}");
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task nobody_passes_without_signing_in(string method, string path, string allowed)
    {
        Assert.NotEmpty(allowed);
        using var request = Request(method, path);
        var response = await office.Anybody.SendAsync(request, TestContext.Current.CancellationToken);

        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            var problem = await response.Json(HttpStatusCode.Unauthorized);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(401, problem.GetProperty("status").GetInt32());
        }
        else
        {
            Assert.StartsWith("/sign-in?return=", response.SeeOther(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void every_address_says_who_may_come()
    {
        var silent = office.Endpoints.Where(endpoint =>
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null);

        Assert.Empty(silent.Select(endpoint => endpoint.RoutePattern.RawText));
    }

    [Fact]
    public async Task an_address_that_the_directory_does_not_know_is_nobody()
    {
        using var stranger = office.As("stranger@example.org");

        await (await stranger.GetAsync("/api/v1/projects", TestContext.Current.CancellationToken)).Json(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task only_its_own_lead_changes_a_project()
    {
        var project = await office.Project("Led by Kwame");
        using var own = office.As(TestOffice.Lead);
        using var other = office.As("hana.kovarova@example.org");
        var plan = new { leadEmail = TestOffice.Lead, start = "2027-01-01", end = "2027-06-30", budget = 125000 };

        await (await other.PutAsJsonAsync($"/api/v1/projects/{project}/plan", plan, TestContext.Current.CancellationToken)).Json(HttpStatusCode.Forbidden);
        var planned = await (await own.PutAsJsonAsync($"/api/v1/projects/{project}/plan", plan, TestContext.Current.CancellationToken)).Json();

        Assert.Equal("2027-01-01", planned.Text("start"));
        Assert.DoesNotContain($"/projects/{project}/plan", await other.Page($"/projects/{project}"), StringComparison.Ordinal);
        Assert.Contains($"/projects/{project}/plan", await own.Page($"/projects/{project}"), StringComparison.Ordinal);
    }

    private static async Task<bool> IsRefused(HttpClient client, string method, string path)
    {
        using var request = Request(method, path);
        var response = await client.SendAsync(request);
        Assert.NotEqual(HttpStatusCode.InternalServerError, response.StatusCode);
        return response.StatusCode == HttpStatusCode.Forbidden;
    }

    private static HttpRequestMessage Request(string method, string path) => new(new HttpMethod(method), path)
    {
        Content = method == "GET" ? null : path.StartsWith("/api/", StringComparison.Ordinal) ? JsonContent.Create(new { }) : new FormUrlEncodedContent([]),
    };
}
