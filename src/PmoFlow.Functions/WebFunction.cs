using Microsoft.AspNetCore.Http;
using PmoFlow.Functions.Hosting;

namespace PmoFlow.Functions;

/// <summary>Everything that comes by HTTP.</summary>
internal sealed class WebFunction(WebPipeline pipeline, HostClient host)
{
    [Function("Web")]
    public async Task<IResult> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request,
        [DurableClient] Client client)
    {
        host.Remember(client);
        await pipeline.Answer(request.HttpContext);
        return Results.Empty;
    }
}
