using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PmoFlow.Web.Tests.Office;
using Xunit;

namespace PmoFlow.Web.Tests.Safety;

/// <summary>The pages need nothing of a particular server: a Functions worker hands them bare requests.</summary>
public sealed class OtherHostTests(TestOffice office) : IClassFixture<TestOffice>
{
    [Theory]
    [InlineData("/requests/new", 200, "What do you need?")]
    [InlineData("/api/v1/requests", 401, "Sign in first")]
    [InlineData("/nowhere", 404, "Not found")]
    public async Task a_bare_request_is_answered_without_a_server(string path, int status, string says)
    {
        var app = new ApplicationBuilder(office.Services);
        app.UsePmoFlow();
        var pipeline = app.Build();
        await using var scope = office.Services.CreateAsyncScope();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.Method = "GET";
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("pmo.example.org");
        context.Request.Path = path;
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));

        await pipeline(context);
        await context.Response.CompleteAsync();

        Assert.Equal(status, context.Response.StatusCode);
        Assert.Contains(says, Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
        Assert.Contains("max-age", context.Response.Headers.StrictTransportSecurity.ToString(), StringComparison.Ordinal);
    }
}
