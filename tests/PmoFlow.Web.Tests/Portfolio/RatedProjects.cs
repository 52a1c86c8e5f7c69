using System.Net;
using System.Text;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Portfolio;

/// <summary>Projects of several ratings, from a file; the same file again changes nothing.</summary>
internal static class RatedProjects
{
    public static async Task ImportRated(this TestOffice office, string unit)
    {
        using var analyst = office.As(TestOffice.Analyst);
        using var file = new StringContent($"""
            Project Name,Department,RAG,Budget,Year
            Harbour wall,{unit},Red,700,2026
            Canal bridge,{unit},Amber/Red,200,2026
            Night bus,{unit},Amber,50,2026
            Paper archive,{unit},,30,2026

            """, Encoding.UTF8, "text/csv");
        var import = await (await analyst.PostAsync("/api/v1/imports?kind=projects&name=returns.csv", file, TestContext.Current.CancellationToken)).Json(HttpStatusCode.Created);
        var run = await analyst.PostAsync($"/api/v1/imports/{import.Text("id")}/run", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
        await office.Idle();
    }
}
