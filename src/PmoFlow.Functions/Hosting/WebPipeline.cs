using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PmoFlow.Web;
using PmoFlow.Web.Portfolio;
using PmoFlow.Workflows.Lifecycles;

namespace PmoFlow.Functions.Hosting;

/// <summary>The pages and the API as the Host has them, behind the one HTTP function.</summary>
internal sealed class WebPipeline
{
    private readonly IHttpContextAccessor accessor;
    private readonly LifecycleNews news;
    private readonly RequestDelegate answer;

    public WebPipeline(IServiceProvider services)
    {
        accessor = services.GetRequiredService<IHttpContextAccessor>();
        news = services.GetRequiredService<LifecycleNews>();
        var app = new ApplicationBuilder(services);
        PlatformSignIn.Use(app);
        app.UsePmoFlow();
        answer = app.Build();
    }

    public async Task Answer(HttpContext context)
    {
        await news.Hear(context.RequestAborted);
        // A function is invoked over another connection than the request came by, so what flowed with the request has to be set again.
        accessor.HttpContext = context;
        // The worker has routed the request to the function already; now it is routed again, among the pages.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        // The worker takes down the scope as soon as the function returns, before the answer is said to be complete.
        var afterwards = new AfterAnswer();
        context.Features.Set(afterwards);
        await answer(context);
        if (!afterwards.Any)
            return;
        await context.Response.CompleteAsync();
        await afterwards.Run();
    }
}
